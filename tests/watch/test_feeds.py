"""The file of feeds: what it may say, what each mistake in it costs, and whose a feed is."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.watch.feeds import Feed, load_feeds

GOOD = """
contact = "https://example.org/about-our-reader"
spacing = "3s"

[[feed]]
url = "https://www.aa.com.tr/en/rss/default?cat=live"
every = "10m"

[[feed]]
url = "https://paper.example/feed"
name = "The Paper"
owner = "Paper Ltd"
country = "GBR"
language = "en"
kind = "private"
pages = true
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "feeds.toml"
    path.write_text(text)
    return path


def test_a_file_of_feeds(tmp_path: Path) -> None:
    feeds = load_feeds(write(tmp_path, GOOD))
    assert (feeds.allow_private, feeds.spacing, feeds.timeout) == (False, 3, 20)
    assert [(feed.label, feed.every, feed.pages) for feed in feeds.feeds] == [
        ("https://www.aa.com.tr/en/rss/default?cat=live", 600, False),
        ("The Paper", 900, True),
    ]


URL = 'url = "https://paper.example/feed"'
BAD = [
    ("[[feed]", "not valid TOML"),
    ("", "no feed; write [[feed]]"),
    ("feed = 3", "feed is 3; it must be [[feed]] tables"),
    ("feed = [1]", "no feed; write [[feed]]"),
    ("[[feed]]\nname = 'x'", "feed 1: no url"),
    ("[[feed]]\nurl = 'paper.example/feed'", "is no web address; write it as https://"),
    ("[[feed]]\nurl = 'ftp://paper.example/feed'", "is no web address"),
    ("[[feed]]\nurl = 'file:///etc/passwd'", "is no web address"),
    ("[[feed]]\nurl = 'http://[bad'", "is no web address"),
    ("[[feed]]\nurl = 'https://me:secret@paper.example/feed'", "holds a password"),
    (f"[[feed]]\n{URL}\nevrey = '5m'", "unknown key 'evrey'; did you mean every?"),
    (f"alow_private = true\n[[feed]]\n{URL}", "unknown key 'alow_private'; did you mean allow_private?"),
    (f"[[feed]]\n{URL}\nevery = 5", "every is 5; it must be a text in quotes"),
    (f"[[feed]]\n{URL}\nevery = 'often'", "every 'often' is no length of time; write it as 90s, 15m, 2h or 1d"),
    (f"[[feed]]\n{URL}\nevery = '1s'", "every '1s' is out of bounds; allowed is 60 to 604800 seconds"),
    (f"[[feed]]\n{URL}\nevery = '30d'", "is out of bounds"),
    (f"[[feed]]\n{URL}\npages = 'yes'", "pages is 'yes'; it must be true or false"),
    (f"[[feed]]\n{URL}\ncountry = 'Turkey'", "country 'Turkey' is no code; write the three letters of ISO 3166"),
    (f"[[feed]]\n{URL}\nlanguage = 'English'", "language 'English' is no code"),
    (f"[[feed]]\n{URL}\nkind = 'free'", "kind 'free'; allowed are state, public, private, party, unknown"),
    (f"[[feed]]\n{URL}\n[[feed]]\n{URL}", "https://paper.example/feed stands twice"),
]


@pytest.mark.parametrize(("text", "sentence"), BAD)
def test_a_mistake_is_told_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(InputError) as caught:
        load_feeds(path)
    assert sentence in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        load_feeds(tmp_path / "none.toml")


def test_whose_a_feed_is() -> None:
    known = Feed(url="https://www.aa.com.tr/en/rss").publisher("AA Live")
    assert (known.name, known.country, known.kind, known.independence) == ("Anadolu Agency", "TUR", "state", "directed")
    said = Feed(url="https://www.aa.com.tr/en/rss", owner="Somebody", kind="private").publisher()
    assert (said.owner, said.kind) == ("Somebody", "private"), "the file counts before the list"
    named = Feed(url="https://feeds.example/7", name="TASS").publisher()
    assert (named.owner, named.independence) == ("Russian state", "directed"), "known by name where not by address"


def test_an_unknown_publisher_is_shown_as_unknown() -> None:
    unknown = Feed(url="https://paper.example/feed").publisher("The Paper")
    assert (unknown.name, unknown.owner, unknown.country) == ("The Paper", None, None)
    assert (unknown.kind, unknown.independence) == ("unknown", "unknown")
