# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""How names are folded for look-up: the one rule for labels, titles, aliases."""

from __future__ import annotations

import unicodedata


def fold_name(name: str) -> str:
    """Return a name without differences of case, composition and white space."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
