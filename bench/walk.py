"""A newcomer's walk, timed: from a clone to the page of the founding report, and from there to a sentence.

    python -m bench.walk [--from URL]

Clones the project (this checkout, as committed, if no URL is given) into an empty folder and runs scripts/serve there, which
makes an environment, reads the reports and starts the server. Then it goes as a reader does, by the links of the pages. The
time that packages take to come depends on the net and on what pip has at hand.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load import free_port
from dragoman.errors import DragomanError

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 900.0  # seconds after which the walk is given up
FIRST = "/today?as_of=2020-06-14"
STEPS = {"a meeting": "/life/", "an event of it, with its sentence": "/event/", "the report": "/report/"}


@contextmanager
def served(clone: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """scripts/serve of a clone, with an environment and a store of its own; ended with the block, with all that it began."""
    own = {"DRAGOMAN_VENV": str(clone / ".venv"), "DRAGOMAN_STORE": str(clone / "libya.db")}
    process = subprocess.Popen(
        [str(clone / "scripts" / "serve"), "--port", str(port)],
        env={**os.environ, **own},
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=60)


def page(base: str, path: str) -> str:
    """A page as sent."""
    with urllib.request.urlopen(base + path, timeout=60) as answer:
        return str(answer.read().decode())


def first_page(process: subprocess.Popen[str], base: str) -> str:
    """The first page as soon as it is there.

    Raises:
        DragomanError: the server ends, or does not come in time.
    """
    until = time.monotonic() + LONGEST
    while process.poll() is None and time.monotonic() < until:
        try:
            return page(base, FIRST)
        except urllib.error.URLError:
            time.sleep(0.2)
    raise DragomanError("scripts/serve does not get to a page; what it said stands above")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", default=str(ROOT), metavar="URL", help="the repository to clone")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clone, began = Path(folder, "dragoman"), time.monotonic()

        def tell(what: str) -> None:
            print(f"{time.monotonic() - began:7.1f} s  {what}", flush=True)

        subprocess.run(["git", "clone", "--quiet", args.source, str(clone)], check=True)
        tell("git clone")
        port = free_port()
        base = f"http://127.0.0.1:{port}"
        with served(clone, port) as process:
            shown = first_page(process, base)
            tell(f"scripts/serve: {FIRST}")
            for step, start in STEPS.items():
                link = re.search(rf'<main.*?href="({start}[^"#]+)', shown, re.DOTALL)
                if link is None:
                    raise DragomanError(f"the page has no link to {step}")
                shown = page(base, link.group(1).replace("&amp;", "&"))
                tell(f"{step}: {link.group(1).partition('?')[0]}")


if __name__ == "__main__":
    main()
