# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The rules as they lie in their files, one a family: patterns, what they give, and examples."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from fonds.events.checking import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Sequence

Made = TypeVar("Made")


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class FactOfRule(_Closed):
    """One fact that a rule makes; texts are templates over the pattern's groups."""

    property: str
    value: str
    value_type: str = "text"
    subject: str = "{who}"
    when: str | None = None
    when_found: str | None = None
    """As ``when``, but the fact is made without it too; of several templates the first that is."""
    qualifiers: dict[str, str] = Field(default_factory=dict)
    subject_kin: str | None = None
    """What the subject is to whom the clause is about; used like ``kin``."""
    kin: str | None = None
    """What the value is to the subject: a bare given name is then told from its namesakes."""
    certainty: str = "stated"
    spouse_too: bool = False
    """Of a clause: whether it may be said of the subject's spouse ("His wife died in 1843")."""


class Example(_Closed):
    """A text, on a page about ``subject``, and the facts it gives: "subject / property = value"."""

    text: str
    facts: list[str]
    subject: str = "Anna Kowal"


class Rule(_Closed):
    """A pattern and what it gives, with examples that must hold."""

    name: str
    needs: list[str]
    """Words of which a sentence has one, or it is not looked at further."""
    pattern: str
    fact: list[FactOfRule]
    example: list[Example]


class Family(_Closed):
    """The rules of one family."""

    family: str
    language: str = "en"
    reads: Literal["sentence", "clause"] = "sentence"
    """What its patterns are held against; of a clause what `clauses` leaves of a sentence."""
    parts: dict[str, str] = Field(default_factory=dict)
    """Patterns by the names by which the rules' own have them, a later one with the earlier."""
    rule: list[Rule]


class Needed(Generic[Made]):
    """Rules by the words of which a text must have one; asks for each word once a text."""

    def __init__(self, rules: Sequence[tuple[Sequence[str], Made]]) -> None:
        """Keep what is made of each rule beside the words it needs."""
        self._rules = [made for _, made in rules]
        self._by_word: dict[str, list[int]] = {}
        for at, (needs, _) in enumerate(rules):
            for word in needs:
                self._by_word.setdefault(word, []).append(at)

    def of(self, text: str) -> list[Made]:
        """Return the rules that a text has a word for, in their order."""
        found = [at for word, those in self._by_word.items() if word in text for at in those]
        return [self._rules[at] for at in sorted(set(found))]


@cache
def families() -> tuple[Family, ...]:
    """Return the families of rules that ship with Fonds, by name of their file."""
    folder = resources.files("fonds.archive.proposals") / "families"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return tuple(
        Family.model_validate(tomllib.loads(file.read_text("utf-8")))
        for file in files
        if file.name.endswith(".toml") and file.name != "infobox.toml"
    )
