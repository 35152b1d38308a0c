# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Tells in another language what the archive says in English.

A language is a folder beside this module, named by its code, with files of JSON: from the form of a
sentence (`fonds.events.sentences`) to the same in that language. A form there names the same parts,
in whatever order. What a catalogue does not know stays English; a test goes through all forms.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from fonds.archive.languages.recognising import parts_in, recognised
from fonds.archive.vocabulary import builtin_properties, qualifier_terms
from fonds.events.dates import display, parse
from fonds.events.sentences import CAPITAL, DATE, KEPT, LABEL, NAME, SMALL, Sentence

ENGLISH = "en"
GERMAN = "de"
LANGUAGES = (ENGLISH, GERMAN)
"""The languages that the archive can speak, by their codes (ISO 639-1)."""

_REMARKS = "remarks.json"
"""The file that has what readers of documents remark, which events keep as plain text."""
_LABELS = {"labels.json", "definitions.json", "units.json"}
"""The files that have what archives keep as words: labels and definitions of the vocabulary, and
the units of quantities as they are spelt."""


def tell(said: str, language: str) -> str:
    """Return a sentence in a language; what is no sentence, and what it does not know, as it is."""
    if language == ENGLISH or not isinstance(said, Sentence):
        return said
    return _Catalogue.of(language).told(said)


def tell_label(label: str, language: str) -> str:
    """Return a label, definition or unit of the vocabulary in a language; any other as it is."""
    return label if language == ENGLISH else _Catalogue.of(language).labels.get(label, label)


def forms_of(language: str) -> dict[str, str]:
    """Return all forms that a language's catalogue knows, with what it says; English needs none."""
    return {} if language == ENGLISH else _Catalogue.of(language).forms


class _Catalogue:
    """What one language says."""

    def __init__(self, language: str) -> None:
        self.forms: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self.remarks: dict[str, str] = {}
        folder = files("fonds.archive.languages") / language
        for file in sorted(folder.iterdir(), key=lambda one: one.name):
            found = json.loads(file.read_text(encoding="utf-8"))
            labels = self.labels if file.name in _LABELS else self.forms
            (self.remarks if file.name == _REMARKS else labels).update(found)

    @staticmethod
    @cache
    def of(language: str) -> _Catalogue:
        """Return the catalogue of a language, read once."""
        return _Catalogue(language)

    def told(self, said: Sentence) -> str:
        """Tell a sentence, and the sentences it is made of."""
        form = said.form
        if form.startswith(NAME):
            return self._named(form.removeprefix(NAME), str(said))
        if form.startswith(LABEL):
            return self.labels.get(form.removeprefix(LABEL), str(said))
        if form.startswith(DATE):
            return self.told(display(parse(form.removeprefix(DATE))))
        if form == KEPT:
            found = recognised(str(said))
            return self._remarked(str(said)) if found is None else self.told(found)
        parts = {name: self._part(part) for name, part in said.parts.items()}
        if form == SMALL:
            return str(parts["said"])
        if form == CAPITAL:
            words = str(parts["said"])
            return f"{words[:1].upper()}{words[1:]}"
        here = self.forms.get(form, form)
        return here.format_map(parts) if parts else here

    def _remarked(self, said: str) -> str:
        """Tell a remark by the form it has; one of no known form as it was kept."""
        for form, here in self.remarks.items():
            parts = parts_in(said, form)
            if parts is not None:
                return here.format_map({n: _spelt(part) for n, part in parts.items()})
        return said

    def _part(self, part: object) -> object:
        if isinstance(part, Sentence):
            return self.told(part)
        return _Number(part) if isinstance(part, int) and not isinstance(part, bool) else part

    def _named(self, name: str, otherwise: str) -> str:
        """Tell the name of a property or qualifier by its label in the vocabulary."""
        known = builtin_properties().get(name) or qualifier_terms().get(name)
        return otherwise if known is None else self.labels.get(known.label, otherwise)


def _spelt(part: str) -> str:
    number = part.replace(",", "")
    return f"{_Number(number):,}" if "," in part and number.isdecimal() else part


class _Number(int):
    """A whole number whose thousands are parted by points, as in German."""

    def __format__(self, spec: str) -> str:
        return super().__format__(spec).replace(",", ".")
