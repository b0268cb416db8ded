"""Rounds of feeds: one dead feed stops no other, all is logged and counted, and it ends when it is told to."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
import typer
from typer.testing import CliRunner

from dragoman import cli_watch
from dragoman.watch.feeds import Feed, Feeds
from dragoman.watch.journal import Journal, LogFormat, Metrics
from dragoman.watch.poll import Keep
from dragoman.watch.state import FeedState
from dragoman.watch.watcher import LONGEST_PAUSE, Watcher, agent
from tests.watch.site import NOON, Desk, Memory, Reply, Site, bomb, item, rss

ROOT = Path(__file__).parent.parent.parent


def make(desk: Desk, *feeds: Feed, metrics_file: Path | None = None) -> tuple[Watcher, io.StringIO, Event]:
    stop, out = Event(), io.StringIO()
    watcher = Watcher(
        feeds=Feeds(feeds=feeds),
        poller=desk.poller,
        journal=Journal(LogFormat.JSON, out, desk.clock),
        pause=desk.clock.sleep,
        stopping=stop.is_set,
        metrics_file=metrics_file,
        clock=desk.clock,
    )
    return watcher, out, stop


def lines(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_dead_feed_stops_no_other(site: Site, desk: Desk, tmp_path: Path) -> None:
    site.routes["/good.xml"] = Reply(rss(item(1), item(2, date="")))
    site.routes["/bomb.xml"] = Reply(bomb(20), headers={"Content-Encoding": "gzip"})
    names = ("dead", "bomb", "hang", "good")
    site.routes["/hang.xml"] = Reply(hang=True)
    feeds = [Feed(url=f"{site.url}/{name}.xml", name=name) for name in names]
    watcher, out, _ = make(desk, *feeds, metrics_file=tmp_path / "dragoman.prom")
    assert watcher.run(once=True)
    told = {str(line.get("feed")): line for line in lines(out) if "feed" in line}
    assert {name: told[name]["event"] for name in names} == {
        "dead": "failed", "bomb": "failed", "hang": "failed", "good": "read",
    }  # fmt: skip
    assert (told["hang"]["fault"], told["bomb"]["fault"], told["dead"]["fault"]) == ("timeout", "too large", "gone")
    assert (told["good"]["entries"], told["good"]["reports"]) == ({"new": 2, "undated": 1}, {"new": 2})
    assert [line["event"] for line in lines(out)][:: len(lines(out)) - 1] == ["started", "stopped"]
    text = (tmp_path / "dragoman.prom").read_text()
    assert 'dragoman_watch_polls_total{feed="good",outcome="read"} 1\n' in text
    assert 'dragoman_watch_reports_total{feed="good",outcome="new"} 2\n' in text
    assert 'dragoman_watch_failures{feed="dead"} 1\n' in text
    assert "# TYPE dragoman_watch_failures gauge\n" in text
    assert os.listdir(tmp_path) == ["dragoman.prom"], "no draft is left"


def test_once_says_when_all_failed(site: Site, desk: Desk) -> None:
    watcher, _, _ = make(desk, Feed(url=f"{site.url}/dead.xml"))
    assert not watcher.run(once=True)
    assert watcher.run(once=True), "nothing was due: nothing failed"


def test_it_goes_round_until_it_is_told_to_stop(site: Site, desk: Desk) -> None:
    site.routes["/a.xml"] = Reply(rss(item(1)))
    watcher, out, stop = make(desk, Feed(url=f"{site.url}/a.xml", every=900))
    slept: list[float] = []

    def pause(seconds: float) -> None:
        slept.append(seconds)
        desk.clock.now += seconds
        if desk.clock.now > NOON + 3600:
            stop.set()

    watcher.pause = pause
    watcher.run()
    assert 3 <= site.paths().count("/a.xml") <= 4, "every quarter of an hour, a tenth later at most"
    assert max(slept) <= LONGEST_PAUSE
    assert lines(out)[-1]["event"] == "stopped"


def test_a_store_that_fails_costs_nothing_of_the_feed(site: Site, desk: Desk) -> None:
    site.routes["/a.xml"] = Reply(rss(item(1)))
    watcher, out, _ = make(desk, Feed(url=f"{site.url}/a.xml"))
    desk.memory.broken = True
    assert not watcher.round()
    assert lines(out)[-1]["error"] == "the disk is full; free some space"
    desk.memory.broken = False
    assert watcher.round(), "it waits a minute before it tries again"
    assert desk.kept == []
    desk.clock.now += 61
    assert watcher.round()
    assert len(desk.kept) == 1


def test_metrics_that_cannot_be_written_stop_nothing(site: Site, desk: Desk, tmp_path: Path) -> None:
    site.routes["/a.xml"] = Reply(rss(item(1)))
    watcher, out, _ = make(desk, Feed(url=f"{site.url}/a.xml"), metrics_file=tmp_path / "none" / "dragoman.prom")
    assert watcher.round()
    assert "can't be written" in str(lines(out)[-1]["error"])


def test_names_in_metrics_are_escaped() -> None:
    metrics = Metrics()
    metrics.add("dragoman_watch_polls_total", feed='a "b"\\\n', outcome="read")
    assert 'feed="a \\"b\\"\\\\\\n"' in metrics.render()


def test_text_logs_are_one_line_an_event() -> None:
    out = io.StringIO()
    Journal(LogFormat.TEXT, out, lambda: NOON).say("info", "read", feed="a b", error="x\ny", count=3, nothing=None)
    assert out.getvalue() == '2020-06-14T12:00:00.000Z info    read feed="a b" error="x\\ny" count=3\n'


def test_servers_are_told_who_asks() -> None:
    assert agent("https://example.org/us", "1.2") == "dragoman/1.2 (+https://example.org/us)"


def run_command(patched: pytest.MonkeyPatch, tmp_path: Path, config: str, *options: str) -> tuple[int, str, list[int]]:
    kept: list[int] = []

    @contextmanager
    def open_store(address: str, rules: Path | None) -> Iterator[tuple[FeedState, Keep]]:
        assert (address, rules) == ("store.db", None)

        def keep(reports: object, feed: Feed) -> dict[str, int]:
            kept.append(1)
            return {"new": 1}

        yield Memory(), keep

    app = typer.Typer()
    app.command()(cli_watch.watch)
    patched.setattr(cli_watch, "watched", open_store)
    path = tmp_path / "feeds.toml"
    path.write_text(config)
    done = CliRunner().invoke(app, [str(path), "--store", "store.db", *options])
    return done.exit_code, done.output, kept


def test_the_command(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.routes["/a.xml"] = Reply(rss(item(1)))
    config = f"allow_private = true\nspacing = '0s'\n[[feed]]\nurl = '{site.url}/a.xml'\n"
    before = signal.getsignal(signal.SIGTERM)
    code, output, kept = run_command(
        monkeypatch, tmp_path, config, "--once", "--log-format", "text", "--metrics", f"{tmp_path}/m"
    )
    assert (code, len(kept)) == (0, 1), output
    assert " read " in output
    assert (tmp_path / "m").exists()
    assert signal.getsignal(signal.SIGTERM) is before
    assert site.asked[0][1]["user-agent"].startswith("dragoman/")


def test_the_command_says_by_its_status_that_all_failed(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = f"allow_private = true\nspacing = '0s'\n[[feed]]\nurl = '{site.url}/none.xml'\n"
    assert run_command(monkeypatch, tmp_path, config, "--once")[0] == 1


def test_an_unknown_log_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, output, _ = run_command(monkeypatch, tmp_path, "", "--log-format", "xml")
    assert (code, "--log-format 'xml'; allowed are json, text" in output) == (2, True)


WATCH = """
import sys
from pathlib import Path
from dragoman.cli_watch import run_watch
from dragoman.watch.feeds import load_feeds
from tests.watch.site import Memory
run_watch(load_feeds(Path(sys.argv[1])), Memory(), lambda reports, feed: {"new": len(reports)})
print("left cleanly")
"""


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(site: Site, tmp_path: Path, kind: signal.Signals) -> None:
    site.routes["/a.xml"] = Reply(rss(item(1)))
    path = tmp_path / "feeds.toml"
    path.write_text(f"allow_private = true\nspacing = '0s'\n[[feed]]\nurl = '{site.url}/a.xml'\n")
    with subprocess.Popen(
        [sys.executable, "-c", WATCH, path], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:  # as soon as the feed is read, it waits for the next time
            if json.loads(line)["event"] == "read":
                break
        process.send_signal(kind)
        out, told = process.communicate(timeout=20)
    assert (process.returncode, out) == (0, "left cleanly\n")
    assert json.loads(told.splitlines()[-1])["event"] == "stopped"
