# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Sentences that remember what they were made of, so that they can be told in another language.

A sentence is a plain string, in English, and can be used as one. Beside it stand its form ("There
is no file {path}.") and the parts that were put into the form; a part may be a sentence again. The
form is what a catalogue of another language is asked for, as gettext asks by the English text; so
whoever makes a sentence writes English, and every reader of the code sees what is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAME = "name:"
"""Before the name of a property or qualifier, in the form of what `term` returns."""
LABEL = "label:"
"""Before a label of the vocabulary, in the form of what `labelled` returns."""
KEPT = "kept:"
"""The form of what `kept` returns: what it was made of must be found again."""
DATE = "date:"
"""Before a date as EDTF writes it, in the form of what says it in words."""
CAPITAL, SMALL = "capital:", "small:"
"""The forms of what `capital` and `small` return; what is said is the part ``said``."""


class Sentence(str):
    """English words, with the form and the parts they were made from.

    ``form`` is as `str.format` has it, but without parts it stands for itself, braces and all.
    """

    __slots__ = ("form", "parts")

    form: str
    parts: Mapping[str, object]

    def __new__(
        cls, form: str, parts: Mapping[str, object] | None = None, words: str | None = None
    ) -> Self:
        """Put the parts into the form; ``words`` are the English where the form does not say it."""
        made = super().__new__(
            cls, words if words is not None else form.format_map(parts) if parts else form
        )
        made.form = form
        made.parts = parts or {}
        return made


def say(form: str, /, **parts: object) -> Sentence:
    """Make a sentence. Of a form that is not written out in the call no catalogue can know."""
    return Sentence(form, parts)


def form_of(text: str) -> str:
    """Mark a form that is not written out in the call that says it, so that catalogues know it."""
    return text


def as_sentence(text: str) -> Sentence:
    """Take a text as a sentence without parts, unless it is one already."""
    return text if isinstance(text, Sentence) else Sentence(text)


def told_by(error: Exception) -> str:
    """Return what an error says, as a sentence where it was raised with one."""
    said = error.args[0] if error.args else None
    return said if isinstance(said, Sentence) else str(error)


def term(name: str) -> Sentence:
    """Say the name of a property or qualifier: ``date_of_birth`` is "date of birth"."""
    return Sentence(f"{NAME}{name}", words=name.replace("_", " "))


def labelled(label: str) -> Sentence:
    """Say a label, which other languages know where it is one of the vocabulary."""
    return Sentence(f"{LABEL}{label}", words=label)


def kept(text: str) -> Sentence:
    """Take a sentence up again that was kept as plain text."""
    return text if isinstance(text, Sentence) else Sentence(KEPT, words=text)


def keepable(said: str) -> str:
    """Return a sentence as it is to be kept as plain text: its dates as EDTF writes them."""
    if not isinstance(said, Sentence):
        return said
    if said.form.startswith(DATE):
        return said.form.removeprefix(DATE)
    if said.form.startswith((NAME, LABEL, KEPT)) or not said.parts:
        return str(said)
    parts = {
        name: keepable(part) if isinstance(part, Sentence) else part
        for name, part in said.parts.items()
    }
    if said.form not in {CAPITAL, SMALL}:
        return said.form.format_map(parts)
    words = str(parts["said"])
    first = words[:1].upper() if said.form == CAPITAL else words[:1].lower()
    return f"{first}{words[1:]}"


def joined(between: str, said: Iterable[str]) -> str:
    """Join what is said as `str.join` does, each remembering what it was made of."""
    said = list(said)
    if not any(isinstance(one, Sentence) for one in said):
        return between.join(said)
    parts = {f"p{number}": one for number, one in enumerate(said)}
    bare = between.replace("{", "{{").replace("}", "}}")
    return Sentence(bare.join(f"{{{name}}}" for name in parts), parts)


def capital(said: str) -> Sentence:
    """Begin a sentence with a capital."""
    return Sentence(CAPITAL, {"said": said}, f"{said[:1].upper()}{said[1:]}")


def small(said: str) -> Sentence:
    """Go on after a colon with a small letter, where a language does so."""
    return Sentence(SMALL, {"said": said}, f"{said[:1].lower()}{said[1:]}")
