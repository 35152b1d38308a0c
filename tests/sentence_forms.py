# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Every form of a sentence that the code of archive and events can say, found in the code."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SAYING = {"say", "form_of", "as_sentence"}
REFUSING = {
    "FondsError", "RefusedError", "WrongUseError", "ArchiveError", "StaleError", "Cancelled",
}  # fmt: skip
"""Errors, whose second argument a user reads."""
BY_HAND = "cli"
"""The command line speaks English, and the window never asks it."""
ALL_THE_SAME = {"narrative.py", "policies.py"}
"""Its modules that say something in other languages too."""


@dataclass(frozen=True)
class Found:
    """A form and where it stands; None for a message that no catalogue could know."""

    form: str | None
    where: str


def code_files() -> list[Path]:
    """The files whose sentences a window may show."""
    folders = (ROOT / "archive" / "fonds", ROOT / "events" / "fonds")
    every = [file for folder in folders for file in sorted(folder.rglob("*.py"))]
    return [
        file
        for file in every
        if (BY_HAND not in file.relative_to(ROOT).parts or file.name in ALL_THE_SAME)
        and file.name != "__init__.py"
    ]


def forms() -> Iterator[Found]:
    """All forms, each as often as it stands in the code."""
    for file in code_files():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            where = f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            for text in _of(node, file):
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield Found(text.value, where)
                elif isinstance(text, ast.JoinedStr):
                    yield Found(None, where)


def _of(node: ast.AST, file: Path) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        called = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        if called in SAYING and node.args:
            yield from _either(node.args[0])
        if called in REFUSING and len(node.args) > 1 and file.parent.name != BY_HAND:
            yield from _either(node.args[1])
        if called == "refuse" and file.parent.name == "dates" and len(node.args) > 1:
            yield from _either(node.args[1])
    told_elsewhere = file.parent.name == BY_HAND
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and not told_elsewhere:
        target, value = node.targets[0], node.value
        if isinstance(target, ast.Name) and target.id == "message":
            yield from _either(value)
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one, given in zip(target.elts, value.elts, strict=True):
                if isinstance(one, ast.Name) and one.id == "message":
                    yield from _either(given)


def _either(value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(value, ast.IfExp):
        yield from _either(value.body)
        yield from _either(value.orelse)
    else:
        yield value
