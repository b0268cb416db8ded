"""Every command that a page shows is one of the program, with options that it has."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from itertools import takewhile

import pytest

from tests.docs.blocks import blocks, pages, site_pages

TREE = site_pages().command_tree()


def commands() -> Iterator[tuple[str, list[str]]]:
    """Each command line of each page with its place, split as a shell does, without comments and what follows a pipe."""
    for path in pages():
        for block in blocks(path):
            if block.language not in ("", "bash", "console"):
                continue
            for number, line in enumerate(block.text.splitlines(), block.line + 1):
                start = line.removeprefix("$ ")
                if start.startswith("dragoman "):
                    yield (
                        f"{block.page}, line {number}",
                        list(takewhile(lambda w: w not in ("|", "<", ";"), _words(start)))[1:],
                    )


def _words(line: str) -> list[str]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    try:
        return list(lexer)
    except ValueError as error:  # a quotation that the next line closes
        return line.split() if "closing quotation" in str(error) else []


FOUND = list(commands())


@pytest.mark.parametrize(("where", "words"), FOUND, ids=[where for where, _ in FOUND])
def test_the_command_and_its_options_are_there(where: str, words: list[str]) -> None:
    name = next((n for n in (" ".join(words[:2]), words[0]) if n in TREE), None)
    assert name is not None or words[0].startswith("--"), f"{where}: `dragoman {words[0]}` is no command"
    if name is None:
        return
    known = {option for parameter in TREE[name].params for option in (*parameter.opts, *parameter.secondary_opts)} | {
        "--help"
    }
    used = [w.split("=")[0] for w in words if w.startswith("-") and len(w) > 1]
    assert not [option for option in used if option not in known], f"{where}: {name} has {', '.join(sorted(known))}"


def test_pages_show_commands_at_all() -> None:
    assert len(FOUND) > 30
