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
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from fonds.archive.errors import Cancelled
from fonds.archive.proposals.clause_rules import ClauseRules
from fonds.archive.proposals.languages import (
    Language,
    Wording,
    languages,
    wordings,
)
from fonds.archive.proposals.patterns import (
    FULL_STOP,
    MONTHLY,
    QUOTED,
    SLOT,
    YEAR,
    compiled,
    doubts,
    filled,
    told_besides,
)
from fonds.archive.proposals.proposing import Proposed
from fonds.archive.proposals.rows import rows_of_others
from fonds.archive.proposals.rule_files import Family, Needed, Rule, families
from fonds.archive.proposals.whom import NAME, without_titles
from fonds.events.sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fonds.archive.proposals.page import Page, Sentence

_JOINED = re.compile(rf"(?P<name>{NAME})(?: \([^()]*\))?(?:, [^,.;]{{3,40}},?)? (?:and|und) $")


_BEAT = 64
LONGEST = 1_500
"""Longer sentences, in characters, are lists or tables rather than sentences, and passed over."""

SHORTEST = 12
"""Fewer years in brackets are a child's life, if anybody's: only a relative's are believed."""

SHORTEST_LIFE = 40
"""Fewer years in brackets behind a spouse's name may be those of a marriage, and are left alone."""


class PatternRules:
    """Proposes what sentences say in one of the known forms."""

    name = "Fonds rules"
    version = "9"

    def __init__(
        self,
        chosen: tuple[Family, ...] | None = None,
        report: Callable[[int, int], bool] | None = None,
    ) -> None:
        """Use the shipped families, or those given.

        ``report`` is told how many characters of how many are read, and answers False to stop.
        """
        self._rules = Needed(
            [
                (rule.needs, (f"{family.family}/{rule.name}", rule, wordings()[family.language]))
                for family in (families() if chosen is None else chosen)
                if family.reads == "sentence"
                for rule in family.rule
            ]
        )
        self._report = report
        self._clauses = ClauseRules(chosen)

    def propose(self, page: Page) -> Iterator[Proposed]:
        """Yield the facts of every sentence that a rule fits.

        Raises Cancelled where somebody asked for it to stop.
        """
        if not page.subject:
            return
        others = rows_of_others(page.text)
        starts = [start for start, _ in others]
        self._clauses.forget()
        for number, sentence in enumerate(page.sentences):
            told = self._report if number % _BEAT == 0 else None
            if told is not None and not told(sentence.start, len(page.text)):
                raise Cancelled("cancelled", say("Cancelled. Nothing was recorded."))
            if len(sentence.words) > LONGEST:
                continue
            row = bisect_right(starts, sentence.start) - 1
            if row >= 0 and sentence.start < others[row][1]:
                # "Father: Tobias Quarrie (1799–1862)": those years are the father's.
                continue
            for name, rule, words in self._rules.of(sentence.words):
                # Only now, for it takes milliseconds, and few pages need many rules.
                pattern = compiled(rule.pattern, page.mentions, words.language)
                for match in pattern.finditer(sentence.words):
                    yield from self._facts(page, sentence, name, rule, words, match)
            if page.is_biography:
                yield from self._clauses.propose(page, sentence)

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
        turned, after = doubts(words)
        if (
            turned.search(sentence.words[: match.end()])
            or after.search(sentence.words, match.end())
            or any(sign in before for sign in QUOTED)
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
        if "who" in groups and "{WHOSE}" not in rule.pattern:
            groups["who"] = _without_place(before, groups["who"])
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
            and without_titles(groups["who"]) == groups["who"]
            and _after_article().search(sentence.words[: match.start("who")])
            and not re.fullmatch(page.mentions, groups["who"])
        ):
            # "des Schmieds Jan Weil": where the name begins, nobody can tell.
            return
        if relative is None and "death" in groups and _too_short_a_life(groups):
            # "The Fiftieth Congress (March 4, 1887–March 3, 1889)" is nobody.
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
            value = filled(made.value, values)
            if isinstance(value, str) and made.value_type == "person":
                value = without_titles(FULL_STOP.sub("", value))
                if page.meant(value, sentence) == subject:
                    # "According to her brother, Kowal …": nobody is their own relative; but "his
                    # father Jan Weil" of Jan Weil bears his name.
                    kin = filled(made.kin, values) if made.kin else None
                    if kin is None or f"{kin} {value}" not in match[0]:
                        continue
                    if " " in value:
                        qualifiers["value_as_written"] = value
                        value = f"{value} ({kin} {words.of} {subject})"
            if made.value_type == "place" and MONTHLY.match(str(value)):
                # "Born in March": a month is no place.
                continue
            when = filled(made.when, values) if made.when else None
            if when is None and made.when_found:
                when = filled(made.when_found, values)
            if value is None or (made.when and when is None and "issued" not in made.when):
                continue
            qualifiers |= told_besides(made.qualifiers, values, value)
            if made.kin is not None:
                kin = filled(made.kin, values)
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
        slot = SLOT.fullmatch(template)
        if slot is not None:
            return page.meant(groups.get(slot[1], ""), sentence)
        who = page.meant(groups.get("who", ""), sentence)
        said = filled(template, {**groups, "subject": who}) if who else None
        return None if said is None else str(said)


@cache
def _after_article() -> re.Pattern[str]:
    """Return what ends on an article of a language whose nouns have capitals."""
    articles = "|".join(one for each in languages().values() for one in each.articles)
    return re.compile(rf"(?:^|\s)(?:{articles}) $")


def _without_place(before: str, who: str) -> str:
    """Return a name without the place before it ("in Jena Anna Kowal"), or a lexicon's letter."""
    bare = re.sub(r"^[A-Z] (?=\S+ )", "", who)
    if re.search(r"\b(?:in|at|zu|aus|nach|bei) $", before) and bare[0].isupper():
        return bare.partition(" ")[2]
    return bare


def _too_short_a_life(groups: dict[str, str]) -> bool:
    years = [re.search(YEAR, groups.get(key, "")) for key in ("date", "death")]
    return all(years) and int(years[1][0]) - int(years[0][0]) < SHORTEST  # type: ignore[index]


def _may_be_a_marriage(told: str, groups: dict[str, str | None]) -> bool:
    """Whether two years in brackets behind a spouse's name may be those of the marriage."""
    first, last = groups.get("date") or "", groups.get("death") or ""
    if not (re.fullmatch(YEAR, first) and re.fullmatch(YEAR, last)):
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
