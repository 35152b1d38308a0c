# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
# ruff: noqa: INP001 - a script, in no package
"""Writes docs/events.md from the catalogue; tests/docs/test_events_page.py holds it to be current.

.venv/bin/python docs/make_events.py
"""

from __future__ import annotations

import inspect
import json
import re
from enum import Enum
from pathlib import Path
from typing import get_args

from pydantic import TypeAdapter

from fonds.events.catalogue.base import Event, StreamKind
from fonds.events.closed import Closed
from fonds.events.recorded import event_types, part_models

PAGE = Path(__file__).resolve().with_name("events.md")

_HEAD = (
    "# The events\n"
    "\n"
    "*Written by `docs/make_events.py` from the catalogue in `events/fonds/events/catalogue/`."
    " Do not edit.*\n"
    "\n"
    "Every entry of the log is one of these {count} types. An event is a header and its parts"
    " ([format.md](format.md)); what is listed here are the parts. A part that is not *needed* may"
    " be absent from the beginning, withheld or erased, and the event can still be read. Members"
    " equal to their default are left out of the bytes, so a default never changes. Words in `code`"
    " are written as they stand.\n"
    "\n"
    "A type that *opens its stream* is its first event, and never a later one. A type is *additive*"
    " when it may be appended although its writer had not seen the stream's last event.\n"
)

_STREAMS = {
    StreamKind.ARCHIVE: "The one stream whose id is the archive's own.",
    StreamKind.AGENT: "Who records: a person, or a program with its version.",
    StreamKind.PROPERTY: "The archive's own vocabulary.",
    StreamKind.SOURCE: "A work, what was held of it, its texts, what it cites and lacks.",
    StreamKind.EXCERPT: "A passage, shared by the facts that cite it.",
    StreamKind.SUBJECT: "Whom or what facts are about, and what was concluded about that.",
    StreamKind.FACT: "What one source says about one subject, and what became of that reading.",
    StreamKind.ANY: "Any stream may hold these; they open one where there is none.",
}

_PLAIN = {
    "Id": "sixteen characters of `a` to `z` and `2` to `7` (80 random bits)",
    "Words": "text as somebody wrote it, one character at least; never trimmed or normalised",
    "str": "text, possibly empty",
    "Name": "a letter or underscore, then letters, digits and underscores; 100 at most",
    "Day": "`YYYY-MM-DD`, proleptic Gregorian; the year may be negative or longer",
    "Whole": "a whole number between -(2^53 - 1) and 2^53 - 1",
    "Count": "a whole number from 0 to 2^53 - 1",
    "bool": "`true` or `false`",
    "Scalar": "`str`, `Whole` or `bool`",
    "Literal": "`Scalar`, or a list of them",
    "Digest": "`sha256:` and 64 lower-case hexadecimal digits",
}


def page() -> str:
    """Return the whole page."""
    kinds = list(event_types().values())
    lines = [_HEAD.format(count=len(kinds))]
    for stream, meaning in _STREAMS.items():
        lines += [f"## Stream: {stream.value}\n", f"{meaning}\n"]
        for kind in kinds:
            if kind.STREAM is stream:
                lines += _event(kind)
    models, enumerations = _reached(kinds)
    lines.append("## What the parts hold\n")
    for model in models:
        lines += [f"### {model.__name__}\n", f"{_about(model)}\n", *_members(model)]
    lines.append("## Words of enumerations\n")
    for enumeration in enumerations:
        words = ", ".join(f"`{member.value}`" for member in enumeration)
        lines += [f"### {enumeration.__name__}\n", f"{_about(enumeration)}\n", f"{words}.\n"]
    lines += ["## Plain kinds\n", "| kind | is |", "|---|---|"]
    lines += [f"| {name} | {meaning} |" for name, meaning in _PLAIN.items()]
    return "\n".join(lines) + "\n"


def _event(kind: type[Event]) -> list[str]:
    facts = [f"schema {kind.SCHEMA}"]
    facts += ["opens its stream"] if kind.OPENS else []
    facts += ["additive"] if kind.ADDITIVE else []
    lines = [f"### {kind.__name__}\n", f"{_about(kind)} *({', '.join(facts)})*\n"]
    lines += ["| part | holds | needed |", "|---|---|---|"]
    for name, model in part_models(kind.__name__).items():
        needed = "yes" if kind.model_fields[name].is_required() else "no"
        lines.append(f"| `{name}` | {_linked(model.__name__)} | {needed} |")
    return [*lines, ""]


def _members(model: type[Closed]) -> list[str]:
    lines = ["| member | is | default |", "|---|---|---|"]
    for name, field in model.model_fields.items():
        default = "needed"
        if not field.is_required():
            plain = TypeAdapter(object).dump_python(field.get_default(), mode="json")
            default = f"`{json.dumps(plain, ensure_ascii=False)}`"
        spelt = _spelt(inspect.get_annotations(model)[name])
        lines.append(f"| `{name}` | {spelt} | {default} |")
    return [*lines, ""]


def _about(thing: type) -> str:
    text = re.sub(r"``(.+?)``", r"`\1`", inspect.getdoc(thing) or "")
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text)


def _spelt(annotation: str) -> str:
    """Put a member's type, as the code has it, into words."""
    text = annotation.replace(" | None", "")
    pattern = re.match(r"Annotated\[str, TextLimits\(r?['\"](.+)['\"]\)\]", text)
    if pattern:
        return f"text of the form `{pattern.group(1)}`"
    several = re.fullmatch(
        r"(?:Annotated\[)?tuple\[(\w+), \.\.\.\](?:, ListLimits\((\d+)\)\])?", text
    )
    if several:
        return f"list of {_linked(several.group(1))}" + (
            f", at least {several.group(2)}" if several.group(2) else ""
        )
    return " or ".join(_linked(name) for name in text.split(" | "))


def _linked(name: str) -> str:
    name = name.removesuffix("_")
    return f"`{name}`" if name in _PLAIN else f"[{name}](#{name.lower()})"


def _reached(kinds: list[type[Event]]) -> tuple[list[type[Closed]], list[type[Enum]]]:
    """Return the models and enumerations the parts use, in the order of their first use."""
    found: dict[type, None] = {}

    def visit(annotation: object) -> None:
        for argument in get_args(annotation):
            visit(argument)
        if not isinstance(annotation, type) or annotation in found:
            return
        if issubclass(annotation, Enum):
            found[annotation] = None
        elif issubclass(annotation, Closed):
            found[annotation] = None
            for field in annotation.model_fields.values():
                visit(field.annotation)

    for kind in kinds:
        for field in kind.model_fields.values():
            visit(field.annotation)
    return (
        [kind for kind in found if issubclass(kind, Closed)],
        [kind for kind in found if issubclass(kind, Enum)],
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
