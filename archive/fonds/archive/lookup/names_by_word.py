# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The names in the archive that begin with a word, however the one or the other spells it.

The words that names begin with lie in an index, folded as texts are when words are looked for in
them. Nothing here grows with the archive but what a word finds.
"""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import TYPE_CHECKING

from fonds.archive.lookup.name_forms import TITLES, forms_of
from fonds.archive.lookup.spelling import TOKEN, folded, written_together
from fonds.archive.lookup.words import Phrases
from fonds.archive.tables import LIVE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fonds.archive.store.sqlite import SqliteStore


_PLAIN = re.compile("[a-z]+(?: [a-z]+)*")
_MORE_THAN_NAMES = TITLES | {"born", "formerly", "geb", "geborene", "geborener", "geborne", "ne",
                             "nee"}  # fmt: skip
"""Words in a name without which it is met too."""


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
        plain = frozenset(self.folded.split(" "))
        if _PLAIN.fullmatch(self.folded) and plain.isdisjoint(_MORE_THAN_NAMES):
            # Whichever way it is turned it has the same words, and each is spelt in one way.
            return plain
        return self.common_words()

    def common_words(self) -> frozenset[str]:
        """Return the words that all forms of the name have."""
        # Of each word that is spelt in two ways, one will do: those are left out.
        return frozenset.intersection(
            *(
                frozenset(TOKEN.findall(folded(spelt, in_two=in_two)))
                for form in self._forms
                for spelt in (form, written_together(form))
                for in_two in (False, True)
            )
        )

    @cached_property
    def phrases(self) -> Phrases:
        """What finds it: too much where it may be another's."""
        return self.phrases_but()

    def phrases_but(self, others: Iterable[str] = ()) -> Phrases:
        """Return what finds it but within longer names of others."""
        return Phrases(self._forms, turned=self._forms, doubtful=None, others=others)


class NamesByWord:
    """Finds names of subjects by the word they begin with; titles before it are passed over."""

    def __init__(self, store: SqliteStore) -> None:
        """Read through the store."""
        self._store = store

    def beginning(self, word: str) -> tuple[Name, ...]:
        """Return the names of subjects that begin with a word, folded as in texts."""
        rows = self._store.connection.execute(
            f"SELECT n.folded, json_group_array(t.id) FROM {LIVE.view('name_word')} w"
            f" CROSS JOIN {LIVE.view('subject_name')} n ON n.folded = w.folded"
            f" JOIN {LIVE.view('thing')} t ON t.key = n.subject WHERE w.word = ?"
            " GROUP BY n.folded",
            (word,),
        )
        return tuple(Name(said, tuple(json.loads(ids)), person=True) for said, ids in rows)
