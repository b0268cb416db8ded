"""The examples of docs/api.md, run in order against the application as `dragoman serve` makes it."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.keeping.store import Store
from dragoman.web.api.addresses import ADDRESSES

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8000"
_BLOCK = re.compile(r"```sh\n(.*?)```(?:\n```json\n(.*?)```)?", re.DOTALL)
EXAMPLES = [(found[1], found[2]) for found in _BLOCK.finditer(GUIDE)]


class Shell:
    """Runs the few commands that the guide uses, against an application."""

    def __init__(self, client: TestClient, **known: str) -> None:
        self.client, self.known = client, known

    def run(self, lines: str) -> Any:
        """The response to the last line."""
        response = None
        for line in lines.splitlines():
            name, inner = (m[1], m[2]) if (m := re.fullmatch(r"(\w+)=\$\((.*)\)", line)) else (None, line)
            command, *filters = inner.split(" | ")
            response = self._curl(command)
            if name is not None:
                self.known[name] = self._filtered(response, filters)
        return response

    def _curl(self, command: str) -> Any:
        program, *words = shlex.split(re.sub(r"\$([A-Z]+)", lambda m: self.known[m[1]].replace('"', '\\"'), command))
        assert program == "curl", command
        method, headers, body, address = "GET", {}, None, ""
        rest = iter(words)
        for word in rest:
            match word:
                case "-X":
                    method = next(rest)
                case "-H":
                    name, _, value = next(rest).partition(": ")
                    headers[name] = value
                case "-d" | "--data-binary":
                    body = next(rest).encode()
                case "-I" | "-sI":
                    method = "HEAD"
                case "-s":
                    pass
                case _:
                    address = word
        assert address.startswith(ADDRESS), command
        return self.client.request(method, address, headers=headers, content=body)

    def _filtered(self, response: Any, filters: list[str]) -> str:
        if filters[0].startswith("jq"):
            value = response.json()
            for key, at in re.findall(r"\.(\w+)|\[(\d+)\]", filters[0]):
                value = value[key] if key else value[int(at)]
            return str(value)
        return str(response.headers["etag"])


def agrees(shown: Any, found: Any) -> bool:
    """Whether an answer is as shown: `…` is anything, what is left out may be anything."""
    if shown == "…":
        return found is not None
    if isinstance(shown, dict):
        return isinstance(found, dict) and all(k in found and agrees(v, found[k]) for k, v in shown.items())
    if isinstance(shown, list):
        return isinstance(found, list) and len(found) >= len(shown) and all(map(agrees, shown, found))
    return bool(shown == found)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    from dragoman.web.app import make_app
    from dragoman.web.settings import Settings
    from dragoman.web.tokens import Tokens

    folder = tmp_path_factory.mktemp("guide")
    with Store.open(folder / "grain.db", create=True) as store:
        store.add(ROOT / "examples" / "chronicle" / "black-sea-grain")
    _, token = Tokens(folder / "tokens").add("ada", "write")
    app = make_app(folder / "grain.db", Settings(read_only=False, tokens=folder / "tokens"))
    with TestClient(app, base_url=ADDRESS) as client:
        yield Shell(client, TOKEN=token)


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[command.split("\n")[-2][:60] for command, _ in EXAMPLES])
def test_an_example_is_answered_as_shown(shell: Shell, command: str, shown: str | None) -> None:
    found = shell.run(command)
    assert found.status_code < 500 and (found.status_code < 400 or "problem" in (shown or "")), found.text
    if shown:
        first = found.text.splitlines()[0] if "ndjson" in command else found.text
        assert agrees(json.loads(shown), json.loads(first)), found.text[:2000]


def test_the_last_example_of_tags_is_answered_with_nothing(shell: Shell) -> None:
    (command,) = [command for command, _ in EXAMPLES if "If-None-Match" in command]
    assert shell.run(command).status_code == 304


def test_the_guide_lists_every_address() -> None:
    listed = set(re.findall(r"`(?:GET|POST|DELETE)?[`, A-Z]*(/[\w-]+(?:/\{id\}(?:/records)?)?)`", GUIDE))
    assert {a.path for a in ADDRESSES} <= listed
