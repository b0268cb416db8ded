"""`dragoman pairs`: sentences with a marked source and target, each coded with what the one does to the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli_input import sound

if TYPE_CHECKING:
    from dragoman.errors import InputError
    from dragoman.model.pair import Pair
    from dragoman.pairs import Between


class Form(StrEnum):
    """How the answers are shown."""

    TABLE = "table"
    JSONL = "jsonl"


def pairs(
    files: Annotated[
        list[str],
        typer.Argument(
            help="Files of marked sentences (text, .jsonl, .tsv, .csv), or - for standard input.", metavar="FILE|-"
        ),
    ],
    form: Annotated[Form, typer.Option("--format", "-f", help="What to print.")] = Form.TABLE,
    always: Annotated[
        bool, typer.Option("--always", help="Give the likeliest type also where none is likelier.")
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write here instead of standard output.")] = None,
) -> None:
    """Code sentences whose parties are marked: <s>Mali</s> accused <t>France</t> of arming rebels."""
    from dragoman.pairs import PairReader
    from dragoman.pipeline import Reader
    from dragoman.render.show import target

    problems: list[str] = []
    given = list(sound(_given(files), problems))
    with target(out, form.value) as stream:
        if given:
            answers = PairReader(Reader.load()).read(given, always=always)
            for pair, answer in zip(given, answers, strict=True):
                line = (
                    json.dumps(_record(pair, answer), ensure_ascii=False) if form is Form.JSONL else _row(pair, answer)
                )
                stream.write(line + "\n")
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)


def _given(files: list[str]) -> Iterator[Pair | InputError]:
    import sys

    from dragoman.errors import InputError
    from dragoman.intake.decoding import decode
    from dragoman.intake.marked import read_lines, read_pairs

    for name in files:
        if name != "-":
            yield from read_pairs(Path(name))
            continue
        try:
            yield from read_lines(decode(sys.stdin.buffer.read(), "standard input").splitlines(), "standard input")
        except InputError as error:
            yield error


def _record(pair: Pair, answer: Between) -> dict[str, object]:
    """One answer as an object: Dragoman's type and status, and the type and quad class with the status folded in."""
    from dragoman.knowledge.folding import as_coded, folded
    from dragoman.knowledge.ontology import TYPES

    root = folded(answer.type, as_coded(answer.type, answer.status, answer.why)) if answer.type else None
    return {
        "text": pair.text,
        "source": [pair.source.start, pair.source.end],
        "target": [pair.target.start, pair.target.end],
        "type": answer.type,
        "mode": answer.mode,
        "status": answer.status.value if answer.type else None,
        "folded": root,
        "quad": TYPES[root][0] if root else None,
        "probability": round(answer.probability, 3),
        "trigger": [answer.event.evidence.trigger.start, answer.event.evidence.trigger.end] if answer.event else None,
        "why": answer.why,
    }


def _row(pair: Pair, answer: Between) -> str:
    what = f"{answer.type}{f'/{answer.mode}' if answer.mode else ''} {answer.status}" if answer.type else "-"
    return f"{what}\t{pair.source.of(pair.text)} → {pair.target.of(pair.text)}\t{answer.why}"
