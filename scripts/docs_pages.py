"""Pages of the site that are made from code: commands, the Python interface, types, benchmarks.

mkdocs calls `on_files` (mkdocs.yml names this file as a hook); the tests call `pages`. Nothing of it is kept in the repository.
"""

from __future__ import annotations

import ast
import dataclasses
import html
import importlib
import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args, get_origin

ROOT = Path(__file__).parent.parent
BENCH = ROOT / "bench"
FUNCTIONS = (
    ("dragoman.answers.dyads", "to_polars"),
    ("dragoman.answers.balance", "balance"),
    ("dragoman.answers.balance", "shifts"),
    ("dragoman.brief.of_store", "brief_of"),
    ("dragoman.brief.markdown", "markdown"),
    ("dragoman.brief.html", "html"),
    ("dragoman.brief.pdf", "pdf"),
    ("dragoman.contract.living", "living_to_json"),
)
FILTERS = (("dragoman.store.values", "EventFilter"), ("dragoman.store.values", "TieFilter"))
TYPES = (
    ("dragoman.model.report", "A report"),
    ("dragoman.model.records", "What one report tells"),
    ("dragoman.model.living", "What many reports tell"),
    ("dragoman.brief.values", "The brief"),
)


def pages() -> dict[str, str]:
    """The generated pages, by their paths under docs/."""
    return {
        "reference/cli.md": commands_page(),
        "reference/python.md": python_page(),
        "reference/records.md": types_page(),
        "reference/figures.md": figures_page(),
    }


def on_files(files: Any, config: Any) -> Any:
    """Add the generated pages to those that mkdocs found."""
    from mkdocs.structure.files import File

    for path, text in pages().items():
        files.append(File.generated(config, path, content=text))
    return files


# Commands


def command_tree() -> dict[str, Any]:
    """All commands by their full names: `add`, `actors find`."""
    import typer

    from dragoman.cli import app

    def walk(command: Any, name: str) -> Iterator[tuple[str, Any]]:
        inner = getattr(command, "commands", None)
        if inner is None:
            yield name, command
        for key, value in sorted((inner or {}).items()):
            yield from walk(value, f"{name} {key}".strip())

    return dict(walk(typer.main.get_command(app), ""))


def commands_page() -> str:
    """Every command with its arguments and options."""
    tree = command_tree()
    lines = ["# Commands", "", "Made from the program itself; `dragoman COMMAND --help` says the same.", ""]
    lines += ["| command | what it does |", "|---|---|"]
    lines += [
        f"| [`{name}`](#{_slug('dragoman ' + name)}) | {_cell(_summary(command.help))} |"
        for name, command in tree.items()
    ]
    for name, command in tree.items():
        lines += ["", f"## dragoman {name}", "", (command.help or "").strip(), ""]
        shown = [p for p in command.params if not getattr(p, "hidden", False) and p.name != "help"]
        if shown:
            lines += ["| argument or option | what | default |", "|---|---|---|"]
        lines += [f"| {_parameter(p)} | {_cell(getattr(p, 'help', None) or '')} | {_default(p)} |" for p in shown]
    return "\n".join(lines) + "\n"


def _parameter(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{_cell(parameter.metavar or parameter.name.upper())}`"
    names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    if getattr(parameter, "is_flag", False):
        return names
    return f"{names} {_cell(parameter.metavar or _values(parameter))}"


def _values(parameter: Any) -> str:
    """What an option takes: its words, else the kind of its value."""
    annotation = parameter.type_descriptor.annotation
    if get_origin(annotation) is list:
        (annotation,) = get_args(annotation)
    if get_origin(annotation) is Literal:
        return "|".join(get_args(annotation))
    if inspect.isclass(annotation) and issubclass(annotation, Enum):
        return "|".join(str(member.value) for member in annotation)
    return {"str": "TEXT", "int": "NUMBER", "float": "NUMBER", "Path": "FILE"}.get(
        getattr(annotation, "__name__", ""), "VALUE"
    )


def _default(parameter: Any) -> str:
    if parameter.required:
        return "needed"
    value = parameter.default
    if value is None or value is False or callable(value) or value == []:
        return ""
    return f"`{value.value if isinstance(value, Enum) else value}`"


# Python


def python_page() -> str:
    """What `import dragoman` offers, the store, and the functions that the guides name."""
    import dragoman

    lines = ["# Python", "", "What stands here is public; the rest may change between versions.", ""]
    for name in sorted(n for n in dragoman.__all__ if n != "__version__"):
        lines += _thing(f"dragoman.{name}", getattr(dragoman, name))
    lines += ["", "## Functions over answers", ""]
    for module, name in FUNCTIONS:
        lines += _thing(f"{module}.{name}", getattr(importlib.import_module(module), name), level=3)
    lines += ["", "## Filters", ""]
    for module, name in FILTERS:
        lines += _thing(f"{module}.{name}", getattr(importlib.import_module(module), name), level=3)
    errors = importlib.import_module("dragoman.errors")
    lines += ["", "## Errors", "", "| error | when |", "|---|---|"]
    lines += [f"| `dragoman.errors.{c.__name__}` | {_cell(_summary(c.__doc__))} |" for c in _classes(errors)]
    return "\n".join(lines) + "\n"


def _thing(name: str, what: Any, *, level: int = 2) -> list[str]:
    lines = [f"{'#' * level} {name}", ""]
    if not inspect.isclass(what):
        return [*lines, *_signature(name.rsplit(".", 1)[-1], what), *_prose(what), ""]
    lines += [*_prose(what), ""]
    if dataclasses.is_dataclass(what):
        return [*lines, *_fields(what), ""]
    for key, member in inspect.getmembers_static(what):
        found = member.__func__ if isinstance(member, classmethod | staticmethod) else member
        if not key.startswith("_") and inspect.isfunction(found):
            lines += [
                f"{'#' * (level + 1)} {name.rsplit('.', 1)[-1]}.{key}",
                "",
                *_signature(key, found),
                *_prose(found),
                "",
            ]
    return lines


def _signature(name: str, function: Any) -> list[str]:
    signature = inspect.signature(function)
    kept = [p for p in signature.parameters.values() if p.name not in ("self", "cls")]
    return ["```python", f"{name}{_short(str(signature.replace(parameters=kept)))}", "```", ""]


def _short(text: str) -> str:
    """Types as they stand in the code, without quotes and without the modules that they are from."""
    return re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", text.replace("'", ""))


def _prose(what: Any) -> list[str]:
    """A docstring with its Args and Raises as lists."""
    doc = inspect.getdoc(what) or ""
    lines: list[str] = []
    for line in doc.splitlines():
        if re.fullmatch(r"(Args|Raises|Returns|Yields):", line.strip()):
            lines += ["", f"*{line.strip()[:-1]}*", ""]
        elif (found := re.match(r" {4}(\*{0,2}\w+): (.*)", line)) is not None:
            lines.append(f"- `{found[1]}`: {found[2]}")
        else:
            lines.append(line.strip() if line.startswith("    ") and lines and lines[-1].startswith("- ") else line)
    return lines


# Types


def types_page() -> str:
    """The dataclasses and words of the model."""
    lines = ["# Types", "", "How these look as JSON: [The records](../records.md)."]
    for name, title in TYPES:
        module = importlib.import_module(name)
        lines += ["", f"## {title}", "", *_paragraphs(module), ""]
        for kind in _classes(module):
            lines += [f"### {kind.__name__}", "", *_prose(kind), ""]
            if dataclasses.is_dataclass(kind):
                lines += [*_fields(kind), ""]
            elif issubclass(kind, Enum):
                lines += ["Words: " + ", ".join(f"`{member.value}`" for member in kind), ""]
    return "\n".join(lines) + "\n"


def _fields(kind: Any) -> list[str]:
    lines = ["| field | type | default |", "|---|---|---|"]
    for field in dataclasses.fields(kind):
        given = field.default is not dataclasses.MISSING
        default = (
            f"`{field.default!r}`"
            if given and not isinstance(field.default, Enum)
            else f"`{getattr(field.default, 'value', '')}`"
        )
        lines.append(f"| `{field.name}` | {_type(field.type)} | {default if given else ''} |")
    return lines


def _type(annotation: object) -> str:
    """A type in a cell: within backticks, a bar could not be escaped."""
    return f"<code>{html.escape(_short(str(annotation))).replace('|', '&#124;')}</code>"


def _classes(module: ModuleType) -> list[Any]:
    """The public classes that a module defines, in the order of its text."""
    own = [
        c
        for _, c in inspect.getmembers(module, inspect.isclass)
        if c.__module__ == module.__name__ and not c.__name__.startswith("_")
    ]
    return sorted(own, key=lambda c: inspect.getsourcelines(c)[1])


# Benchmarks


def figures_page() -> str:
    """What measures what: each benchmark with its command and what it prints."""
    lines = [
        "# How it is measured", "",
        "Each figure that the project names is printed by one of these commands, on any data of the same form. They are run in the",
        "folder of the project; each says with `--help` what it wants. The figures of the shipped version are in the README.", "",
        "| command | what it measures |", "|---|---|",
    ]  # fmt: skip
    found = list(benchmarks())
    lines += [f"| [`python -m bench.{name}`](#bench{name}) | {_cell(_summary(doc))} |" for name, doc in found]
    for name, doc in found:
        first, _, rest = doc.partition("\n\n")
        lines += ["", f"## bench.{name}", "", " ".join(first.split()), "", inspect.cleandoc(rest)]
    return "\n".join(lines) + "\n"


def benchmarks() -> Iterator[tuple[str, str]]:
    """The modules of bench/ that are commands, with their docstrings; read, not imported, for some need data."""
    for path in sorted(BENCH.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        doc = ast.get_docstring(ast.parse(text))
        if doc and '__name__ == "__main__"' in text:
            yield path.stem, doc


def _paragraphs(module: ModuleType) -> list[str]:
    return (inspect.getdoc(module) or "").splitlines()


def _summary(doc: str | None) -> str:
    """The first paragraph in one line."""
    return " ".join((doc or "").strip().split("\n\n")[0].split())


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _slug(text: str) -> str:
    return re.sub(r"[^\w\- ]", "", text).strip().lower().replace(" ", "-")


def _write(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    _write(f"{path}: {len(text.splitlines())} lines" for path, text in pages().items())
