"""What Lighthouse finds of each kind of page in headless Chromium: accessibility and best practices, of 100.

    python -m bench.audit --store FILE [--as-of DAY] [--lighthouse COMMAND]

Wants Chromium and Lighthouse, which is no part of the project: `npm install lighthouse@12`, or let npx fetch it. CHROME_PATH
says where Chromium is, if not in /usr/bin/chromium. One address of each page is looked at.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from bench.load import serving
from bench.pages import addresses
from dragoman.errors import DragomanError
from dragoman.store.database import Database
from dragoman.web.cache import Remembering

KINDS = ("accessibility", "best-practices")


def audit(command: list[str], address: str) -> tuple[dict[str, float], list[str]]:
    """The scores of a page, of 100, and the names of the checks that it does not pass.

    Raises:
        DragomanError: Lighthouse can't be run or does not look at the page.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "audit.json")
        asked = [
            *command,
            address,
            f"--only-categories={','.join(KINDS)}",
            "--output=json",
            f"--output-path={out}",
            "--quiet",
            "--chrome-flags=--headless=new --no-sandbox",
        ]
        environment = {"CHROME_PATH": "/usr/bin/chromium", **os.environ}
        try:
            subprocess.run(asked, check=True, capture_output=True, text=True, env=environment, timeout=180)
        except FileNotFoundError:
            raise DragomanError(f"{command[0]} is not here; run `npm install lighthouse@12`") from None
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            said = str(error.stderr or error).strip().splitlines()
            raise DragomanError(f"Lighthouse does not look at {address}: {said[-1] if said else error}") from error
        told = json.loads(out.read_text(encoding="utf-8"))
    scores = {name: 100 * kind["score"] for name, kind in told["categories"].items()}
    return scores, sorted(name for name, check in told["audits"].items() if check["score"] == 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, required=True, metavar="FILE", help="the store to show")
    parser.add_argument("--as-of", metavar="DAY", help="the day of the picture; that of the newest report, if none")
    parser.add_argument(
        "--lighthouse", default="npx --yes lighthouse@12", metavar="COMMAND", help="how Lighthouse is called"
    )
    args = parser.parse_args()
    with Remembering(Database.open(args.store, read_only=True)) as store:
        day = args.as_of or store.day(None).isoformat()
        pages = [(name, paths[0]) for name, paths in addresses(store, day) if paths]
    least = dict.fromkeys(KINDS, 100.0)
    print(f"{'page':12}" + "".join(f"{kind:>16}" for kind in KINDS))
    with serving(args.store) as base:
        for name, path in pages:
            scores, failed = audit(shlex.split(args.lighthouse), base + path)
            least = {kind: min(least[kind], scores[kind]) for kind in KINDS}
            print(f"{name:12}" + "".join(f"{scores[kind]:16.0f}" for kind in KINDS), *failed, flush=True)
    print(f"{'least':12}" + "".join(f"{least[kind]:16.0f}" for kind in KINDS))


if __name__ == "__main__":
    main()
