# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The labels of the shipped vocabulary in the language of the window.

An archive keeps a property's label as it was defined. A shipped one is shown translated, by the
archive's own catalogue; one of the archive's own as it is.
"""

from __future__ import annotations

from fonds.archive.languages.telling import ENGLISH
from fonds.events.sentences import Sentence
from fonds.viewer.wording import label_worded, spoken_language, worded


def term(label: str) -> str:
    """Give a label of a section, property or qualifier as it is shown."""
    return label_worded(label)


def in_a_sentence(label: str) -> str:
    """Give a label as it stands within a sentence: small in English; others keep their capitals.

    What the archive says of a day ("Term began (Member of the Assembly)") names things too: of it
    only the first letter becomes small.
    """
    if isinstance(label, Sentence) and label.parts:
        told = worded(label)
        return f"{told[:1].lower()}{told[1:]}" if spoken_language() == ENGLISH else told
    shown = term(label)
    return shown.lower() if shown == label else shown
