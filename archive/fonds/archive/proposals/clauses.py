# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The clauses of sentences on a page of somebody's life, each with whom it is said of.

Rules of whole sentences need the sentence they were written for. A clause is what remains when its
subject, what stands between commas behind it, and the time it opens with are taken away: of "In
1944 Tilda, then a nurse, married Nils Ekdal, and he died in 1995" there is "married Nils Ekdal",
of Tilda, with the time 1944. What the languages need for it is data (``words/``).

The subject may be left out: in a lexicon's entry ("born in Wayland; mayor of Ravenna 1875–79"), and
behind "and". "His wife", and "she" on a page about a man, is the spouse last told of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from fonds.archive.proposals.languages import ENGLISH, Wording, languages, wordings
from fonds.archive.proposals.whom import fuller, titles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fonds.archive.proposals.page import Page, Sentence

_NAMED_BEFORE = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’.-]* $")
_ITEM = re.compile(r"^[*#•–-]\s+(?=[A-ZÀ-ÖØ-Þ][a-zà-ÿ])")
_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Clause:
    """Whom something is said of, the words that say it, and the time before them, if any.

    ``at`` is where its segment begins in the sentence; ``of_page`` is False where it is said of
    the subject's spouse.
    """

    who: str
    words: str
    lead: str | None
    at: int
    of_page: bool = True


@dataclass(frozen=True)
class _Grammar:
    """A language's patterns, for pages of one subject."""

    who: str
    parts: re.Pattern[str]
    lead: re.Pattern[str]
    opening: re.Pattern[str]
    first: re.Pattern[str]
    inverted: re.Pattern[str] | None
    relative: re.Pattern[str]
    partner: re.Pattern[str]
    couple: re.Pattern[str]
    listed: re.Pattern[str]
    head: re.Pattern[str]
    behind: re.Pattern[str]
    entry: re.Pattern[str]
    verb: re.Pattern[str]
    follows: re.Pattern[str]


def clauses_of(
    page: Page, sentence: Sentence, code: str, date: str, partner: Callable[[], str | None]
) -> Iterator[Clause]:
    """Yield the clauses of a sentence that are about the page's subject or their spouse."""
    words = wordings()[code]
    grammar = _grammar(page.mentions, fuller(page.subject), code, date)
    text = sentence.words
    for found in grammar.relative.finditer(text):
        opening, named = text[: found.start()], found["who"]
        another = " " not in named and _NAMED_BEFORE.search(opening)
        if another or page.relative(opening, named, sentence) is not None:
            continue
        if page.meant(named, sentence) == page.subject:
            yield Clause(page.subject, found["rest"], None, found.start())
    who: str | None = page.subject if page.is_entry else None
    for at, segment in _segments(text, grammar.parts, grammar.listed):
        before, lead = who, None
        # An item of a list; in an entry the sign is that of a birth.
        rest = segment if page.is_entry else _ITEM.sub("", segment)
        words_after = rest
        while opened := grammar.lead.match(rest):
            lead = lead or opened["lead"]
            rest = rest[opened.end() :]
        if phrase := grammar.opening.match(rest):
            if _is_page(page, sentence, phrase["who"], words, at):
                yield Clause(page.subject, phrase["said"], lead, at)
            rest = rest[phrase.start("then") :]
        if headed := grammar.head.match(rest):
            who = page.subject
            if headed["bracket"]:
                yield Clause(who, headed["bracket"], None, at)
            # "KOWAL, ANNA (1788–1851), miller and printer, was born …".
            trade = grammar.behind.match(headed["rest"])
            yield Clause(who, trade["rest"] if trade else headed["rest"], lead, at)
            continue
        if partner() and (couple := grammar.couple.match(rest)):
            who = page.subject
            yield Clause(who, couple["rest"], lead, at)
            continue
        said, words_after = _said_of(grammar, rest)
        if said is not None:
            if _is_page(page, sentence, said["who"], words, at):
                who = page.subject
                for bracket in (said["nee"], said["bracket"], said["aside"]):
                    if bracket:
                        yield Clause(who, bracket.strip(" ,"), None, at)
                yield Clause(who, words_after, lead, at)
                continue
            near = f"{sentence.before or ''} {text[:at]}"
            who = _partner(page, said["who"], code, partner(), near)
            if who is not None:
                yield Clause(who, words_after, lead, at, of_page=False)
            continue
        if told := grammar.partner.match(rest):
            owner = page.meant(told["whose"], sentence)
            who = partner() if owner == page.subject else None
            if who is not None:
                yield Clause(who, told["rest"], lead, at, of_page=False)
            continue
        first, _, behind = rest.partition(" ")
        if (other := partner()) and first == other.split()[0] and grammar.follows.match(behind):
            who = other
            yield Clause(other, behind, lead, at, of_page=False)
            continue
        left_out = (
            grammar.verb.match(rest) if not page.is_entry or at else grammar.entry.match(rest)
        )
        who = before if left_out or page.is_entry else None
        if who is not None:
            yield Clause(who, rest, lead, at, of_page=who == page.subject)


def _said_of(grammar: _Grammar, rest: str) -> tuple[re.Match[str] | None, str]:
    """Return what names the subject of a segment, and the segment without it."""
    if found := grammar.first.match(rest):
        return found, found["rest"]
    if grammar.inverted and (found := grammar.inverted.match(rest)):
        return found, f"{found['opening'] or ''}{found['verb'].strip()}{found['rest']}"
    return None, rest


def _is_page(page: Page, sentence: Sentence, who: str, words: Wording, at: int) -> bool:
    """Whether words mean the subject; behind "…, and" a pronoun goes on with the same sentence."""
    gender = words.gender(who)
    if gender is None:
        return page.meant(who, sentence) == page.subject
    if at and page.is_biography:
        return page.genders[words.language] == gender
    return page.meant(who, sentence) == page.subject


def _partner(page: Page, who: str, code: str, partner: str | None, near: str) -> str | None:
    """Return the spouse told of last where a pronoun of the other gender is said just behind."""
    words = wordings()[code]
    title = who.partition(" ")[0].rstrip(".")
    gender = words.gender(who)
    if title in (*words.titles_he, *words.titles_she):
        # "Mrs. Kowal" on a page about a man.
        gender, near = "he" if title in words.titles_he else "she", partner or ""
    own = page.genders[code]
    other = gender is not None and own is not None and gender != own
    return partner if partner and other and partner.partition(" (")[0] in near else None


def _segments(
    text: str, parts: re.Pattern[str], listed: re.Pattern[str]
) -> Iterator[tuple[int, str]]:
    """Yield where each part of a sentence begins, and its words; brackets are never parted."""
    hidden = _BRACKETED.sub(lambda found: "\x00" * len(found[0]), text)
    at = 0
    for found in parts.finditer(hidden):
        if listed.search(text, at, found.start()):
            continue
        if found.start() > at:
            yield at, text[at : found.start()].strip()
        at = found.end()
    if rest := text[at:].strip():
        yield at, rest


@cache
def _grammar(mentions: str, heads: str, code: str, date: str) -> _Grammar:
    words = wordings()[code]
    german = code != ENGLISH
    pronouns = languages()[code].who if german else ("He", "She", "he", "she")
    own = languages()[code].whose if german else ("His", "Her", "his", "her")
    genitive = languages()[code].genitive if german else "['’]s"
    named = rf"{titles()}*{mentions}"
    meant = rf"(?P<who>{named}|{'|'.join(pronouns)})"
    who = rf"(?:(?:{words.before_name})?(?={named}))?{meant}(?!['’\w])"
    verb = words.verb
    aside = rf"(?:, (?P<aside>(?:{words.asides})\b[^;]{{2,200}}?),(?= {verb}))?"
    nee = r"(?:(?P<nee>,? (?:n[ée]e|geb\.|geborene[rn]?) [A-ZÀ-ÖØ-Þ][\w-]+),?(?=[ ,(]))?"
    bracket = r"(?: (?P<bracket>\([^()]{1,160}\)))?"
    inverted, then = None, rf"(?P<then>){who}(?= {verb})"
    if german:
        then = rf"(?P<then>{verb} ){who}"
        inverted = re.compile(
            rf"(?P<opening>[^,;]{{1,90}}? )?"
            rf"(?P<verb>(?:{words.finite}) (?:(?:in|zu) [A-ZÄÖÜ]\w+ )?){who}"
            rf"{nee}{bracket}(?P<aside>\x00)?(?P<rest>.*)$"
        )
    return _Grammar(
        who=who,
        parts=re.compile(words.parts.replace("{WHO}", rf"(?:{named}|{'|'.join(pronouns)})")),
        lead=re.compile(rf"(?:{words.leads.replace('{DATE}', date)})"),
        opening=re.compile(rf"(?P<said>(?:{words.openings})\b[^;]*?), {then}"),
        first=re.compile(rf"{who}{nee}{bracket}{aside},? ?(?P<rest>(?<= )(?:{verb})\b.*)$"),
        inverted=inverted,
        relative=re.compile(
            rf"(?P<who>{named}){bracket}, (?:{words.relative}) "
            r"(?P<rest>[^;]{2,160}?)(?=[,;]|\.?$)"
        ),
        partner=re.compile(
            rf"(?P<whose>(?:{mentions}){genitive}|{'|'.join(own)}) (?:{words.partner}) "
            rf"(?P<rest>(?:{verb})\b.*)$"
        ),
        couple=re.compile(rf"(?P<rest>(?:{words.couple})\b.*)$"),
        listed=re.compile(words.listed),
        head=re.compile(rf"{heads}{bracket}[,;.] (?P<rest>.*)$"),
        behind=re.compile(rf"[^;]{{2,100}}?, (?P<rest>(?:{words.elided})\b.*)$"),
        entry=re.compile(words.entry),
        verb=re.compile(rf"(?:{words.elided})"),
        follows=re.compile(rf"(?:{verb})\b"),
    )
