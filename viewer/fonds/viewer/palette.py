# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The colours of the window as data: one palette for light, one for dark, free of Qt.

One accent; amber only for passages; rust only for disputes, which always carry a sign and
words too; green only for what was added or verified.
"""

from __future__ import annotations

from fonds.events.fixed import fixed


@fixed
class Palette:
    """The colours of one scheme, each an ``#rrggbb`` string in sRGB.

    Names ending in ``_ground`` are surfaces; the name without it is the text on them. ``faint`` is
    only for icons of what cannot be done now.
    """

    dark: bool
    ground: str
    pane: str
    field: str
    line: str
    faint: str
    ink: str
    muted: str
    accent: str
    accent_ground: str
    on_accent: str
    selection: str
    passage: str
    lit: str
    lit_ink: str
    dispute: str
    dispute_ground: str
    added: str
    added_ground: str
    chip: str
    read: str


LIGHT = Palette(
    dark=False,
    ground="#f6f5f2",
    pane="#fffefb",
    field="#f6f5f2",
    line="#e2dfd8",
    faint="#b3aea3",
    ink="#23211d",
    muted="#6b665d",
    accent="#2f5d8a",
    accent_ground="#e6eef6",
    on_accent="#fffefb",
    selection="#c4d9ee",
    passage="#f6ecc4",
    lit="#f0c85a",
    lit_ink="#23211d",
    dispute="#a2471b",
    dispute_ground="#fbeee5",
    added="#3c6e47",
    added_ground="#e8f1e9",
    chip="#efede8",
    read="#dddad2",
)

DARK = Palette(
    dark=True,
    ground="#1b1c1e",
    pane="#232527",
    field="#1b1c1e",
    line="#3a3d41",
    faint="#63666a",
    ink="#e7e4dd",
    muted="#aaa59b",
    accent="#8fb8e0",
    accent_ground="#27384a",
    on_accent="#1b1c1e",
    selection="#34536f",
    passage="#4a421f",
    lit="#80600f",
    lit_ink="#fffaf0",
    dispute="#f0a57c",
    dispute_ground="#3a2a22",
    added="#93c79d",
    added_ground="#24352a",
    chip="#323538",
    read="#4a4d50",
)

# Every pair of text and surface that the window really shows; a test measures all of them.
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("ink", "ground"),
    ("ink", "pane"),
    ("ink", "field"),
    ("ink", "accent_ground"),
    ("ink", "passage"),
    ("ink", "selection"),
    ("ink", "dispute_ground"),
    ("ink", "added_ground"),
    ("ink", "chip"),
    ("lit_ink", "lit"),
    ("muted", "ground"),
    ("muted", "pane"),
    ("muted", "field"),
    ("muted", "accent_ground"),
    ("muted", "dispute_ground"),
    ("muted", "added_ground"),
    ("muted", "chip"),
    ("accent", "ground"),
    ("accent", "pane"),
    ("accent", "accent_ground"),
    ("accent", "passage"),
    ("on_accent", "accent"),
    ("dispute", "ground"),
    ("dispute", "pane"),
    ("dispute", "dispute_ground"),
    ("dispute", "passage"),
    ("dispute", "accent_ground"),
    ("added", "ground"),
    ("added", "pane"),
    ("added", "added_ground"),
)


def luminance(colour: str) -> float:
    """Give the relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.2, "relative luminance")."""
    channels = []
    for at in (1, 3, 5):
        part = int(colour[at : at + 2], 16) / 255
        channels.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    red, green, blue = channels
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21 (WCAG 2.2, success criterion 1.4.3)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
