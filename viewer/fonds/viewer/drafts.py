# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What passes between the new-fact form and the archive, as plain data, free of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.events.fixed import fixed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@fixed
class FactSeed:
    """What the form is opened with: the selected words, and what could be guessed from them.

    ``start`` and ``end`` are code points of the rendition's text; ``quote`` is cut from it.
    ``when_text`` are date words found in or near the passage.
    """

    source: str
    rendition: str
    start: int
    end: int
    quote: str
    subject: str = ""
    subject_label: str = ""
    property: str = ""
    value: str = ""
    when_text: str = ""
    speaker: str = ""
    mark: str = ""


@fixed
class FactDraft:
    """What was filled in. ``when`` is EDTF; ``when_text`` the words it was read from.

    ``subject`` is the id of a known subject, or empty where only ``subject_label`` is known;
    ``speaker_subject`` that of the subject who says so, where one was chosen.
    """

    seed: FactSeed
    subject: str
    subject_label: str
    property: str
    value: str
    when: str
    when_text: str
    speaker: str
    mark: str
    note: str
    speaker_subject: str = ""


@fixed
class Choice:
    """One completion: what is filled in, how it is called, and a word about it."""

    id: str
    label: str
    detail: str = ""


@fixed
class DateReading:
    """How date words are understood: EDTF, and that in plain words; or why not.

    Exactly one of ``edtf`` and ``refusal`` is not empty, save for empty words.
    """

    edtf: str = ""
    plain: str = ""
    refusal: str = ""


@fixed
class FormHelp:
    """What the form asks while one types. All are quick and never wait for anything."""

    properties: Callable[[str], Sequence[Choice]]
    subjects: Callable[[str], Sequence[Choice]]
    read_date: Callable[[str], DateReading]
    guess_value: Callable[[str, str, str], str] = lambda _property, _quote, _about: ""
