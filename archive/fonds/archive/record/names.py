# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Two wordings of one person's name: whether they can be forms of it. Never whose name it is.

Used only where a property says what somebody is called. That two people bear forms of one name says
nothing about their being one person, so nothing here is asked of persons as values.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import dropwhile, product

from fonds.archive.naming import PLAIN_LETTERS, SPELT_OUT, without_marks
from fonds.archive.record.rule import Relation
from fonds.archive.record.words import fold
from fonds.events.fixed import fixed
from fonds.events.sentences import say

NAME_PROPERTIES = frozenset({"name", "birth_name"})
"""Properties of the vocabulary whose text is a person's name."""

_SUFFIXES = {
    "jr": "jr", "junior": "jr", "jnr": "jr", "sr": "sr", "senior": "sr", "snr": "sr",
    "ii": "ii", "iii": "iii", "iv": "iv", "2nd": "ii", "3rd": "iii", "2": "ii", "3": "iii",
}  # fmt: skip
_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "prof", "professor", "rev", "reverend", "sir", "dame", "hon"]
)
_BEFORE_NAMES = frozenset(
    ["capt", "captain", "col", "colonel", "lt", "lieutenant", "sgt", "sergeant", "cpl", "corporal",
     "maj", "gen", "adm", "herr", "frau", "fräulein", "frl", "mme", "mlle", "madame"]
)  # fmt: skip
"""Ranks and titles that some bear as a name too: left out only where they come first."""
_OF_MEN = frozenset({"mr", "sir", "herr"})
_OF_WOMEN = frozenset({"mrs", "ms", "miss", "dame", "frau", "fräulein", "frl", "mme", "mlle"})
_WIFE = "mrs"
"""Before a whole name it may be her husband's: "Mrs John Berg"."""
_PART = re.compile(r"[^\s,.]+")
_NUMERAL = re.compile(r"[ivx]+")
_BORN = re.compile(r"[\s,(]+(?:née|nee|né|geb|geborene?[rn]?|born)[.:]?\s+([^()]+?)\s*\)?$")
_PAIR = 2
_SHORTEST_FORM = 3
"""Letters a short form has at least: "Clem" of "Clement", but not "Jo" of anything."""


_ROMANIZED = (
    (re.compile("tsch|tch|(?<!s)ch|kh"), "č"),
    (re.compile("zh|sch|sh"), "š"),
    (re.compile("ph"), "f"),
    (re.compile("tz|ts"), "z"),
    (re.compile("x"), "ks"),
    (re.compile("w|ff$"), "v"),
    (re.compile("[jy]"), "i"),
    (re.compile("ii+"), "i"),
)
"""Letters by which languages write the sounds of another script otherwise: Yuri and Juri, Chekhov
and Tschechow. What is left of two romanizations of one name is the same."""
_DIGRAPHS = re.compile(r"([ao])\1|([aou])e")


@fixed
class Name:
    """A name taken apart: folded parts in their order, and a generational suffix.

    ``born`` are the parts of a name borne at birth that stands beside it ("Edda Berg, née Marlow"),
    ``titles`` those that go before it.
    """

    parts: tuple[str, ...]
    suffix: str | None
    born: tuple[str, ...] = ()
    titles: frozenset[str] = frozenset()


def name_of(text: str) -> Name:
    """Take a name apart; titles go before it, and "Marlow, Edda" is turned round."""
    folded, born = fold(text), ()
    if (former := _BORN.search(folded)) is not None and former.start():
        folded, born = folded[: former.start()], tuple(_PART.findall(former[1]))
    before, comma, after = folded.partition(",")
    turned = comma and not set(_PART.findall(after)) <= _SUFFIXES.keys()
    parts = _PART.findall(f"{after} {before}" if turned else folded)
    suffix = next((_SUFFIXES[part] for part in parts[1:] if part in _SUFFIXES), None)
    plain = [
        part
        for place, part in enumerate(parts)
        if part not in _TITLES and not (place and part in _SUFFIXES)
    ]
    kept = list(dropwhile(_BEFORE_NAMES.__contains__, plain)) or plain
    titles = _TITLES.intersection(parts).union(plain[: len(plain) - len(kept)])
    return Name(tuple(kept), suffix, born, titles)


def relate_names(one: str, other: str) -> tuple[Relation, bool, str]:
    """Say how two wordings of a name stand to each other.

    Returns:
        The relation; whether it is the second that refines the first; and what is to be said of
        both after their wordings.
    """
    a, b = name_of(one), name_of(other)
    if a.suffix is not None and b.suffix is not None and a.suffix != b.suffix:
        return Relation.CONFLICTS, False, say("differ in the suffix that tells generations apart")
    if one.strip() == other.strip():
        return Relation.AGREES, False, say("bear the same name")
    if _addressed_apart(a.titles, b.titles):
        return Relation.CONFLICTS, False, say("are a man's name and a woman's by their titles")
    if a.born or b.born:
        return _relate_born(a, b)
    if (_WIFE in a.titles) != (_WIFE in b.titles) and len(a.parts) > 1 and a.parts == b.parts:
        return Relation.OVERLAPS, False, say("may be forms of one name")
    if (a.parts, a.suffix) == (b.parts, b.suffix):
        return Relation.AGREES, False, say("are one name, written differently")
    if a.parts == b.parts:
        fuller_is_second = b.suffix is not None
        return Relation.REFINES, fuller_is_second, say("are one name, with and without its suffix")
    fits, loose = _fits(a.parts, b.parts)
    if not fits:
        return _loosely(a, b)
    plain = say("may be forms of one name")
    if loose or (len(a.parts) - len(b.parts)) * _suffixes(a, b) < 0:
        return Relation.OVERLAPS, False, plain
    fuller = (len(b.parts), _letters(b), b.suffix is not None)
    return (
        Relation.REFINES,
        fuller > (len(a.parts), _letters(a), a.suffix is not None),
        say("are forms of one name, the one fuller than the other"),
    )


def _addressed_apart(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether the one is addressed as a man only, and the other as a woman only."""
    man_and_woman = bool(a & _OF_MEN and b & _OF_WOMEN), bool(a & _OF_WOMEN and b & _OF_MEN)
    both = (a & _OF_MEN and a & _OF_WOMEN) or (b & _OF_MEN and b & _OF_WOMEN)
    return any(man_and_woman) and not both


def _relate_born(a: Name, b: Name) -> tuple[Relation, bool, str]:
    """Relate names of which one at least says how its bearer was called at birth."""
    relation, _, _ = relate_names(" ".join(a.parts), " ".join(b.parts))
    may_be = Relation.OVERLAPS, False, say("may be forms of one name")
    if a.born and b.born:
        apart = relation is Relation.CONFLICTS or a.born[-1] != b.born[-1]
        said = say("are different names") if apart else say("are one name, written differently")
        if apart or a.parts == b.parts:
            return Relation.CONFLICTS if apart else Relation.AGREES, False, said
        return may_be
    full, short = (a, b) if a.born else (b, a)
    if full.parts == short.parts:
        said = say("are forms of one name, the one fuller than the other")
        return Relation.REFINES, full is b, said
    at_birth = full.born if len(full.born) > 1 else (*full.parts[:-1], *full.born)
    before, _, _ = relate_names(" ".join(at_birth), " ".join(short.parts))
    if Relation.CONFLICTS in {relation} & {before}:
        return Relation.CONFLICTS, False, say("are different names")
    return may_be


def _loosely(a: Name, b: Name) -> tuple[Relation, bool, str]:
    """Relate names whose last parts differ, or whose parts do not stand for each other in order.

    They may be one where it is a matter of marks over letters ("García", "Garcia"), of letters
    that are spelt out ("Müller", "Mueller"), of how another script is written ("Yuri", "Juri"), of
    what comes first ("Mao Zedong", "Zedong Mao"), or of a further name at the end ("Gabriel
    García", "Gabriel García Márquez", "Edda Berg", "Edda Berg-Marlow").
    """
    scripts, others = _scripts(a), _scripts(b)
    if scripts and others and scripts.isdisjoint(others):
        return Relation.OVERLAPS, False, say("are written in different scripts, and not compared")
    apart = Relation.CONFLICTS, False, say("are different names")
    if any(x.suffix and y.parts and _NUMERAL.fullmatch(y.parts[-1]) for x, y in ((a, b), (b, a))):
        return apart
    for one, other in product(_spellings(a), _spellings(b)):
        short, long = sorted((one, other), key=len)
        if not short:
            return apart
        turned = short[-1] != long[-1] and sorted(short) == sorted(long)
        double = len(short) == _PAIR < len(long) and (short[0], short[-1]) == (long[0], long[-1])
        fits, _ = _fits(tuple(one), tuple(other))
        if fits or turned or double or long[: len(short)] == short:
            return Relation.OVERLAPS, False, say("may be forms of one name")
    if _sounds(a) & _sounds(b):
        return Relation.OVERLAPS, False, say("may be one name, transliterated differently")
    return apart


def bare_spelling(part: str) -> str:
    """Return what all spellings of a part of a name have in common, to look for others by."""
    return _DIGRAPHS.sub(lambda found: found[1] or found[2], without_marks(part))


def _spellings(name: Name) -> list[list[str]]:
    """Return a name's parts without marks over their letters, and with such letters spelt out.

    A part that is joined by a hyphen is two, and an apostrophe may be left out ("O'Brien").
    """
    return [
        [
            one
            for part in name.parts
            for one in without_marks(part, table).replace("'", "").split("-")
            if one
        ]
        for table in (PLAIN_LETTERS, SPELT_OUT)
    ]


def _sounds(name: Name) -> set[tuple[str, ...]]:
    """Return what romanizations of a name have in common, for each way its parts are spelt."""
    return {tuple(map(_sound, parts)) for parts in _spellings(name)}


def _sound(part: str) -> str:
    for written, sound in _ROMANIZED:
        part = written.sub(sound, part)
    return part


def _scripts(name: Name) -> set[str]:
    """Return the scripts of a name's letters, as the first word of what Unicode calls them."""
    return {
        unicodedata.name(letter, "").partition(" ")[0]
        for part in name.parts
        for letter in part
        if letter.isalpha()
    }


def _suffixes(a: Name, b: Name) -> int:
    return (a.suffix is not None) - (b.suffix is not None)


def _letters(name: Name) -> int:
    return sum(map(len, name.parts))


def _fits(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[bool, bool]:
    """Say whether every part of the shorter name stands for one of the longer, in order.

    The second answer tells whether one stands for it only as a short form ("Clem", "Clement") or as
    the initial of a name that is not the next, or each name spells out what the other does not
    ("Anna Berg", "A. Maria Berg").
    """
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    if not shorter or len(longer) < 2 or shorter[-1] != longer[-1]:
        return False, False
    loose, place = False, 0
    spelt_out = {longer} if len(longer) > len(shorter) else set()
    for part in shorter[:-1]:
        before = place
        while place < len(longer) - 1 and not _stands_for(part, longer[place]):
            place += 1
        if place == len(longer) - 1:
            return False, False
        loose = loose or (part != longer[place] and min(len(part), len(longer[place])) > 1)
        # "R. Berg" need not be "John Robert Berg".
        loose = loose or (place > before and len(part) == 1)
        if len(part) != len(longer[place]):
            spelt_out.add(shorter if len(part) > len(longer[place]) else longer)
        place += 1
    return True, loose or len(spelt_out) > 1


def _stands_for(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if short == long or (len(short) == 1 and long.startswith(short)):
        return True
    return len(short) >= _SHORTEST_FORM and long.startswith(short)
