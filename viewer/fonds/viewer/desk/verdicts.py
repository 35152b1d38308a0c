# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What verification found, as a reader is told it: where, of what kind, and the finding itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.viewer.wording import translate, worded

if TYPE_CHECKING:
    from fonds.archive.integrity.findings import Fault


def fault_said(fault: Fault) -> str:
    """Say a fault in one line: its position where it has one, its kind, what is wrong."""
    place = f"@{fault.position} " if fault.position is not None else ""
    return f"{place}{kind_said(fault.kind)}: {worded(fault.detail)}"


def kind_said(kind: str) -> str:
    """Say of what kind a fault is; one that is not known here by its stable word."""
    said = {
        "absent": translate("Verdicts", "missing"),
        "after": translate("Verdicts", "order"),
        "capture": translate("Verdicts", "capture"),
        "event": translate("Verdicts", "event"),
        "excerpt": translate("Verdicts", "passage"),
        "file": translate("Verdicts", "file"),
        "frontier": translate("Verdicts", "tree"),
        "header": translate("Verdicts", "header"),
        "id": translate("Verdicts", "id"),
        "leaf": translate("Verdicts", "leaf"),
        "more": translate("Verdicts", "more"),
        "other-archive": translate("Verdicts", "other archive"),
        "part": translate("Verdicts", "part"),
        "position": translate("Verdicts", "position"),
        "rendition": translate("Verdicts", "text"),
        "rewritten": translate("Verdicts", "rewritten"),
        "schema": translate("Verdicts", "schema"),
        "sqlite": translate("Verdicts", "SQLite"),
        "tree": translate("Verdicts", "tree"),
        "truncated": translate("Verdicts", "cut off"),
        "views": translate("Verdicts", "views"),
        "withheld": translate("Verdicts", "withheld"),
    }
    return said.get(kind, kind)
