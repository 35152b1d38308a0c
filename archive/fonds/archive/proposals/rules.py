# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Rules as data: a pattern, and the facts its groups give. One TOML file a family.

In a pattern ``{WHO}`` is somebody named or a pronoun, ``{WHOSE}`` the same in the genitive,
``{NAME}`` a name of two words or more, ``{GIVEN}`` a name of one word or more, ``{DATE}`` a date in
words, ``{YEAR}`` four digits, ``{MONTH}`` a month, ``{PLACE}`` words written like a place,
``{OFFICE}`` a public office, ``{ASIDE}`` what may be said between a name and what is told of it.
A family in another language says so, and these mean what that language has for them (`languages`).

In a fact ``{group}`` is what a group holds; ``{group|edtf}`` and ``{group|number}`` turn words into
a date or a number; ``{subject}`` is whom the fact is about, ``{page}`` whom a page of somebody's
life is about, ``{meant}`` whom the group ``who`` means; a fact about ``{relative}`` is made only
where that is a relative of the page's subject.
A fact whose group is empty, or cannot be turned, is not made.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from fonds.archive.proposals.languages import (
    ENGLISH,
    Language,
    Wording,
    languages,
    wordings,
)
from fonds.archive.proposals.page import NAME, without_titles
from fonds.archive.proposals.proposing import Proposed
from fonds.archive.proposals.rows import rows_of_others
from fonds.events.checking import BaseModel, ConfigDict, Field
from fonds.events.dates.words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.proposals.page import Page, Sentence

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
"""An English month, in full or short, as a pattern."""
_MONTHLY = re.compile(rf"{MONTH}(?!\w)|(?:Spring|Summer|Autumn|Winter)\b")
_FULL_STOP = re.compile(r"(?<!\bJr)(?<!\bSr)(?<!\b[A-Z])\.$")
_YEAR = r"[12]\d{3}"
_ABOUT = r"(?:(?:c\.|ca\.|circa|about|around) ?)?"
_DATE = (
    rf"{_ABOUT}(?:\d{{1,2}} {MONTH},? {_YEAR}|{MONTH} \d{{1,2}},? {_YEAR}"
    rf"|{MONTH},? {_YEAR}|{_YEAR})"
)
_WHOLE = rf"(?:{NAME}(?! [A-ZÀ-ÖØ-Þ][\w’-]*[a-zà-ÿ]))"
_GIVEN = r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?: [A-ZÀ-ÖØ-Þ][\w'’.-]+)*(?:,? (?:Jr|Sr)\.)?"
_PLACE = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?:, [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)?"
_OFFICE = (
    r"(?:[A-Z][\w.'’-]+ ){0,4}(?:[Mm]ember of (?:the )?[A-Z][\w'’-]+"
    r"(?: (?:of|the|[A-Z][\w'’-]+))*"
    r"|Representative|Senator|Congress(?:man|woman|person)|Alder(?:man|woman|person)|Mayor|Governor"
    r"|Councillor|Council(?:man|woman|member)|Commissioner|Treasurer|Sheriff|[Jj]udge|Delegate"
    r"|Minister|Speaker|harbormaster|mayor|governor)"
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve")
    )
}  # fmt: skip
_SLOT = re.compile(r"\{(\w+)(?:\|(\w+))?\}")
_JOINED = re.compile(rf"(?P<name>{NAME})(?:, [^,.;]{{3,40}},?)? (?:and|und) $")
_QUOTED = '“"\u2018'


LONGEST = 1_500
"""Longer sentences, in characters, are lists or tables rather than sentences, and passed over."""

SHORTEST_LIFE = 40
"""Fewer years in brackets behind a spouse's name may be those of a marriage, and are left alone."""


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
    """As ``when``, but the fact is made without it too."""
    qualifiers: dict[str, str] = Field(default_factory=dict)
    kin: str | None = None
    """What the value is to the subject: a bare given name is then told from its namesakes."""
    certainty: str = "stated"


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
    rule: list[Rule]


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


class PatternRules:
    """Proposes what sentences say in one of the known forms."""

    name = "Fonds rules"
    version = "7"

    def __init__(self, chosen: tuple[Family, ...] | None = None) -> None:
        """Use the shipped families, or those given."""
        self._rules = [
            (f"{family.family}/{rule.name}", rule, wordings()[family.language])
            for family in (families() if chosen is None else chosen)
            for rule in family.rule
        ]

    def propose(self, page: Page) -> Iterator[Proposed]:
        """Yield the facts of every sentence that a rule fits."""
        if not page.subject:
            return
        others = rows_of_others(page.text)
        starts = [start for start, _ in others]
        for sentence in page.sentences:
            if len(sentence.words) > LONGEST:
                continue
            row = bisect_right(starts, sentence.start) - 1
            if row >= 0 and sentence.start < others[row][1]:
                # "Father: Tobias Quarrie (1799–1862)": those years are the father's.
                continue
            for name, rule, words in self._rules:
                if not any(word in sentence.words for word in rule.needs):
                    continue
                # Only now, for it takes milliseconds, and few pages need many rules.
                pattern = _compiled(rule.pattern, page.mentions, words.language)
                for match in pattern.finditer(sentence.words):
                    yield from self._facts(page, sentence, name, rule, words, match)

    def _facts(
        self,
        page: Page,
        sentence: Sentence,
        name: str,
        rule: Rule,
        words: Wording,
        match: re.Match[str],
    ) -> Iterator[Proposed]:
        # What stands before decides whether it is so ("did not", "it is said", an open quotation),
        # and what stands behind ("according to her brother").
        before = sentence.words[: match.start()]
        turned, after = _doubts(words)
        if (
            turned.search(sentence.words[: match.end()])
            or after.search(sentence.words, match.end())
            or any(sign in before for sign in _QUOTED)
        ):
            return
        joined = _JOINED.search(before) if "{WHOSE}" in rule.pattern else None
        if joined and page.meant(joined["name"], sentence) != page.subject:
            # "Son of Piotr Weil and his wife, Ines": she is not the wife of the son.
            return
        speaker = None
        if said := _spoken(words, page.mentions).search(before):
            speaker = page.meant(said["speaker"], sentence)
            if speaker is None:
                return
        if _may_be_a_marriage(sentence.words[: match.end()], match.groupdict()):
            return
        language = words if isinstance(words, Language) else None
        groups = {key: value for key, value in match.groupdict().items() if value}
        if page.issued:
            groups["issued"] = page.issued
        if language and "{WHOSE}" in rule.pattern:
            groups["who"] = groups["who"].removesuffix(language.genitive)
        groups |= {"page": page.subject} if page.is_biography else {}
        relative = None
        if "who" in groups and "{WHOSE}" not in rule.pattern:
            relative = page.relative(sentence.words[: match.start("who")], groups["who"], sentence)
            if relative is not None:
                if relative[1] is None:
                    return
                groups["who"] = relative[0]
        if (
            relative is None
            and "who" in groups
            and _after_article().search(sentence.words[: match.start("who")])
            and not re.fullmatch(page.mentions, groups["who"])
        ):
            # "des Schmieds Jan Weil": where the name begins, nobody can tell.
            return
        if "who" in groups:
            groups["meant"] = relative[1] if relative else page.meant(groups["who"], sentence) or ""
        for made in rule.fact:
            subject = self._subject(page, sentence, made.subject, groups)
            if relative is not None and made.subject in {"{who}", "{relative}"}:
                subject = relative[1]
            if subject is None:
                continue
            values = {**groups, "subject": subject}
            qualifiers: dict[str, str | int | bool] = {}
            value = _filled(made.value, values)
            if isinstance(value, str) and made.value_type == "person":
                value = without_titles(_FULL_STOP.sub("", value))
                if page.meant(value, sentence) == subject:
                    # "According to her brother, Kowal …": nobody is their own relative; but "his
                    # father Jan Weil" of Jan Weil bears his name.
                    kin = _filled(made.kin, values) if made.kin else None
                    if kin is None or f"{kin} {value}" not in match[0]:
                        continue
                    if " " in value:
                        qualifiers["value_as_written"] = value
                        value = f"{value} ({kin} {words.of} {subject})"
            if made.value_type == "place" and _MONTHLY.match(str(value)):
                # "Born in March": a month is no place.
                continue
            when = _filled(made.when, values) if made.when else None
            if when is None and made.when_found:
                when = _filled(made.when_found, values)
            if value is None or (made.when and when is None and "issued" not in made.when):
                continue
            for key, template in made.qualifiers.items():
                filled = _filled(template, values)
                if filled is not None and filled != value:
                    qualifiers[key] = filled
            if made.kin is not None:
                kin = _filled(made.kin, values)
                if isinstance(value, str) and " " not in value:
                    qualifiers["value_as_written"] = value
                    value = f"{value} ({kin} {words.of} {subject})"
            yield Proposed(
                subject=subject,
                property=made.property,
                value=value,
                value_type=made.value_type,
                quote=page.text[sentence.start : sentence.end],
                start=sentence.start,
                end=sentence.end,
                rule=name,
                when=None if when is None else str(when),
                qualifiers=qualifiers,
                certainty=made.certainty,
                speaker=speaker,
            )

    @staticmethod
    def _subject(
        page: Page, sentence: Sentence, template: str, groups: dict[str, str]
    ) -> str | None:
        slot = _SLOT.fullmatch(template)
        if slot is not None:
            return page.meant(groups.get(slot[1], ""), sentence)
        who = page.meant(groups.get("who", ""), sentence)
        filled = _filled(template, {**groups, "subject": who}) if who else None
        return None if filled is None else str(filled)


@cache
def _doubts(words: Wording) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what leaves a statement open before it, and behind it."""
    turned, after = "|".join(words.turned), "|".join(words.after)
    short = r"|n['’]t\b" if words.language == ENGLISH else ""
    return (
        re.compile(rf"\b(?:{turned})\b{short}", re.IGNORECASE),
        re.compile(rf"\b(?:{after})\b", re.IGNORECASE),
    )


@cache
def _after_article() -> re.Pattern[str]:
    """Return what ends on an article of a language whose nouns have capitals."""
    articles = "|".join(one for each in languages().values() for one in each.articles)
    return re.compile(rf"(?:^|\s)(?:{articles}) $")


def _may_be_a_marriage(told: str, groups: dict[str, str | None]) -> bool:
    """Whether two years in brackets behind a spouse's name may be those of the marriage."""
    first, last = groups.get("date") or "", groups.get("death") or ""
    if not (re.fullmatch(_YEAR, first) and re.fullmatch(_YEAR, last)):
        return False
    if int(last) - int(first) >= SHORTEST_LIFE:
        return False
    named = told[: told.rfind("(")]
    married = "|".join(one for words in wordings().values() for one in words.married)
    return re.search(rf"\b(?:{married})\b[^.;()]{{0,60}}$", named, re.IGNORECASE) is not None


@cache
def _spoken(words: Wording, mentions: str) -> re.Pattern[str]:
    """Return what makes somebody the speaker of what follows: "Jan Weil says that"."""
    verbs = "|".join(words.speech)
    that = "dass" if words.language == "de" else "that"
    pronouns = "|".join((*words.he, *words.she))
    return re.compile(
        rf"(?P<speaker>{NAME}|{mentions}|\b(?:{pronouns})|\b\w+),? (?:{verbs})\s*(?:,? {that})? ?$",
    )


@cache
def _compiled(pattern: str, mentions: str, code: str) -> re.Pattern[str]:
    language = languages().get(code)
    who = rf"(?:{_WHOLE}|{mentions}|He|She|he|she)"
    whose = rf"(?:(?:{NAME}|{mentions})['’]s|His|Her|his|her)"
    if language is not None:
        who = rf"(?:{_WHOLE}|{mentions}|{'|'.join(language.who)})"
        whose = rf"(?:(?:{NAME}|{mentions}){language.genitive}|{'|'.join(language.whose)})"
    for key, words in {
        "{WHO}": who,
        "{WHOSE}": whose,
        "{NAME}": _WHOLE,
        "{ASIDE}": wordings()[code].aside,
        "{GIVEN}": _GIVEN,
        "{DATE}": language.date if language else _DATE,
        "{YEAR}": _YEAR,
        "{MONTH}": language.month if language else MONTH,
        "{PLACE}": _PLACE,
        "{OFFICE}": _OFFICE,
    }.items():
        pattern = pattern.replace(key, words)
    return re.compile(pattern)


def _filled(template: str, values: dict[str, str]) -> str | int | None:
    """Return a template with its groups filled in, None where one is empty or cannot be turned."""
    parts: list[str] = []
    at = 0
    for slot in _SLOT.finditer(template):
        turned = turn(values.get(slot[1]), slot[2])
        if turned is None:
            return None
        if slot.span() == (0, len(template)):
            return turned
        parts += [template[at : slot.start()], str(turned)]
        at = slot.end()
    return "".join([*parts, template[at:]])


def turn(words: str | None, how: str | None) -> str | int | None:
    """Turn words into an EDTF date ("edtf") or a whole number ("number"); else trim them."""
    if words is None:
        return None
    words = words.strip()
    if how == "edtf":
        reading = read_words(words)
        if reading is not None:
            return reading.text
        return next(filter(None, (one.edtf(words) for one in languages().values())), None)
    if how == "number":
        plain = words.replace(",", "")
        if plain.isdecimal():
            return int(plain)
        known = [_NUMBERS.get(words.lower())]
        known += [one.number(words.lower()) for one in languages().values()]
        return next((number for number in known if number is not None), None)
    return words or None
