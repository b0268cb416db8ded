"""Rules as TOML: what is read, and that every mistake is named with the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.alerts.load import load_rules, rules_of
from dragoman.alerts.rules import CONDITIONS
from dragoman.alerts.targets import FileTarget, MailTarget, WebhookTarget
from dragoman.errors import InputError
from dragoman.knowledge.lives import load_machine

ROOT = Path(__file__).parent.parent.parent
TO = 'to = [{file = "a.jsonl"}]'


def test_the_example_shows_every_condition_and_every_target() -> None:
    rules = load_rules(ROOT / "examples" / "alerts.toml")
    assert {rule.when for rule in rules} == set(CONDITIONS)
    assert {type(target) for rule in rules for target in rule.to} == {FileTarget, WebhookTarget, MailTarget}


def test_the_documentation_names_every_condition_and_key() -> None:
    text = (ROOT / "docs" / "alerts.md").read_text(encoding="utf-8")
    for name, condition in CONDITIONS.items():
        assert f"`{name}`" in text, name
        for key in condition.needs | condition.allows:
            assert f"`{key}`" in text, key


def test_the_states_that_conditions_turn_on_are_those_of_lives() -> None:
    lives = {
        "agenda": "meeting",
        "ceasefires": "ceasefire",
        "sanctions": "sanction",
        "deployments": "deployment",
        "offices": "office",
    }
    for name, condition in CONDITIONS.items():
        if condition.group is not None:
            assert condition.states <= set(load_machine(lives[condition.group]).states), name


def test_a_rule_with_all_that_it_may_have() -> None:
    (rule,) = rules_of(
        """
        [[alert]]
        name = "level"
        when = "dyad-level"
        between = ["RUS", "TUR"]
        by = "month"
        measure = "conflict"
        low = 1
        high = 5.5
        to = [
            {file = "a.jsonl"},
            {webhook = "https://example.org/in", token_env = "TOKEN", timeout = 3},
            {smtp = "mail.example.org", sender = "a@example.org", recipients = ["b@example.org"], user = "a", password_env = "PW"},
        ]
        """,
        "rules.toml",
        Path("/somewhere"),
    )
    assert (rule.between, rule.by, rule.measure, rule.low, rule.high) == (("RUS", "TUR"), "month", "conflict", 1.0, 5.5)
    assert rule.to == (
        FileTarget(path=Path("/somewhere/a.jsonl")),
        WebhookTarget(url="https://example.org/in", token_env="TOKEN", timeout=3.0),
        MailTarget(
            host="mail.example.org",
            port=587,
            sender="a@example.org",
            recipients=("b@example.org",),
            user="a",
            password_env="PW",
        ),
    )


MAIL = 'smtp = "m", sender = "a@x.org", recipients = ["b@x.org"]'
WRONG = [
    ("", "has no rules; each begins with a line"),
    ("alert = 3", "has no rules"),
    ("[[alerts]]\nname = 'x'", "'alerts' has no meaning here; allowed are alert"),
    ("[[alert]\n", "is no TOML"),
    ("[[alert]]\nwhen = 'actor'", "rule 1 has no name"),
    ("[[alert]]\nname = 'x'", "rule 'x': when = None; it must be one of agenda-new, meeting-moved"),
    ("[[alert]]\nname = 'x'\nwhen = 'meeting-lost'", "when = 'meeting-lost'; it must be one of"),
    (f"[[alert]]\nname = 'x'\nwhen = 'actor'\n{TO}", "'actor' needs actors"),
    (f"[[alert]]\nname = 'x'\nwhen = 'actor'\nactors = ['Russia']\n{TO}", "'Russia' names no actor"),
    (f"[[alert]]\nname = 'x'\nwhen = 'actor'\nactors = ['RUS']\ntypes = ['WAR']\n{TO}", "'WAR' is not among AGREE"),
    (f"[[alert]]\nname = 'x'\nwhen = 'actor'\nactors = ['RUS']\nstatuses = ['done']\n{TO}", "'done' is not among happened"),
    (f"[[alert]]\nname = 'x'\nwhen = 'actor'\nactors = ['RUS']\nplaces = ['Libya']\n{TO}", "'Libya' is no ISO code"),
    (f"[[alert]]\nname = 'x'\nwhen = 'actor'\nactors = []\n{TO}", "is no list"),
    (f"[[alert]]\nname = 'x'\nwhen = 'first-event'\nbetween = ['RUS']\n{TO}", "names 1; it takes two"),
    (f"[[alert]]\nname = 'x'\nwhen = 'first-event'\nbetween = ['RUS', 'TUR']\ndays = 0\n{TO}", "no whole number from 1"),
    (f"[[alert]]\nname = 'x'\nwhen = 'agenda-new'\ndays = 3\n{TO}", "'days' has no meaning here; allowed are actors"),
    (f"[[alert]]\nname = 'x'\nwhen = 'agenda-new'\nstates = ['held']\n{TO}", "takes no states"),
    (f"[[alert]]\nname = 'x'\nwhen = 'meeting-moved'\nstates = ['held']\n{TO}", "turns on cancelled, moved, postponed"),
    (f"[[alert]]\nname = 'x'\nwhen = 'dyad-level'\nbetween = ['A:b', 'C:d']\nlow = 2\nhigh = 1\n{TO}", "low = 2.0 is above high"),
    (f"[[alert]]\nname = 'x'\nwhen = 'dyad-level'\nbetween = ['A:b', 'C:d']\nlow = 2\nsd = 1\n{TO}", "either fixed or of the past"),
    (f"[[alert]]\nname = 'x'\nwhen = 'dyad-level'\nbetween = ['A:b', 'C:d']\nlow = nan\n{TO}", "nan is no number"),
    (f"[[alert]]\nname = 'x'\nwhen = 'dyad-level'\nbetween = ['A:b', 'C:d']\npast = 2\n{TO}", "the least is 4"),
    ("[[alert]]\nname = 'x'\nwhen = 'agenda-new'", "says not where to send"),
    ("[[alert]]\nname = 'x'\nwhen = 'agenda-new'\nto = [{pigeon = 'p'}]", "is no target"),
    ("[[alert]]\nname = 'x'\nwhen = 'agenda-new'\nto = [{webhook = 'ftp://x'}]", "it must be http"),
    ("[[alert]]\nname = 'x'\nwhen = 'agenda-new'\nto = [{webhook = 'https://u:p@x.org'}]", "no user or password"),
    (f"[[alert]]\nname = 'x'\nwhen = 'agenda-new'\nto = [{{{MAIL}, password = 'secret'}}]", "put it into an environment variable"),
    (f"[[alert]]\nname = 'x'\nwhen = 'agenda-new'\nto = [{{{MAIL}, user = 'u'}}]", "give both or neither"),
    (
        f"[[alert]]\nname = 'x'\nwhen = 'agenda-new'\nto = [{{{MAIL}, user = 'u', password_env = 'P', security = 'none'}}]",
        "would send the password in the clear",
    ),
    (f"[[alert]]\nname = 'x'\nwhen = 'agenda-new'\nto = [{{{MAIL}, user = 'u', password_env = 'my secret!'}}]", "name of an environment"),
    ("[[alert]]\nname = 'x'\nwhen = 'agenda-new'\nto = [{smtp = 'm', sender = 'a', recipients = ['b@x.org']}]", "'a' is no e-mail"),
    (
        "[[alert]]\nname = 'x'\nwhen = 'agenda-new'\nto = [{smtp = 'm', sender = 'a@x.org', recipients = ['b@x.org\\nBcc: c@x.org']}]",
        "no e-mail",
    ),
    (f"[[alert]]\nname = 'x'\nwhen = 'agenda-new'\n{TO}\n[[alert]]\nname = 'x'\nwhen = 'agenda-new'\n{TO}", "two rules are called 'x'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), WRONG, ids=[row[1] for row in WRONG])
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError, match=r"rules\.toml") as caught:
        rules_of(text, "rules.toml")
    assert message in str(caught.value)


def test_a_password_is_never_repeated_in_an_error() -> None:
    with pytest.raises(InputError) as caught:
        rules_of(f"[[alert]]\nname = 'x'\nwhen = 'agenda-new'\nto = [{{{MAIL}, password = 'hunter2'}}]", "rules.toml")
    assert "hunter2" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        load_rules(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9\n")
    with pytest.raises(InputError, match="is not UTF-8"):
        load_rules(tmp_path / "latin.toml")
