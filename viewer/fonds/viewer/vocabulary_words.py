# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The labels of the shipped vocabulary in the language of the window.

An archive keeps a property's label as it was defined. A shipped one is shown translated, by the
archive's own catalogue; one of the archive's own as it is.
"""

from __future__ import annotations

from fonds.viewer.wording import label_worded


def term(label: str) -> str:
    """Give a label of a section, property or qualifier as it is shown."""
    return label_worded(label)


def in_a_sentence(label: str) -> str:
    """Give a label as it stands within a sentence: small in English; others keep their capitals."""
    shown = term(label)
    return shown.lower() if shown == label else shown
