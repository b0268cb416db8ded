"""The first form of the store."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE actors (
  "key" INTEGER NOT NULL,
  digest TEXT NOT NULL,
  id TEXT,
  name TEXT NOT NULL,
  country TEXT,
  kind TEXT NOT NULL,
  sectors TEXT NOT NULL,
  odd TEXT,
  PRIMARY KEY ("key"),
  UNIQUE (digest)
);
CREATE INDEX actors_id ON actors (id);

CREATE TABLE alerts (
  "key" TEXT NOT NULL,
  fired_at TEXT NOT NULL,
  PRIMARY KEY ("key")
);

CREATE TABLE counters (
  name TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (name)
);

CREATE TABLE pictures (
  day TEXT NOT NULL,
  everything INTEGER NOT NULL,
  stamp TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (day, everything)
);

CREATE TABLE feed_states (
  url TEXT NOT NULL,
  record TEXT,
  held_by TEXT,
  held_until FLOAT,
  PRIMARY KEY (url)
);

CREATE TABLE feeds (
  url TEXT NOT NULL,
  title TEXT,
  owner TEXT,
  country TEXT,
  language TEXT,
  etag TEXT,
  last_modified TEXT,
  last_poll TEXT,
  next_poll TEXT,
  failures INTEGER NOT NULL,
  PRIMARY KEY (url)
);

CREATE TABLE judgements (
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  object TEXT,
  who TEXT NOT NULL,
  at TEXT NOT NULL,
  why TEXT,
  withdrawn_at TEXT,
  PRIMARY KEY (id)
);
CREATE INDEX judgements_subject ON judgements (subject);

CREATE TABLE places (
  "key" INTEGER NOT NULL,
  digest TEXT NOT NULL,
  name TEXT NOT NULL,
  country TEXT,
  admin1 TEXT,
  lat FLOAT,
  lon FLOAT,
  geonames_id INTEGER,
  precision TEXT,
  odd TEXT,
  PRIMARY KEY ("key"),
  UNIQUE (digest)
);

CREATE TABLE reports (
  "key" INTEGER NOT NULL,
  id TEXT NOT NULL,
  source TEXT NOT NULL,
  publisher TEXT,
  title TEXT,
  published TEXT,
  precision TEXT,
  told TEXT NOT NULL,
  language TEXT NOT NULL,
  dateline TEXT,
  warnings TEXT,
  blocks TEXT,
  copy_of TEXT,
  feed TEXT,
  arrived TEXT NOT NULL,
  events INTEGER NOT NULL,
  relations INTEGER NOT NULL,
  odd TEXT,
  text TEXT NOT NULL,
  PRIMARY KEY ("key"),
  UNIQUE (id)
);
CREATE INDEX reports_copy_of ON reports (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX reports_feed ON reports (feed) WHERE feed IS NOT NULL;
CREATE INDEX reports_told ON reports (told);

CREATE TABLE store (
  id TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE print_bands (
  band BIGINT NOT NULL,
  report INTEGER NOT NULL,
  PRIMARY KEY (band, report),
  FOREIGN KEY(report) REFERENCES reports ("key") ON DELETE CASCADE
)
 {without_rowid};
CREATE INDEX print_bands_report ON print_bands (report);

CREATE TABLE prints (
  report INTEGER NOT NULL,
  mark {binary} NOT NULL,
  PRIMARY KEY (report),
  FOREIGN KEY(report) REFERENCES reports ("key") ON DELETE CASCADE
);

CREATE TABLE sentences (
  "key" INTEGER NOT NULL,
  report INTEGER NOT NULL,
  begins INTEGER NOT NULL,
  ends INTEGER NOT NULL,
  PRIMARY KEY ("key"),
  FOREIGN KEY(report) REFERENCES reports ("key") ON DELETE CASCADE
);
CREATE UNIQUE INDEX sentences_span ON sentences (report, begins, ends);

CREATE TABLE events (
  "key" INTEGER NOT NULL,
  id TEXT NOT NULL,
  report INTEGER NOT NULL,
  position INTEGER NOT NULL,
  sentence INTEGER NOT NULL,
  type TEXT NOT NULL,
  mode TEXT,
  contexts TEXT NOT NULL,
  status TEXT NOT NULL,
  certainty TEXT NOT NULL,
  historical BOOLEAN NOT NULL,
  starts TEXT,
  ends TEXT,
  precision TEXT,
  basis TEXT,
  day TEXT,
  told TEXT NOT NULL,
  country TEXT,
  place INTEGER,
  killed_low INTEGER,
  killed_high INTEGER,
  wounded_low INTEGER,
  wounded_high INTEGER,
  cameo TEXT NOT NULL,
  goldstein FLOAT NOT NULL,
  plover FLOAT,
  quad INTEGER NOT NULL,
  confidence FLOAT NOT NULL,
  story TEXT,
  parts TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY ("key"),
  UNIQUE (id),
  FOREIGN KEY(report) REFERENCES reports ("key") ON DELETE CASCADE,
  FOREIGN KEY(sentence) REFERENCES sentences ("key") ON DELETE CASCADE,
  FOREIGN KEY(place) REFERENCES places ("key")
);
CREATE INDEX events_country ON events (country, told);
CREATE INDEX events_day ON events (day);
CREATE UNIQUE INDEX events_report ON events (report, position);
CREATE INDEX events_sentence ON events (sentence);
CREATE INDEX events_story ON events (story) WHERE story IS NOT NULL;
CREATE INDEX events_told ON events (told, report, position, type, mode, status, historical, day, basis, country, sentence);
CREATE INDEX events_type ON events (type, told);

CREATE TABLE relations (
  "key" INTEGER NOT NULL,
  id TEXT NOT NULL,
  report INTEGER NOT NULL,
  position INTEGER NOT NULL,
  sentence INTEGER NOT NULL,
  kind TEXT NOT NULL,
  holder INTEGER NOT NULL,
  toward INTEGER NOT NULL,
  "conflict" TEXT,
  status TEXT NOT NULL,
  starts TEXT,
  ends TEXT,
  precision TEXT,
  basis TEXT,
  told TEXT NOT NULL,
  confidence FLOAT NOT NULL,
  parts TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY ("key"),
  UNIQUE (id),
  FOREIGN KEY(report) REFERENCES reports ("key") ON DELETE CASCADE,
  FOREIGN KEY(sentence) REFERENCES sentences ("key") ON DELETE CASCADE,
  FOREIGN KEY(holder) REFERENCES actors ("key"),
  FOREIGN KEY(toward) REFERENCES actors ("key")
);
CREATE INDEX relations_holder ON relations (holder);
CREATE UNIQUE INDEX relations_report ON relations (report, position);
CREATE INDEX relations_sentence ON relations (sentence);
CREATE INDEX relations_told ON relations (told);
CREATE INDEX relations_toward ON relations (toward);

CREATE TABLE event_actors (
  actor INTEGER NOT NULL,
  event INTEGER NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (actor, event, role),
  FOREIGN KEY(actor) REFERENCES actors ("key"),
  FOREIGN KEY(event) REFERENCES events ("key") ON DELETE CASCADE
)
 {without_rowid};
CREATE INDEX event_actors_event ON event_actors (event);

CREATE TABLE event_blocks (
  block BIGINT NOT NULL,
  opens INTEGER NOT NULL,
  event INTEGER NOT NULL,
  closes INTEGER NOT NULL,
  PRIMARY KEY (block, opens, event),
  FOREIGN KEY(event) REFERENCES events ("key") ON DELETE CASCADE
)
 {without_rowid};
CREATE INDEX event_blocks_event ON event_blocks (event);

CREATE TABLE links (
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  score FLOAT NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (a, b),
  FOREIGN KEY(a) REFERENCES events ("key") ON DELETE CASCADE,
  FOREIGN KEY(b) REFERENCES events ("key") ON DELETE CASCADE
)
 {without_rowid};
CREATE INDEX links_b ON links (b);
"""

# The text that full-text search finds is that of the report, which is not kept a second time.
SENTENCES = """
CREATE VIEW sentence_texts AS
SELECT s.key AS key, s.report AS report, substr(r.text, s.begins + 1, s.ends - s.begins) AS text
FROM sentences s JOIN reports r ON r.key = s.report
"""
WORDS = {
    "sqlite": (
        """
        CREATE VIRTUAL TABLE sentence_words USING fts5(
          text, content='sentence_texts', content_rowid='key', columnsize=0, tokenize='unicode61 remove_diacritics 2'
        )
        """,
    ),
    "postgresql": (
        """
        CREATE TABLE sentence_words (
          key INTEGER PRIMARY KEY REFERENCES sentences (key) ON DELETE CASCADE,
          words TSVECTOR NOT NULL
        )
        """,
        "CREATE INDEX sentence_words_words ON sentence_words USING gin (words)",
    ),
}


def upgrade() -> None:
    """Make all tables."""
    dialect = op.get_bind().dialect.name
    tables = TABLES.replace("{without_rowid}", "WITHOUT ROWID" if dialect == "sqlite" else "")
    tables = tables.replace("{binary}", "BLOB" if dialect == "sqlite" else "BYTEA")
    for statement in (*tables.split(";"), SENTENCES, *WORDS[dialect]):
        if statement.strip():
            op.execute(statement)
