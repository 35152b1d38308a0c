# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Proposes what the clauses of a page of somebody's life say, by rules that are data.

In such a rule's pattern stand the parts of its family too. A group ``names`` is a list, of which
each name is a fact of its own; ``lead`` is the time before the clause.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from fonds.archive.proposals.clauses import clauses_of
from fonds.archive.proposals.languages import wordings
from fonds.archive.proposals.patterns import (
    FULL_STOP,
    MONTHLY,
    QUOTED,
    compiled,
    date_pattern,
    doubts,
    filled,
    told_besides,
)
from fonds.archive.proposals.proposing import Proposed
from fonds.archive.proposals.rule_files import Needed, families
from fonds.archive.proposals.whom import without_titles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fonds.archive.proposals.clauses import Clause
    from fonds.archive.proposals.page import Page, Sentence
    from fonds.archive.proposals.rule_files import FactOfRule, Family, Rule

_PARTED = re.compile(r",? (?:and|und|sowie) |, ")
_LATE = re.compile(r"^(?:the late |der verstorbene |die verstorbene |the )")
_OF = re.compile(r" of [A-Z].*$")
_BRACKETS = re.compile(r" \([^()]*\)")


class ClauseRules:
    """What clauses say, sentence by sentence; it remembers the spouse last told of."""

    def __init__(self, chosen: tuple[Family, ...] | None = None) -> None:
        """Use the shipped families, or those given."""
        self._families = [
            one for one in (families() if chosen is None else chosen) if one.reads == "clause"
        ]
        self._needed = Needed(
            [(rule.needs, family.language) for family in self._families for rule in family.rule]
        )
        self._partner: str | None = None

    def forget(self) -> None:
        """Begin with another page."""
        self._partner = None

    def propose(self, page: Page, sentence: Sentence) -> Iterator[Proposed]:
        """Yield what the clauses of a sentence say of the page's subject and their spouse."""
        for code in dict.fromkeys(self._needed.of(sentence.words)):
            those = [one for one in self._families if one.language == code]
            partner = self._partner
            date = date_pattern(code)
            for clause in clauses_of(page, sentence, code, date, lambda: self._partner):
                for one in self._of_clause(page, sentence, clause, those):
                    if one.property == "spouse" and one.subject == page.subject:
                        partner = str(one.value)
                        self._partner = partner
                    yield one

    def _of_clause(
        self, page: Page, sentence: Sentence, clause: Clause, those: list[Family]
    ) -> Iterator[Proposed]:
        words = wordings()[those[0].language]
        turned, after = doubts(words)
        before = sentence.words[: clause.at]
        if any(sign in before for sign in QUOTED):
            return
        for family in those:
            for rule in family.rule:
                if not any(need in clause.words for need in rule.needs):
                    continue
                pattern = compiled(_expanded(family, rule), page.mentions, words.language)
                for match in pattern.finditer(clause.words):
                    until = clause.words[: match.end()]
                    if turned.search(f"{before}{clause.lead or ''} {until}") or after.search(
                        clause.words, match.end()
                    ):
                        continue
                    if any(sign in until for sign in QUOTED):
                        continue
                    groups = {key: one for key, one in match.groupdict().items() if one}
                    if clause.lead:
                        groups.setdefault("lead", clause.lead)
                    for made in rule.fact:
                        if clause.of_page or made.spouse_too:
                            yield from self._made(
                                page, sentence, clause.who, family, rule, made, groups
                            )

    def _made(
        self,
        page: Page,
        sentence: Sentence,
        who: str,
        family: Family,
        rule: Rule,
        made: FactOfRule,
        groups: Mapping[str, str],
    ) -> Iterator[Proposed]:
        of = wordings()[family.language].of
        base = {**groups, "who": who, "page": page.subject}
        for names in _PARTED.split(groups.get("names", "")) if "names" in groups else [""]:
            values = {**base, "names": _OF.sub("", _LATE.sub("", names))}
            subject = filled(made.subject, values)
            value = filled(made.value, values)
            if value is None or subject is None:
                continue
            if made.subject != "{who}":
                subject = without_titles(FULL_STOP.sub("", _BRACKETS.sub("", str(subject))))
            subject = str(subject)
            if made.subject_kin is not None and " " not in subject:
                subject = f"{subject} ({made.subject_kin} {of} {who})"
            qualifiers: dict[str, str | int | bool] = {}
            if made.value_type == "person":
                value = without_titles(FULL_STOP.sub("", _BRACKETS.sub("", str(value))))
                kin = filled(made.kin, values) if made.kin else None
                if " " not in value or value == subject:
                    if kin is None:
                        continue
                    qualifiers["value_as_written"] = value
                    value = f"{value} ({kin} {of} {who})"
            if made.value_type in {"office", "text"}:
                value = FULL_STOP.sub("", str(value)).strip()
            if made.value_type == "place" and MONTHLY.match(str(value)):
                continue
            when = next(
                (
                    str(found)
                    for template in (made.when, *(made.when_found or "").split(" | "))
                    if template and (found := filled(template, values)) is not None
                ),
                None,
            )
            if made.when and not made.when_found and when is None:
                continue
            qualifiers |= told_besides(made.qualifiers, values, value)
            yield Proposed(
                subject=subject,
                property=made.property,
                value=value,
                value_type=made.value_type,
                quote=page.text[sentence.start : sentence.end],
                start=sentence.start,
                end=sentence.end,
                rule=f"{family.family}/{rule.name}",
                when=when,
                qualifiers=qualifiers,
                certainty=made.certainty,
            )


@cache
def _patterns(parts: tuple[tuple[str, str], ...], pattern: str) -> str:
    known: dict[str, str] = {}
    for name, part in (*parts, ("", pattern)):
        told = part
        for key, words in known.items():
            told = told.replace(f"{{{key}}}", words)
        known[name] = told
    return known[""]


def _expanded(family: Family, rule: Rule) -> str:
    return _patterns(tuple(family.parts.items()), rule.pattern)
