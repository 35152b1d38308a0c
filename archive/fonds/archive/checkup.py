# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a look at an archive and its surroundings answers: findings, each with its weight."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding matters."""

    GOOD = "good"
    NOTE = "note"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, and what to do about it where something can be done."""

    level: Level
    what: str
    advice: str | None = None


@dataclass(frozen=True, slots=True)
class Checkup:
    """All findings, and the version of the SQLite library in use."""

    sqlite: str
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is at fault."""
        return all(finding.level is not Level.FAULT for finding in self.findings)
