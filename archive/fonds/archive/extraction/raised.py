# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Numbers raised above the line: a footnote's mark, or a power."""

from __future__ import annotations

import re

# Units that are squared and cubed, and ten and its like with an exponent.
_BASE = re.compile(
    r"(?:^|[\s\d(/·×*\u00a0\u202f])(?:[kcmdnhµμ]?m|ft|foot|feet|yd|in|mi|sq|cu|s|sec|[a-z])$"
    r"|(?:^|[^\d.,])10$|[=+*/^×]\s*\w{0,3}$",
    re.IGNORECASE,
)
_EXPONENT = re.compile(r"[23]|[-\u2212]?\d{1,2}")


def reads_as_power(before: str, label: str) -> bool:
    """Tell whether a raised number may be an exponent, by the words that stand before it."""
    return bool(_EXPONENT.fullmatch(label) and _BASE.search(before[-12:]))
