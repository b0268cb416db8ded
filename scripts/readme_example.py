"""Write what Dragoman prints of the example report into README.md, between its two marks."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = "examples/yemen-truce.txt"
EVENTS_SHOWN = 6  # groups of events; the rest is cut


def main() -> None:
    """Run the command line on the example and replace the part of README.md that shows it."""
    command = [sys.executable, "-m", "dragoman", "read", EXAMPLE]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    head, events = printed.split("\nEvents", 1)
    shown = "\n\n".join(events.split("\n\n")[:EVENTS_SHOWN])
    block = f"```\n$ dragoman read {EXAMPLE}\n{head}\nEvents{shown}\n  …\n```"
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    mark = re.compile(r"(<!-- example -->\n).*?(<!-- /example -->)", re.DOTALL)
    if not mark.search(text):
        raise SystemExit("README.md: the marks <!-- example --> and <!-- /example --> are gone; put them back")
    readme.write_text(mark.sub(lambda m: f"{m[1]}{block}\n{m[2]}", text), encoding="utf-8")


if __name__ == "__main__":
    main()
