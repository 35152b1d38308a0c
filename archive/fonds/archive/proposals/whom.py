# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Whom a page is about, by its title and first lines, and a name without what stands before it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from fonds.archive.proposals.languages import wordings
from fonds.archive.sources.wiki_markup import plain

NAME = (
    r"[A-ZÀ-ÖØ-Þ][\w'’-]*\.?(?: (?:[A-ZÀ-ÖØ-Þ][\w'’-]*\.?|de|van|von|der|den|la|le|du|da|di|of))*?"
    r" [A-ZÀ-ÖØ-Þ][\w'’-]+(?:,? (?:Jr|Sr)\.|,? I{2,3}\b)?"
)
"""A name of at least two words, as a regular expression."""

FULL_NAME = re.compile(rf"\b{NAME}")
GENERATION = re.compile(r",? (?:Jr\.?|Sr\.?|I{2,3})$")
HEADING = re.compile(r"^=+\s*(.*?)\s*=+$")
_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
_REVERSED = re.compile(rf"^(?P<last>{_WORD}),\s+(?P<rest>{_WORD}\.?(?: {_WORD}\.?){{0,3}})$")
# What the entry of a lexicon has in its first lines: a life in years, a birth, a name.
_OF_A_LIFE = re.compile(r"\(\d{4}|\*|†|\b(?:[Bb]orn|[Gg]eb(?:oren|\.)|[Nn][ée]e|b\.?) ")
_FIRST = 400
_LEFT_OUT = 30


def life_of(title: str) -> str:
    """Return a title without what only says that it tells somebody's life, and where it does.

    "Obituary: Judge Anna Kowal (1920–2001) | The Quay" is of Anna Kowal, and so are "Anna Kowal,
    mayor", "Kowal, Anna" and "Anna Kowal, 79, who kept the mill, dies".
    """
    bare = _without_lives(title)
    bare = _without_lives(re.sub(r"\s+(?:[|–—]|-)\s+.*$", "", bare))
    bare = re.sub(r"\s*\([^()]{0,80}\)$", "", bare)
    bare = re.sub(r"(?<=\w{2})(?:, (?:aged )?\d{1,3}\b|, (?:who|whose|der|die)\b|:\s).*$", "", bare)
    bare = re.sub(r"(?<=\w{2}), (?!(?:Jr|Sr)\b)(?:\w+|[a-zäöü][\w ]*)$", _kept, bare)
    if (turned := _REVERSED.match(bare)) and not re.fullmatch("Jr|Sr|I{2,3}", turned["rest"]):
        last = turned["last"].title() if turned["last"].isupper() else turned["last"]
        given = without_titles(turned["rest"], 1)
        bare = f"{given.title() if given.isupper() else given} {last}"
    return without_titles(bare).strip()


def _kept(match: re.Match[str]) -> str:
    """Return what stands behind a comma where one word stands before it: "Kowal, Anna"."""
    alone = " " not in match.string[: match.start()] and match[0][2].isupper()
    return match[0] if alone else ""


def _without_lives(title: str) -> str:
    said = "|".join(one for words in wordings().values() for one in words.lives)
    return re.sub(rf"^(?:{said})[:,]?\s+|[,:]?\s+(?:{said})$", "", title, flags=re.IGNORECASE)


def without_titles(name: str, fewest: int = 2) -> str:
    """Return a name without what somebody is, before it, if so many words remain.

    "Captain Jan Weil", and where nouns have capitals "Müller Jan Weil".
    """
    return _titles(fewest).sub("", name)


@cache
def _titles(fewest: int) -> re.Pattern[str]:
    rest = r"\S+" if fewest == 1 else r"\S+\s\S"
    return re.compile(rf"^{titles()}+(?={rest})")


@cache
def titles() -> str:
    """What may stand before a name and is none of it, with the space behind it, as a pattern."""
    every = [
        one
        for words in wordings().values()
        for one in (*words.titles, *words.titles_he, *words.titles_she)
    ]
    return rf"(?:(?:[A-ZÄÖÜ]\w+-)?(?:{'|'.join(every)})\.?(?: [ai]\. ?[DR]\.)?\s+)"


def guess_subject(text: str, title: str) -> str:
    """Return the name a page is about: one of its title or heading that its text has most often.

    A name of the title needs to stand in the text besides it, if only with more given names or
    turned round, one of the first lines twice; the title of a lexicon's entry ("Kowal, Anna") is
    enough where the entry begins like a life. An empty string where there is none.
    """
    lines = [line.strip() for line in text.split("\n")[:5] if line.strip()]
    named = [match[1] if (match := HEADING.match(line)) else line for line in lines]
    life = life_of(title)
    if FULL_NAME.fullmatch(life) and life not in text:
        turned = _REVERSED.match(title.split("(", maxsplit=1)[0].strip()) is not None
        begins = _OF_A_LIFE.search(text[:_FIRST]) is not None
        if (turned and begins) or re.search(fuller(life), text[: 2 * _FIRST]):
            return GENERATION.sub("", life)
    fewest = 2 if title.strip() in named else 1
    if FULL_NAME.fullmatch(life) and text.count(life) >= fewest:
        return without_titles(GENERATION.sub("", life))
    heads = [(life, fewest), (title, 2), *((line, 2) for line in named)]
    for head, least in heads:
        candidates = [
            without_titles(GENERATION.sub("", match[0])) for match in FULL_NAME.finditer(head)
        ]
        counted = [
            (text.count(name), -at, name)
            for at, name in enumerate(candidates)
            if " " in without_titles(name, 1)
        ]
        best = max(counted, default=None)
        if best is not None and best[0] >= least:
            return best[2]
    return ""


def names_most_often(text: str, most: int = 3) -> list[str]:
    """Return the names of several words that a text has most often, without titles before them."""
    counted: Counter[str] = Counter()
    for match in FULL_NAME.finditer(plain(text).text):
        # "… in Ostrow. In 1970": there a sentence ended.
        whole = re.sub(r"(?<=[a-zà-ÿ]{3})\. .*$", "", match[0])
        name = without_titles(GENERATION.sub("", whole))
        if " " in without_titles(name, 1) and name.partition(" ")[0] not in openers():
            counted[name] += 1
    return [name for name, _ in counted.most_common(most)]


@cache
def openers() -> frozenset[str]:
    """Words that begin a sentence with a capital letter and are no name."""
    return frozenset(one for words in wordings().values() for one in words.openers)


def fuller(name: str) -> str:
    """Return a pattern of a name with more given names, or turned round: "KOWAL, Anna Maria"."""
    first, _, rest = name.partition(" ")
    last = rest.split()[-1] if rest else first
    more = r"(?: [A-ZÀ-ÖØ-Þ][\w'’-]*\.?){1,3}?"
    turned = r"(?: [A-ZÀ-ÖØ-Þ][\w'’-]*\.?){0,3}"
    first, last, upper = (re.escape(one) for one in (first, last, last.upper()))
    before = rf"(?:{titles()}){{0,2}}"
    return (
        rf"(?:\b{first}{more} {last}\b"
        rf"|\b(?:{last}|{upper}), {before}(?:{first}|{first.upper()})\b{turned})"
    )


def is_entry(text: str, code: str) -> bool:
    """Whether a text begins as a lexicon's entry does that does not even name its subject."""
    first = next((line for line in text[:_FIRST].split("\n") if len(line) > _LEFT_OUT), "")
    return re.match(wordings()[code].entry, first.strip()) is not None
