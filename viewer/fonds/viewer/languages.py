# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The languages of the window: English, and those whose translation is shipped beside this."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ENGLISH = "en"
_FOLDER = "translations"
_INSTALLED = "fondsTranslators"
_CONTENT = "content"


def shipped() -> dict[str, str]:
    """Give the codes of the languages there are, each with its own name for itself."""
    folder = files("fonds.viewer") / _FOLDER
    there = folder.iterdir() if folder.is_dir() else ()
    codes = [e.name.removesuffix(".qm") for e in there if e.name.endswith(".qm")]
    return {
        code: QLocale(code).nativeLanguageName().capitalize() for code in sorted({ENGLISH, *codes})
    }


def wanted(kept: object) -> str:
    """Give the language to speak: the one kept, else the system's where it is shipped."""
    known = shipped()
    if isinstance(kept, str) and kept in known:
        return kept
    system = [QLocale(name).name().partition("_")[0] for name in QLocale.system().uiLanguages()]
    return next((code for code in system if code in known), ENGLISH)


def speak(app: QApplication, code: str) -> None:
    """Let the application speak a language from now on; what is shown already stays as it is."""
    for old in app.property(_INSTALLED) or []:
        app.removeTranslator(old)
    translators: list[QTranslator] = []
    if code != ENGLISH:
        # Qt's own words first, where its translations are there: ours win.
        own = QTranslator(app)
        if own.load(
            QLocale(code),
            "qtbase",
            "_",
            QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        ):
            translators.append(own)
        ours = QTranslator(app)
        content = (files("fonds.viewer") / _FOLDER / f"{code}.qm").read_bytes()
        # The bytes are not copied: they must live as long as the translator.
        ours.setProperty(_CONTENT, content)
        if ours.load(content):
            translators.append(ours)
    for translator in translators:
        app.installTranslator(translator)
    app.setProperty(_INSTALLED, translators)
    QLocale.setDefault(QLocale(code if code != ENGLISH else "en_GB"))
