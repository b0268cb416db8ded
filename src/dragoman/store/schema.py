"""The tables, the same on SQLite and PostgreSQL.

What the outside knows by a hash of its content (reports, events, relations, judgements) is joined inside by small integer keys,
which no row ever gets a second time. Days and moments are ISO text, which sorts as they do and which people can read.
Migrations make these tables; a test holds both to be the same.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

REVISIONS = ("0001",)  # of the migrations, oldest first; the last is what this program reads and writes
HEAD = REVISIONS[-1]
APPLICATION_ID = 0x44524147  # "DRAG", by which `file` and SQLite's tools tell a store
UNDATED = ""  # `told` of reports without a date: before every day, so that order and cursors need no nulls

metadata = MetaData()


def _key() -> Column[int]:
    return Column("key", Integer, primary_key=True, autoincrement=False)


def _of(column: str, table: str, *, primary: bool = False, null: bool = False) -> Column[int]:
    """A key of another table, whose rows take those that point to them away with them."""
    return Column(column, ForeignKey(f"{table}.key", ondelete="CASCADE"), nullable=null, primary_key=primary)


def _where_given(name: str, column: str) -> Index:
    """An index of the few rows that have a value there."""
    given = text(f"{column} IS NOT NULL")
    return Index(name, column, sqlite_where=given, postgresql_where=given)


store = Table(
    "store",  # one row: what made this store, and its name apart from where it lies
    metadata,
    Column("id", Text, primary_key=True),
    Column("made_by", Text, nullable=False),
    Column("made_at", Text, nullable=False),
)

counters = Table(
    "counters",  # the last key given in each table
    metadata,
    Column("name", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    _key(),  # also the order of arrival
    Column("id", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("publisher", Text),
    Column("title", Text),
    Column("published", Text),
    Column("precision", Text),
    Column("told", Text, nullable=False),  # `published` without its time zone, or UNDATED
    Column("language", Text, nullable=False),
    Column("dateline", Text),
    Column("warnings", Text),
    Column("blocks", Text),
    Column("copy_of", Text),
    Column("feed", Text),
    Column("arrived", Text, nullable=False),
    Column("events", Integer, nullable=False),
    Column("relations", Integer, nullable=False),
    Column("odd", Text),  # JSON of the exact values of columns above that SQL can't hold (NUL, half a surrogate pair)
    Column("text", Text, nullable=False),
    Index("reports_told", "told"),
    _where_given("reports_copy_of", "copy_of"),
    _where_given("reports_feed", "feed"),
)

sentences = Table(
    "sentences",  # those that records rest on; their words are those of the report from `begins` to `ends`
    metadata,
    _key(),
    _of("report", "reports"),
    Column("begins", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
    Index("sentences_span", "report", "begins", "ends", unique=True),
)

actors = Table(
    "actors",  # each once for each id, name, country, kind and sectors that it was given
    metadata,
    _key(),
    Column("digest", Text, nullable=False, unique=True),
    Column("id", Text),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("kind", Text, nullable=False),
    Column("sectors", Text, nullable=False),
    Column("odd", Text),
    Index("actors_id", "id"),
)

places = Table(
    "places",
    metadata,
    _key(),
    Column("digest", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("admin1", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("geonames_id", Integer),
    Column("precision", Text),
    Column("odd", Text),
)

events = Table(
    "events",
    metadata,
    _key(),
    Column("id", Text, nullable=False, unique=True),
    _of("report", "reports"),
    Column("position", Integer, nullable=False),
    _of("sentence", "sentences"),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("contexts", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("historical", Boolean, nullable=False),
    Column("starts", Text),
    Column("ends", Text),
    Column("precision", Text),
    Column("basis", Text),
    Column("day", Text),  # the first day of it; the day of publication where the text gives no time
    Column("told", Text, nullable=False),
    Column("country", Text),
    Column("place", ForeignKey("places.key")),
    Column("killed_low", Integer),
    Column("killed_high", Integer),
    Column("wounded_low", Integer),
    Column("wounded_high", Integer),
    Column("cameo", Text, nullable=False),
    Column("goldstein", Float, nullable=False),
    Column("plover", Float),
    Column("quad", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("story", Text),  # null where the event is a story of its own, under its own id
    Column("parts", Text, nullable=False),  # who and what, by keys: all that the picture needs
    Column("record", Text, nullable=False),  # the rest: where each is named, and why
    Index("events_report", "report", "position", unique=True),
    Index("events_sentence", "sentence"),
    # all that a filter looks at, in the order told: most questions for a page of events are answered by this index alone
    Index("events_told", *"told report position type mode status historical day basis country sentence".split()),
    Index("events_day", "day"),
    Index("events_type", "type", "told"),
    Index("events_country", "country", "told"),
    _where_given("events_story", "story"),
)

event_actors = Table(
    "event_actors",  # role: actor, recipient, speaker, topic, or other: and what it is (other:host)
    metadata,
    Column("actor", ForeignKey("actors.key"), primary_key=True),
    _of("event", "events", primary=True),
    Column("role", Text, primary_key=True),
    Index("event_actors_event", "event"),
    sqlite_with_rowid=False,
)

event_blocks = Table(
    "event_blocks",  # what an event has in common with others that may tell the same; the block as a 64-bit hash
    metadata,
    Column("block", BigInteger, primary_key=True, autoincrement=False),
    Column("opens", Integer, primary_key=True, autoincrement=False),  # days since the year 1, between which it may lie
    _of("event", "events", primary=True),
    Column(
        "closes", Integer, nullable=False
    ),  # after the key: else SQLite 3.40 takes it for null in its integrity check
    Index("event_blocks_event", "event"),
    sqlite_with_rowid=False,
)

relations = Table(
    "relations",
    metadata,
    _key(),
    Column("id", Text, nullable=False, unique=True),
    _of("report", "reports"),
    Column("position", Integer, nullable=False),
    _of("sentence", "sentences"),
    Column("kind", Text, nullable=False),
    Column("holder", ForeignKey("actors.key"), nullable=False),
    Column("toward", ForeignKey("actors.key"), nullable=False),
    Column("conflict", Text),
    Column("status", Text, nullable=False),
    Column("starts", Text),
    Column("ends", Text),
    Column("precision", Text),
    Column("basis", Text),
    Column("told", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("parts", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index("relations_report", "report", "position", unique=True),
    Index("relations_sentence", "sentence"),
    Index("relations_told", "told"),
    Index("relations_holder", "holder"),
    Index("relations_toward", "toward"),
)

links = Table(
    "links",  # why two events were found to tell the same deed, or nearly so; a comes before b by id
    metadata,
    _of("a", "events", primary=True),
    _of("b", "events", primary=True),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),
    Index("links_b", "b"),
    sqlite_with_rowid=False,
)

prints = Table(
    "prints",  # marks of the words of reports, by which copies of one wire text are found
    metadata,
    _of("report", "reports", primary=True),
    Column("mark", LargeBinary, nullable=False),
)

print_bands = Table(
    "print_bands",  # copies share at least one band
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    _of("report", "reports", primary=True),
    Index("print_bands_report", "report"),
    sqlite_with_rowid=False,
)

judgements = Table(
    "judgements",  # what people decided; never overwritten, only withdrawn
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("object", Text),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text),
    Column("withdrawn_at", Text),
    Index("judgements_subject", "subject"),
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("title", Text),
    Column("owner", Text),
    Column("country", Text),
    Column("language", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("last_poll", Text),
    Column("next_poll", Text),
    Column("failures", Integer, nullable=False),
)

feed_states = Table(
    "feed_states",  # what is remembered of a feed between two polls, and who polls it now; times in seconds since 1970
    metadata,
    Column("url", Text, primary_key=True),
    Column("record", Text),
    Column("held_by", Text),
    Column("held_until", Float),
)

pictures = Table(
    "pictures",  # those drawn last, so that they need not be drawn again; `stamp` says of what and by which program
    metadata,
    Column("day", Text, primary_key=True),
    Column("everything", Integer, primary_key=True, autoincrement=False),
    Column("stamp", Text, nullable=False),
    Column("body", Text, nullable=False),
)

alerts = Table(
    "alerts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("fired_at", Text, nullable=False),
)
