# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The forms in which one name of a person is met: spoken, as registers have it, without titles."""

from __future__ import annotations

import re

from fonds.archive.lookup.spelling import TOKEN, folded, written_together
from fonds.events.patterns import later

TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor", "rev", "reverend",
     "sir", "dame", "lord", "lady", "hon", "captain", "capt", "colonel", "col", "major", "widow",
     "father", "mother", "sister", "brother", "master", "mistress",
     "herr", "frau", "fräulein", "doktor", "pfarrer", "pastor", "witwe", "freiherr", "graf",
     "gräfin", "monsieur", "madame", "mademoiselle", "mme", "mlle", "veuve", "abbé",
     "señor", "señora", "señorita", "sr", "sra", "srta", "don", "doña", "senhor", "senhora",
     "dom", "dona", "signor", "signora", "signorina", "sig", "fru", "frøken", "hr", "heer",
     "mevrouw", "meneer", "dhr", "mevr", "mw", "pan", "pani")
)  # fmt: skip
"""Words before a name that are no part of it, folded."""

# What follows reads names in which white space is one blank: nothing repeats without bound but
# one class of characters up to another, so that no label takes long to read, whatever is in it.
_YEAR = r"(?:[*†]|b\.|d\.|born|died|geb\.|gest\.)? ?(?:c\.? ?)?\d{3,4}\??"
_LIFE = rf"{_YEAR}(?: ?[-–—/] ?(?:{_YEAR})?)?|[-–—] ?{_YEAR}"
_YEARS = later(
    rf" ?(?:\( ?(?:{_LIFE}) ?\)|\[ ?(?:{_LIFE}) ?\]|,? (?:{_LIFE}))$",
    re.IGNORECASE,
)
"""Years of a life, written after a name."""

_BRACKETS = later(r" ?[(\[][^()\[\]]*[)\]]$")
_BORN_AS = later(
    r" ?[,(\[]? ?\b(?:née|nee|né|geb\.|geborene?r?|born|formerly) "
    r"([^\W\d_][^\d()\[\]]*)[)\]]?",
    re.IGNORECASE,
)

_NICKNAME = later(r" [\"“„«‘'(]([^\"“”»’'()]{1,80}+)[\"“”»’')] ")  # noqa: RUF001
"""A name in quotation marks or brackets between the others."""

_MOST_WORDS = 24
"""Words of a name that registers turn: more are no name, and each would make a form of it all."""

_MORE_THAN_A_NAME = later(r"[()\[\]]|\d{3}")


def plain_forms(label: str) -> tuple[str, ...]:
    """Return the names of two words or more that a person's label holds, others than itself.

    "Dr. Edda Marlow (1902-1980)" holds "Edda Marlow"; "Edda Marlow, née Hart" that and "Edda Hart".
    'Edda "Ned" Marlow' holds "Edda Marlow" and "Ned Marlow". A suffix that tells
    generations apart ("Jr.") is a part of the name.
    """
    label = _in_one_line(label)
    maiden = _BORN_AS.search(label)
    name = _bare(_BORN_AS.sub("", label))
    found = [name]
    if (nickname := _NICKNAME.search(name)) is not None:
        last = name[nickname.end() :]
        found = [f"{name[: nickname.start()]} {last}", f"{nickname[1]} {last}"]
        name = found[0]
    if maiden is not None and "," not in name:
        found.append(" ".join((*name.split()[:-1], *_bare(maiden[1]).split())))
    return tuple(
        one for one in dict.fromkeys(found) if one != label and len(re.findall(r"\w+", one)) > 1
    )


def is_plain(name: str) -> bool:
    """Tell whether a name is one without titles, and without years or brackets beside it."""
    return not plain_forms(name) and _MORE_THAN_A_NAME.search(name) is None


def without_brackets(label: str) -> str | None:
    """Return a label without what stands in brackets at its end, None where nothing does.

    Such words tell of which of several namesakes it is: "Edda Marlow (the elder)".
    """
    label = _in_one_line(label)
    name = _bare(_BRACKETS.sub("", label))
    return name if _BRACKETS.search(label) and len(name.split()) > 1 else None


def _in_one_line(label: str) -> str:
    """Return a label with one blank for all white space between two words."""
    return " ".join(label.split())


def _bare(name: str) -> str:
    """Return a name without the years of a life behind it, and without titles before it."""
    words = _YEARS.sub("", _in_one_line(name)).split()
    while words and words[0].rstrip(".").casefold() in TITLES:
        del words[0]
    return " ".join(words).strip(" ,;")


def forms_of(name: str) -> tuple[str, ...]:
    """Return a person's name, and every other form in which it may be met."""
    plain = (name, *plain_forms(name), *filter(None, [without_brackets(name)]))
    return tuple(dict.fromkeys(form for one in plain for form in (one, *turned_round(one))))


def first_words(name: str) -> frozenset[str]:
    """Return the words, folded as in texts, of which one stands in every text that says a name.

    It is the word a name begins with, titles left out, in each way to spell it; in whichever order
    a text has the words. Of a name in more than one form, one of each.
    """
    forms = {name, *plain_forms(name), *filter(None, [without_brackets(name)])}
    return frozenset(
        token.group()
        for form in forms
        for spelt in (form, written_together(form))
        for in_two in (False, True)
        if (token := TOKEN.search(folded(spelt, in_two=in_two))) is not None
    )


def turned_round(name: str) -> tuple[str, ...]:
    """Return a person's name as registers have it, turned at every word after the first.

    Which word a register begins with nobody can tell: "van der Berg, Anna", "Berg, Anna van der".
    A name that is written so ("van der Berg, Anna") is turned back first, and that is one of the
    answers too. A single word is not turned, nor what holds years or brackets beside a name.
    """
    if _MORE_THAN_A_NAME.search(name):
        return ()
    spoken = spoken_of(name)
    words = (spoken or name).split()
    if len(words) > _MOST_WORDS:
        return (spoken,) if spoken else ()
    turned = [f"{' '.join(words[at:])}, {' '.join(words[:at])}" for at in range(1, len(words))]
    return tuple(one for one in ([spoken] if spoken else []) + turned if one != name)


def spoken_of(name: str) -> str | None:
    """Return a name that a register has ("Berg, Anna van der, 1901-") as one would say it.

    None where it is not written so.
    """
    last, *first = map(_in_one_line, name.split(","))
    return f"{first[0]} {last}" if last and first and first[0] else None
