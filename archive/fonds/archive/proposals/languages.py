# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What rules need of a language besides their patterns: months, pronouns, numbers, negations.

One TOML file a language under ``words/``; English patterns are in the rules themselves. A family of
rules names its language; ``{WHO}``, ``{WHOSE}`` and ``{DATE}`` of its patterns are then that
language's.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from fonds.events.checking import BaseModel, ConfigDict
from fonds.events.dates.words import read_words


class Wording(BaseModel):
    """The words of a language that say of whom and how surely something is said.

    ``he`` and ``she`` are pronouns by gender, ``kin_he`` and ``kin_she`` relatives. ``turned`` are
    words before a statement that turn it round or leave it open, hearsay among them, ``after`` what
    does so behind it; ``speech`` are verbs by which somebody is quoted as saying it; ``openers``
    begin a sentence with a capital letter and are no name; ``lives`` say of a title that it is of
    the life of whom it names; ``kin`` are nearest relatives, and ``of`` tells whose they are;
    ``married`` say of the name that follows that it is a spouse's; ``titles`` stand before a name
    and are none of it, ``titles_he`` and ``titles_she`` those of one gender; ``aside`` is what may
    stand between a name and what is told of it; ``signs`` tell, besides names of relatives, that a
    sentence speaks of a life. Parts of regular expressions.

    The rest is for clauses (`fonds.archive.proposals.clauses`): ``before_name`` stands before the
    subject's name, ``verb`` behind it; ``finite`` may stand before it, and ``elided`` without it;
    ``parts`` are where one clause ends and another begins, ``leads`` opens one and tells its time,
    ``openings`` one that a subject follows; ``asides`` begin what is said between commas behind a
    name and ``relative`` a clause there; ``partner`` is the subject's spouse, ``couple`` both of
    them, ``listed`` begins a list with semicolons in it, and ``entry`` is how a
    lexicon's entry begins.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str
    he: tuple[str, ...]
    she: tuple[str, ...]
    kin_he: tuple[str, ...]
    kin_she: tuple[str, ...]
    turned: tuple[str, ...]
    after: tuple[str, ...]
    speech: tuple[str, ...]
    openers: tuple[str, ...]
    lives: tuple[str, ...]
    kin: tuple[str, ...]
    of: str
    married: tuple[str, ...]
    titles: tuple[str, ...]
    titles_he: tuple[str, ...]
    titles_she: tuple[str, ...]
    aside: str
    signs: tuple[str, ...]
    before_name: str
    verb: str
    finite: str
    elided: str
    parts: str
    leads: str
    openings: str
    asides: str
    relative: str
    partner: str
    couple: str
    listed: str
    entry: str

    def gender(self, word: str) -> str | None:
        """Return "he" or "she" for a pronoun; None for any other word."""
        word = word.lower()
        return "he" if word in self.he else "she" if word in self.she else None


class Language(Wording):
    """A language besides English: its words, as parts of regular expressions.

    ``months`` are the twelve with their other spellings; ``day`` is how a day is written, with
    {D}, {MONTH} and {YEAR}, ``figures`` a day in figures alone, with {D}, {M} and {YEAR}. ``who``
    are pronouns for the subject, ``whose`` possessives; ``genitive`` ends a name that possesses.
    ``articles`` stand before a noun, which looks like a name where nouns have capitals: "des
    Schmieds Jan Weil". ``numbers`` are the words from one on, and ``counted`` stands behind
    a number with a full stop that ends no sentence.
    """

    months: tuple[str, ...]
    day: str
    figures: str
    who: tuple[str, ...]
    whose: tuple[str, ...]
    genitive: str
    articles: tuple[str, ...]
    numbers: tuple[str, ...]
    counted: tuple[str, ...]

    @property
    def month(self) -> str:
        """Any month, as a pattern."""
        return f"(?:{'|'.join(self.months)})"

    @property
    def date(self) -> str:
        """A day, a month of a year, or a year, as a pattern."""
        day = self.day.format(D=r"\d{1,2}", MONTH=self.month, YEAR=r"[12]\d{3}")
        figures = self.figures.format(D=r"\d{1,2}", M=r"\d{1,2}", YEAR=r"[12]\d{3}")
        return rf"(?:{day}|{figures}|{self.month} [12]\d{{3}}|[12]\d{{3}})"

    def edtf(self, words: str) -> str | None:
        """Return a date in this language's words as EDTF; None where it is none."""
        figures = self.figures.format(
            D=r"(?P<day>\d{1,2})", M=r"(?P<month>\d{1,2})", YEAR=r"(?P<year>[12]\d{3})"
        )
        if found := re.fullmatch(figures, words):
            said = f"{found['year']}-{int(found['month']):02d}-{int(found['day']):02d}"
            reading = read_words(said)
            return None if reading is None else reading.text
        named = self.day.format(
            D=r"(?P<day>\d{1,2})", MONTH=r"(?P<month>\w+)", YEAR=r"(?P<year>[12]\d{3})"
        )
        found = re.fullmatch(named, words) or re.fullmatch(
            r"(?P<month>\w+) (?P<year>[12]\d{3})", words
        )
        if found is None:
            return None
        number = next(
            (n for n, month in enumerate(self.months, 1) if re.fullmatch(month, found["month"])),
            None,
        )
        if number is None:
            return None
        day = found.groupdict().get("day")
        return f"{found['year']}-{number:02d}" + (f"-{int(day):02d}" if day else "")

    def number(self, word: str) -> int | None:
        """Return a number in words; None where it is none of those known."""
        return self.numbers.index(word) + 1 if word in self.numbers else None


ENGLISH = "en"


@cache
def wordings() -> dict[str, Wording]:
    """Return the words of every language that ships with Fonds, by their codes."""
    folder = resources.files("fonds.archive.proposals") / "words"
    found: list[Wording] = []
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            said = tomllib.loads(file.read_text("utf-8"))
            kind = Wording if said["language"] == ENGLISH else Language
            found.append(kind.model_validate(said))
    return {one.language: one for one in found}


@cache
def languages() -> dict[str, Language]:
    """Return the languages that ship with Fonds besides English, by their codes."""
    return {code: one for code, one in wordings().items() if isinstance(one, Language)}
