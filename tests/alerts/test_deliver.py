"""Alerts on their way: each once to each target, again where one did not arrive, and nothing that the rules do not allow."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from ipaddress import ip_address
from pathlib import Path

import pytest

from dragoman.alerts.alert import Alert, Proof, to_json
from dragoman.alerts.deliver import ENOUGH, deliver, print_dry, send_alert
from dragoman.alerts.mail import message, send
from dragoman.alerts.outbox import Outbox, append_line, open_outbox
from dragoman.alerts.rules import Rule
from dragoman.alerts.targets import FileTarget, MailTarget, Target, WebhookTarget
from dragoman.alerts.webhook import TRIES, is_public, post
from dragoman.errors import OutputError
from tests.alerts.servers import mail_server, web_server

PROOF = Proof(
    id="e1", sentence="The visit was put off.", said_by=("Turkey",), published="2020-06-14T11:08:00", report="r1",
    source="https://example.org/1",
)  # fmt: skip
ALERT = Alert(
    key="abc", rule="r", when="meeting-moved", day=date(2020, 6, 14), title="Meeting: postponed", text="Meeting postponed.",
    ids=("meeting-1",), proofs=(PROOF,),
)  # fmt: skip


def rule(*targets: Target) -> Rule:
    return Rule(name="r", when="meeting-moved", to=targets)


def alerts(number: int) -> list[Alert]:
    return [replace(ALERT, key=f"key-{n}") for n in range(number)]


def test_a_file_gets_a_line_an_alert_once(tmp_path: Path) -> None:
    rules = [rule(FileTarget(path=tmp_path / "alerts.jsonl"))]
    for _ in range(2):
        with open_outbox(tmp_path / "outbox.jsonl") as outbox:
            deliver(rules, [ALERT], outbox)
    (line,) = (tmp_path / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == to_json(ALERT)


def test_what_did_not_arrive_is_tried_again_and_only_there(tmp_path: Path) -> None:
    one, other = FileTarget(path=tmp_path / "one.jsonl"), FileTarget(path=tmp_path / "missing" / "other.jsonl")
    rules = [rule(one, other)]
    with open_outbox(tmp_path / "outbox.jsonl") as outbox:
        first = deliver(rules, [ALERT], outbox)
    (failed,) = first.failed
    assert failed.target == other.name and "can't be written" in str(failed.problem)
    other.path.parent.mkdir()
    with open_outbox(tmp_path / "outbox.jsonl") as outbox:
        assert outbox.fired == {"abc"}, "the rule need not fire again"
        second = deliver(rules, [], outbox)
    assert [(d.target, d.problem) for d in second.deliveries] == [(other.name, None)]
    assert len(one.path.read_text().splitlines()) == len(other.path.read_text().splitlines()) == 1
    with open_outbox(tmp_path / "outbox.jsonl") as outbox:
        assert deliver(rules, [], outbox).deliveries == ()


def test_a_target_that_is_added_later_gets_no_old_alerts(tmp_path: Path) -> None:
    one, other = FileTarget(path=tmp_path / "one.jsonl"), FileTarget(path=tmp_path / "other.jsonl")
    with open_outbox(tmp_path / "outbox.jsonl") as outbox:
        deliver([rule(one)], [ALERT], outbox)
        assert deliver([rule(one, other)], [], outbox).deliveries == ()


def test_a_target_that_is_gone_is_counted_and_not_lost(tmp_path: Path) -> None:
    gone = FileTarget(path=tmp_path / "missing" / "a.jsonl")
    with open_outbox(tmp_path / "outbox.jsonl") as outbox:
        deliver([rule(gone)], [ALERT], outbox)
        assert deliver([], [], outbox).orphans == 1
        gone.path.parent.mkdir()
        assert not deliver([rule(gone)], [], outbox).failed


def test_a_dead_target_does_not_hold_up_the_rest(tmp_path: Path) -> None:
    dead, well = FileTarget(path=tmp_path / "missing" / "a.jsonl"), FileTarget(path=tmp_path / "b.jsonl")
    with open_outbox(tmp_path / "outbox.jsonl") as outbox:
        done = deliver([rule(dead, well)], alerts(10), outbox)
    assert (len(done.failed), done.put_off) == (ENOUGH, 10 - ENOUGH)
    assert len(well.path.read_text().splitlines()) == 10


def test_a_crash_while_writing_loses_no_line(tmp_path: Path) -> None:
    path = tmp_path / "outbox.jsonl"
    with open_outbox(path) as outbox:
        for alert in alerts(2):
            outbox.keep(alert, ["t"])
    path.write_bytes(path.read_bytes()[:-20])  # the last line is cut off
    with open_outbox(path) as outbox:
        assert (outbox.fired, outbox.broken) == ({"key-0"}, 1)
        outbox.keep(alerts(2)[1], ["t"])
    with open_outbox(path) as outbox:
        assert (outbox.fired, outbox.broken) == ({"key-0", "key-1"}, 1)


def test_an_outbox_that_cannot_be_written_stops_the_round(tmp_path: Path) -> None:
    sent: list[str] = []
    outbox = Outbox(tmp_path / "missing" / "outbox.jsonl")
    with pytest.raises(OutputError, match="can't be written"):
        deliver([rule(FileTarget(path=tmp_path / "a"))], [ALERT], outbox, send_to=lambda a, _: sent.append(a.key))
    assert sent == [], "what could not be marked is not sent"
    with pytest.raises(OutputError, match="can't be opened"), open_outbox(tmp_path / "missing" / "outbox.jsonl"):
        pass


def test_lines_of_two_writers_do_not_mix(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"cut')
    append_line(path, {"a": "é\n"})
    assert path.read_bytes() == b'{"cut\n{"a": "\\u00e9\\n"}\n'


def test_a_dry_run_prints_and_keeps_nothing(tmp_path: Path) -> None:
    stream = io.StringIO()
    print_dry([rule(FileTarget(path=tmp_path / "a.jsonl"))], [replace(ALERT, title="Moved\x1b[2J")], stream)
    printed = stream.getvalue()
    assert "The visit was put off." in printed and "would go to file" in printed and "\x1b" not in printed
    assert list(tmp_path.iterdir()) == []


def test_a_webhook_gets_the_alert_as_json_with_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "secret")
    with web_server(204) as hook:
        assert send_alert(ALERT, WebhookTarget(url=hook.url, allow_private=True, token_env="TOKEN")) is None
    assert hook.bodies == [to_json(ALERT)]
    (headers,) = hook.headers
    assert (headers["Idempotency-Key"], headers["Authorization"]) == ("abc", "Bearer secret")
    assert headers["Host"] == hook.url.split("/")[2]


def test_a_webhook_is_tried_again_after_a_while() -> None:
    waits: list[float] = []
    with web_server(503, 429, 200) as hook:
        assert post(ALERT, WebhookTarget(url=hook.url, allow_private=True), sleep=waits.append) is None
    assert (len(hook.bodies), waits) == (3, [1.0, 2.0])


REFUSALS = [
    (500, TRIES, f"answered 500 ({TRIES} tries)", "a broken server is tried again"),
    (404, 1, "answered 404", "one that refuses is not"),
    (302, 1, "answered 302", "a redirection is not followed: it could lead inside"),
]


@pytest.mark.parametrize(("status", "tries", "problem", "reason"), REFUSALS, ids=[row[3] for row in REFUSALS])
def test_what_a_webhook_refuses(status: int, tries: int, problem: str, reason: str) -> None:
    with web_server(status) as hook:
        found = post(ALERT, WebhookTarget(url=hook.url, allow_private=True), sleep=lambda _: None)
    assert found is not None and found.endswith(problem), reason
    assert len(hook.bodies) == tries


def test_a_webhook_into_this_machine_is_refused_unless_allowed() -> None:
    with web_server() as hook:
        for host in ("127.0.0.1", "localhost"):
            problem = post(ALERT, WebhookTarget(url=hook.url.replace("127.0.0.1", host)))
            assert problem is not None and "allow_private" in problem
    assert hook.bodies == []


def test_a_server_that_is_not_there_is_reported() -> None:
    with web_server() as hook:
        pass
    problem = post(ALERT, WebhookTarget(url=hook.url, allow_private=True, timeout=1), sleep=lambda _: None)
    assert problem is not None and "ConnectError" in problem


def test_a_token_that_is_not_set_is_reported() -> None:
    problem = post(ALERT, WebhookTarget(url="https://example.org/", token_env="DRAGOMAN_NO_SUCH_TOKEN"))
    assert (
        problem
        == "the environment variable DRAGOMAN_NO_SUCH_TOKEN is not set; it has the token of https://example.org/"
    )


ADDRESSES = [
    ("93.184.215.14", True, "the open Internet"),
    ("10.0.0.1", False, "a private network"),
    ("127.0.0.1", False, "this machine"),
    ("169.254.169.254", False, "where clouds keep their secrets"),
    ("0.0.0.0", False, "no address"),
    ("224.0.0.1", False, "a group"),
    ("100.64.0.1", False, "a carrier's network"),
    ("::1", False, "this machine in IPv6"),
    ("fd00::1", False, "a private network in IPv6"),
    ("::ffff:10.0.0.1", False, "a private network wrapped"),
    ("64:ff9b::7f00:1", False, "this machine behind NAT64"),
    ("2002:7f00:1::", False, "this machine behind 6to4"),
    ("2606:4700::1111", True, "the open Internet in IPv6"),
]


@pytest.mark.parametrize(("address", "public", "reason"), ADDRESSES, ids=[row[2] for row in ADDRESSES])
def test_which_addresses_are_public(address: str, public: bool, reason: str) -> None:
    assert is_public(ip_address(address)) is public, reason


def mail_to(port: int) -> MailTarget:
    return MailTarget(
        host="127.0.0.1",
        port=port,
        sender="a@example.org",
        recipients=("b@example.org", "c@example.org"),
        security="none",
        timeout=5,
    )


def test_an_email_has_the_sentence_and_the_key() -> None:
    with mail_server() as box:
        assert send_alert(ALERT, mail_to(box.port)) is None
    (text,) = box.messages
    assert "Subject: [dragoman] Meeting: postponed" in text and "Message-ID: <abc@dragoman.invalid>" in text
    assert "The visit was put off." in text and "https://example.org/1" in text
    assert sum(command.startswith(("rcpt", "RCPT")) for command in box.commands) == 2


def test_a_password_is_not_sent_to_a_server_without_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PW", "hunter2")
    with mail_server() as box:
        problem = send(ALERT, replace(mail_to(box.port), security="starttls", user="u", password_env="PW"))
    assert problem is not None and "STARTTLS" in problem
    assert not any("AUTH" in c.upper() or "hunter2" in c for c in box.commands)
    assert box.messages == []


def test_a_password_that_is_not_set_is_reported_before_anything_is_sent() -> None:
    problem = send(ALERT, replace(mail_to(1), security="starttls", user="u", password_env="DRAGOMAN_NO_SUCH_PASSWORD"))
    assert problem == "the environment variable DRAGOMAN_NO_SUCH_PASSWORD is not set; it has the password of u"


def test_recipients_that_are_refused_are_reported() -> None:
    with mail_server(takes=False) as box:
        problem = send(ALERT, mail_to(box.port))
    assert problem is not None and "Refused" in problem


def test_a_title_cannot_add_a_header() -> None:
    made = message(replace(ALERT, title="x\r\nBcc: evil@example.org"), mail_to(25))
    assert made["Bcc"] is None and made["Subject"] == "[dragoman] x Bcc: evil@example.org"
