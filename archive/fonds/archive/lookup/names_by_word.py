# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The names in the archive that begin with a word, however the one or the other spells it.

Names lie in an index folded for look-up by label (`fonds.archive.naming`), which tells marks over
letters apart. So a word is looked up in every spelling that differs by one mark, or by all of them.
Nothing here grows with the archive but what a word finds.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

from fonds.archive.lookup.name_forms import TITLES, forms_of
from fonds.archive.lookup.spelling import SPACELESS_CHAR, TOKEN, UNSEEN, folded
from fonds.archive.lookup.words import Phrases
from fonds.archive.tables import LIVE

if TYPE_CHECKING:
    from fonds.archive.store.sqlite import SqliteStore

_LONGEST_WORD = 60
_MARKED = {
    "a": "äáàâåãāăą", "c": "çćč", "d": "ďđð", "e": "éèêëēėęě", "g": "ğ", "i": "íìîïīıį", "l": "łľ",
    "n": "ñńňņ", "o": "öóòôøõōő", "r": "řŕ", "s": "šśşș", "t": "ťţț", "u": "üúùûūůű", "y": "ýÿ",
    "z": "žźż", "ae": "äæ", "oe": "öøœ", "ue": "ü", "aa": "å", "ss": "ß", "th": "þ",
    "\u0435": "\u0451",
}  # fmt: skip
"""Letters that differ from plain ones, or from two of them, by a mark or in form."""

_WITHIN = "\u00ad\u200b\u200c\u200d"
"""Those of the characters nobody sees that are met within words."""

_QUOTES = "\"'([“„«‘‹"  # noqa: RUF001 - as they stand in names
"""What may stand before a name that is written down."""


class Name:
    """A name as it is looked up, who bears it, and how it is found in a text."""

    def __init__(self, said: str, bearers: tuple[str, ...], *, person: bool) -> None:
        """Take a folded name; that of a ``person`` may be turned, or without its title."""
        self.folded = said
        self.bearers = bearers
        self._person = person

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        return forms_of(self.folded) if self._person else (self.folded,)

    @cached_property
    def words(self) -> frozenset[str]:
        """Words that stand in every text in which it stands."""
        # Of each word that is spelt in two ways, one will do: those are left out.
        return frozenset.intersection(
            *(
                frozenset(TOKEN.findall(folded(form)))
                & frozenset(TOKEN.findall(folded(form, in_two=True)))
                for form in self._forms
            )
        )

    @cached_property
    def phrases(self) -> Phrases:
        """What finds it: too much where it may be another's."""
        return Phrases(self._forms, turned=self._forms, doubtful=None)


class NamesByWord:
    """Finds names of subjects by the word they begin with; titles before it are passed over."""

    def __init__(self, store: SqliteStore) -> None:
        """Read through the store."""
        self._store = store

    def beginning(self, word: str) -> tuple[Name, ...]:
        """Return the names of subjects that begin with a word, folded for look-up or for texts."""
        spelt = _spellings(word)
        begin = [*spelt, *(f"{title} {one}" for title in self._titles for one in spelt)]
        begin += [f"{quote}{word}" for quote in _QUOTES]
        names = LIVE.view("subject_name")
        rows = self._store.connection.execute(
            f"SELECT n.folded, json_group_array(t.id) FROM ("
            f"SELECT m.folded FROM json_each(?1) e CROSS JOIN {names} m"
            # Up to the letters: with a blank, comma, hyphen, full stop or digit after the word.
            " WHERE m.folded >= e.value AND m.folded < e.value || 'a'"
            # Or with a typographic apostrophe, quotation mark or hyphen.
            f" UNION SELECT m.folded FROM json_each(?1) e CROSS JOIN {names} m"
            " WHERE m.folded >= e.value || char(8208) AND m.folded < e.value || char(8224)"
            f" UNION SELECT m.folded FROM json_each(?2) e CROSS JOIN {names} m"
            " WHERE m.folded >= e.value AND m.folded < e.value || char(1114111)"
            f") f CROSS JOIN {names} n ON n.folded = f.folded"
            f" JOIN {LIVE.view('thing')} t ON t.key = n.subject GROUP BY n.folded",
            (json.dumps(begin), json.dumps(_with_unseen(word))),
        )
        return tuple(Name(said, tuple(json.loads(ids)), person=True) for said, ids in rows)

    @cached_property
    def _titles(self) -> list[str]:
        """Titles that a name here begins with, with and without a full stop."""
        rows = self._store.connection.execute(
            f"SELECT e.value FROM json_each(?) e WHERE EXISTS (SELECT 1"
            f" FROM {LIVE.view('subject_name')} n"
            " WHERE n.folded >= e.value || ' ' AND n.folded < e.value || '!')",
            (json.dumps([spelt for title in sorted(TITLES) for spelt in (title, f"{title}.")]),),
        )
        return [row[0] for row in rows]


def _spellings(word: str) -> list[str]:
    """Return a word, and those it is folded from that differ from it in one letter, or in two."""
    if len(word) > _LONGEST_WORD:
        return [word]
    found = {word}
    for plain, marked in _MARKED.items():
        at = word.find(plain)
        while at >= 0:
            found.update(word[:at] + one + word[at + len(plain) :] for one in marked)
            at = word.find(plain, at + 1)
    whole = word
    for plain in ("ae", "oe", "ue", "ss"):
        whole = whole.replace(plain, _MARKED[plain][0])
    return sorted({*found, whole})


def _with_unseen(word: str) -> list[str]:
    """Return beginnings of a word, each with a character after it that nobody sees.

    Of a script that puts nothing between words: what goes on in any way.
    """
    if SPACELESS_CHAR.match(word):
        return [word]
    if len(word) > _LONGEST_WORD:
        return []
    within = [word[:at] + unseen for at in range(1, len(word)) for unseen in _WITHIN]
    return within + [beside + unseen for beside in ("", word) for unseen in UNSEEN]
