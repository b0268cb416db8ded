"""How fast Dragoman reads on this machine, and how much memory it takes.

    python -m bench.speed --reports DIR|FILE ... [--repeat N] [--processes N] [--json]

Throughput is in reports of 500 words a second, for the whole job from text to JSON, after a first pass that warms
up: by one process with one thread, by one process as `dragoman read` runs it, and by N processes of one thread
each. The command line is timed from its start to its first line of output, as a person waits for it. Peak memory
is that of the reading process.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time

from dragoman.contract.encode import to_line
from dragoman.errors import DragomanError
from dragoman.intake.files import find_files, read_file
from dragoman.lm.reader import OnnxReader, shipped_model
from dragoman.model.report import Report
from dragoman.pipeline import Reader
from dragoman.text.analyse import analyse

WORDS_A_REPORT = 500


@dataclass(frozen=True, slots=True)
class Timing:
    """One way to run: reports of 500 words a second, and the shares of the time spent in the network itself and in coding.

    Coding is all that comes after the network's pass, from names to records and picture. `a_cpu_second` counts processor time
    instead, which other work on the machine disturbs less.
    """

    processes: int
    threads: int
    reports_a_second: float
    reports_a_cpu_second: float
    model_share: float
    coding_share: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """Seconds from the start of a command to its first output, the middle of some runs."""

    first_result_s: float
    help_s: float


def load(paths: Sequence[Path]) -> list[Report]:
    """The reports of files and folders; what can't be read is left out."""
    files = [file for path in paths for file in find_files(path)]
    return [item for file in files for item in read_file(file) if isinstance(item, Report)]


def words_of(reports: Sequence[Report]) -> int:
    """Words between blanks, as a person counts them."""
    return sum(len(report.text.split()) for report in reports)


def read_all(reports: Sequence[Report], reader: Reader) -> int:
    """Read reports and write them out to nowhere; returns the characters written."""
    return sum(len(to_line(reading)) for reading in reader.read(reports))


def time_one(reports: Sequence[Report], *, repeat: int, threads: int) -> Timing:
    """Time one process."""
    model = shipped_model(threads)
    reader = Reader.load(model)
    read_all(reports[:4], reader)
    model.seconds, began, busy = 0.0, perf_counter(), process_time()
    for _ in range(repeat):
        read_all(reports, reader)
    took, busy = perf_counter() - began, process_time() - busy
    scaled = repeat * words_of(reports) / WORDS_A_REPORT
    return Timing(
        1, threads, scaled / took, scaled / busy, model.seconds / took, _coding_share(reports, reader),
        _peak_mb(resource.RUSAGE_SELF),
    )  # fmt: skip


def _coding_share(reports: Sequence[Report], reader: Reader) -> float:
    """The part of the processor time of reading that comes after the network's pass."""
    began = process_time()
    documents = analyse(reports, reader.model)
    passed = process_time()
    for document in documents:
        reader.read_document(document)
    return (process_time() - passed) / (process_time() - began)


def time_many(reports: Sequence[Report], *, repeat: int, processes: int) -> Timing:
    """Time several processes, each with its own reader of one thread; the reports are dealt out one by one."""
    context = multiprocessing.get_context("spawn")
    shares = [list(reports[i::processes]) * repeat for i in range(processes)]
    barrier = context.Barrier(processes + 1)
    results: multiprocessing.Queue[tuple[float, float, float, float]] = context.Queue()
    workers = [context.Process(target=_work, args=(share, barrier, results)) for share in shares]
    for worker in workers:
        worker.start()
    barrier.wait()
    began = perf_counter()
    answers = [results.get() for _ in workers]
    took = perf_counter() - began
    for worker in workers:
        worker.join()
    scaled = repeat * words_of(reports) / WORDS_A_REPORT
    total, busy, network, coding = (sum(column) for column in zip(*answers, strict=True))
    return Timing(
        processes,
        1,
        scaled / took,
        scaled / busy,
        network / total,
        coding / processes,
        _peak_mb(resource.RUSAGE_CHILDREN),
    )


def _work(
    reports: list[Report],
    barrier: multiprocessing.synchronize.Barrier,
    results: multiprocessing.Queue[tuple[float, float, float, float]],
) -> None:
    """One process: load, wait for the others, read, and tell seconds in all, of the processor, in the network, and the share of coding."""
    model: OnnxReader = shipped_model(1)
    reader = Reader.load(model)
    read_all(reports[:2], reader)
    barrier.wait()
    model.seconds, began, busy = 0.0, perf_counter(), process_time()
    read_all(reports, reader)
    took, busy, network = perf_counter() - began, process_time() - busy, model.seconds
    results.put((took, busy, network, _coding_share(reports, reader)))


def _peak_mb(who: int) -> float:
    """Peak resident memory; Linux gives kilobytes, macOS bytes."""
    return resource.getrusage(who).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def time_commands(path: Path, *, repeat: int) -> Waiting:
    """Time the command line on one report, and its help."""
    command = [sys.executable, "-c", "from dragoman.cli import main; main()"]
    first = [_first_output([*command, "read", str(path), "--format", "jsonl"]) for _ in range(repeat)]
    shown = [_first_output([*command, "--help"]) for _ in range(repeat)]
    return Waiting(statistics.median(first), statistics.median(shown))


def _first_output(command: Sequence[str]) -> float:
    """Seconds from start to the first line of output."""
    began = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        if process.stdout is not None:
            process.stdout.readline()
        took = perf_counter() - began
        process.communicate()
    return took


def lines(figures: dict[str, object]) -> Iterator[str]:
    """The figures for people, one a line."""
    for name, value in figures.items():
        row = value if isinstance(value, dict) else {name: value}
        yield f"{name:14} " + "  ".join(f"{k} {v:.2f}" if isinstance(v, float) else f"{k} {v}" for k, v in row.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, nargs="+", required=True, help="report files or folders")
    parser.add_argument("--repeat", type=int, default=3, help="read all reports N times")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="how many (default: all cores)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    try:
        reports = load(args.reports)
    except DragomanError as error:
        parser.exit(1, f"bench.speed: {error}\n")
    if not reports:
        parser.exit(1, "bench.speed: none of these files can be read as a report\n")
    figures: dict[str, object] = {
        "reports": len(reports),
        "words": words_of(reports),
        "one_thread": asdict(time_one(reports, repeat=args.repeat, threads=1)),
        "as_shipped": asdict(time_one(reports, repeat=args.repeat, threads=0)),
        "all_cores": asdict(time_many(reports, repeat=args.repeat, processes=args.processes)),
        "command_line": asdict(time_commands(Path(reports[0].source), repeat=5)),
    }
    print(json.dumps(figures) if args.json else "\n".join(lines(figures)))


if __name__ == "__main__":
    main()
