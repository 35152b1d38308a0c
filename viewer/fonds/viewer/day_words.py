# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Dates as the archive tells them in English, told in the language of the window.

The archive's answers have every date in words. What of these words is known here is put into the
language of the window; in English, and where anything is not known, they stay as they are.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QDate, QLocale

from fonds.events.dates.names import MONTHS
from fonds.viewer.wording import QT_TRANSLATE_NOOP, translate

_FORMS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Days", "about {date}"),
    QT_TRANSLATE_NOOP("Days", "until {date}"),
    QT_TRANSLATE_NOOP("Days", "{date} onwards"),
    QT_TRANSLATE_NOOP("Days", "{date} or later"),
    QT_TRANSLATE_NOOP("Days", "{date} or earlier"),
    QT_TRANSLATE_NOOP("Days", "some day in {date}"),
    QT_TRANSLATE_NOOP("Days", "{date} BC"),
    QT_TRANSLATE_NOOP("Days", "AD {date}"),
)
_SEASONS: tuple[str, ...] = (
    QT_TRANSLATE_NOOP("Days", "spring {date}"),
    QT_TRANSLATE_NOOP("Days", "summer {date}"),
    QT_TRANSLATE_NOOP("Days", "autumn {date}"),
    QT_TRANSLATE_NOOP("Days", "winter {date}"),
)
_MONTH = "|".join(MONTHS)
_DAY = re.compile(rf"(\d{{1,2}}) ({_MONTH}) (\d{{3,4}})")
_OF_A_YEAR = re.compile(rf"({_MONTH})( \d{{3,4}})?")
_DECADE = re.compile(r"(\d{3,4})s")
_SEASON = re.compile(r"(spring|summer|autumn|winter) (\d{3,4})")
_DASHES = re.compile("( \N{EN DASH} )")


def said(words: str) -> str:
    """Tell a date, or a span between two, in the language of the window."""
    if QLocale().language() == QLocale.Language.English:
        return words
    parts = _DASHES.split(words)
    told = [part if _DASHES.fullmatch(part) else _part(part) for part in parts]
    return words if None in told else "".join(one for one in told if one is not None)


def _part(words: str) -> str | None:
    """Tell one date; None where something of it is not known here."""
    doubt = "?" if words.endswith("?") else ""
    words = words.removesuffix("?")
    for form in _FORMS:
        before, after = form.split("{date}")
        if words.startswith(before) and words.endswith(after) and words not in (before, after):
            inner = _part(words[len(before) : len(words) - len(after)])
            return None if inner is None else translate("Days", form).format(date=inner) + doubt
    if re.fullmatch(r"\d{1,4}|\d{1,3}(,\d{3})+", words):
        return words + doubt
    told = _plain(words)
    return None if told is None else told + doubt


def _plain(words: str) -> str | None:
    if words == "unknown":
        return translate("Days", "unknown")
    day = _DAY.fullmatch(words)
    if day is not None:
        form = translate("Days", "d MMMM yyyy", "a day in full, as QLocale spells it")
        date = QDate(int(day[3]), MONTHS.index(day[2]) + 1, int(day[1]))
        return QLocale().toString(date, form) if date.isValid() else None
    month = _OF_A_YEAR.fullmatch(words)
    if month is not None:
        name = QLocale().standaloneMonthName(MONTHS.index(month[1]) + 1)
        return f"{name}{month[2] or ''}"
    decade, season = _DECADE.fullmatch(words), _SEASON.fullmatch(words)
    if decade is not None:
        return translate("Days", "{date}s").format(date=decade[1])
    if season is not None:
        return _season(season[1]).format(date=season[2])
    return None


def _season(name: str) -> str:
    return next(translate("Days", form) for form in _SEASONS if form.startswith(name))
