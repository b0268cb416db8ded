"""Copies of one wire text: found by marks in the store, the earliest published being the original of all."""

from __future__ import annotations

from dragoman.intake.copies import Copies, Print, bands, print_of
from dragoman.model.report import Report
from dragoman.store.neighbours import marks_near, put_mark
from dragoman.store.writing import Writer


def note_copies(writer: Writer, report: Report) -> bool:
    """Keep a new report's mark, and say of it and of those like it which is whose copy; whether it is one."""
    own = print_of(report)
    keys = bands(own.signature)
    near = marks_near(writer, keys)
    put_mark(writer, report.id, own.signature, keys)
    if not near:
        return False
    prints = [
        Print(id=m.report, signature=m.mark, published=m.published, publisher=m.publisher, source=m.source)
        for m in near
    ]
    copies = Copies([*prints, own]).groups()
    before = {m.report: m.copy_of for m in near} | {report.id: None}
    for id_, original in before.items():
        found = copies.get(id_)
        if found is not None and found.original != original:
            writer.set_copy_of(id_, found.original)
        elif found is None and original == report.id:
            writer.set_copy_of(id_, None)
    return report.id in copies
