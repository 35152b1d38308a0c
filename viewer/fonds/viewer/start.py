# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The window's starting point: from the command line's wishes to a window, or a picture."""

from __future__ import annotations

import builtins
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fonds.archive.archive import Archive
from fonds.archive.cli import preferences
from fonds.archive.errors import ArchiveError, FondsError, RefusedError

# isort: split
# Once Qt is there, PySide reads the source of every module that is loaded, and looks again at each
# import wherever it stands, to see whether somebody wants names spelt otherwise (`__feature__`).
# Nobody here does, so Python's own way is given back: an eighth of what loading the window takes.
_IMPORT = builtins.__import__
from PySide6.QtCore import QSettings, QSize, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

builtins.__import__ = _IMPORT

# isort: split
from fonds.viewer import languages
from fonds.viewer.desk.bench import Bench
from fonds.viewer.desk.display import find_fault
from fonds.viewer.desk.places import Place
from fonds.viewer.desk.taste import LANGUAGE_KEY, READING_KEY
from fonds.viewer.theme import Scheme, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.archive.queries.queries import Queries

SIZE = (1440, 900)
"""The usual size, in logical pixels."""

_FRAME_WIDE, _FRAME_TALL = 8, 44
"""What a desktop draws around a window, at most: nobody tells before it is shown."""

_BREATH_MS = 200
_PICTURES = {"": "PNG", "png": "PNG", "jpg": "JPG", "jpeg": "JPG", "bmp": "BMP"}
"""The endings a picture's name may have, and what is written then; Qt has these everywhere."""


def main(
    archive: Path | None = None,
    subject: str | None = None,
    fact: str | None = None,
    as_of: str | None = None,
    theme: str | None = None,
    size: tuple[int, int] | None = None,
    screenshot: Path | None = None,
    shown: Mapping[str, bool] | None = None,
    language: str | None = None,
) -> int:
    """Open the window, or with ``screenshot`` save a picture of it and end.

    Args:
        archive: the file to open; without one the window begins with its first page.
        subject: whose record to open: an id, the beginning of one, a label.
        fact: which fact to choose: an id or the beginning of one.
        as_of: a moment to look at: ``@412``, a day, a time.
        theme: ``light`` or ``dark``; else as the person chose, or the system has it.
        size: width and height in logical pixels.
        screenshot: where to save a picture: of the kind its ending names, PNG without one.
        shown: what is hidden (False) or shown, as `Queries.as_asked` takes it; None hides nothing.
        language: ``en`` or ``de``; else as the person chose, or the system has it. A picture is
            English unless another is asked for.

    Returns:
        The exit code: 0, or that of what was refused, which is said on standard error.
    """
    try:
        return _main(archive, subject, fact, as_of, theme, size, screenshot, shown, language)
    except FondsError as error:
        sys.stderr.write(f"{error.message}\n")
        return error.EXIT


def _main(
    archive: Path | None,
    subject: str | None,
    fact: str | None,
    as_of: str | None,
    theme: str | None,
    size: tuple[int, int] | None,
    screenshot: Path | None,
    shown: Mapping[str, bool] | None,
    language: str | None,
) -> int:
    kind = _picture_kind(screenshot) if screenshot is not None else ""
    place, lost = (None, 0)
    if archive is not None:
        place, lost = _place(archive, subject, fact, as_of, shown)
    app = _application(pictured=screenshot is not None)
    settings = None if screenshot is not None else QSettings("Fonds", "Fonds")
    # A picture is the same on every machine, whatever the language that is spoken there.
    usual = languages.wanted(settings.value(LANGUAGE_KEY)) if settings else languages.ENGLISH
    languages.speak(app, language or usual)
    dress = Theme(app, _scheme(theme, settings))
    if settings is not None:
        zoom = settings.value("window/zoom")
        dress.set_zoom(float(zoom) if isinstance(zoom, str | float | int) else 1.0)
        reading = settings.value(READING_KEY)
        dress.set_reading_family(reading if isinstance(reading, str) else "")
    with dress.put_off():
        bench = Bench(dress, settings, preferences.agent(None), watch=screenshot is None)
    try:
        if size is not None or screenshot is not None:
            bench.window.resize(*(size or SIZE))
        elif settings is not None and not settings.contains("window/geometry"):
            fit(bench.window)
        if archive is not None:
            # Whoever opened it first has folded back what its log could still give.
            bench.damages.known = lost
            bench.files.open(archive, place, as_of=as_of, shown=shown)
        bench.window.show()
        if screenshot is not None:
            return _picture(bench, screenshot, kind)
        return _run(app, bench)
    finally:
        bench.window.close()
        dress.deleteLater()


def fit(window: QWidget) -> None:
    """Keep a window that opens for the first time, frame and all, within its screen."""
    room = window.screen().availableSize() - QSize(_FRAME_WIDE, _FRAME_TALL)
    window.resize(window.size().boundedTo(room))


def _place(
    archive: Path,
    subject: str | None,
    fact: str | None,
    as_of: str | None,
    shown: Mapping[str, bool] | None,
) -> tuple[Place | None, int]:
    """Find what is asked for before any window opens, so that a refusal is plain to see.

    Returns:
        Where to go, and how many commits its write-ahead log could not give.

    Raises:
        FondsError: there is no such archive, subject, fact or moment.
    """
    try:
        opened = Archive.open(archive, read_only=True, lending=False)
    except ArchiveError as error:
        if error.code != "views-outdated":
            raise
        if (subject, fact, as_of) == (None, None, None):
            # The window makes them anew, and shows how far it is.
            return None, 0
        opened = Archive.open(archive)
    lost = opened.passed_over.commits if opened.passed_over is not None else 0
    with opened:
        queries = opened.queries
        if shown is not None:
            queries = queries.as_asked(shown, exporting=False)
        return _sought(queries, subject, fact, as_of), lost


def _sought(
    queries: Queries, subject: str | None, fact: str | None, as_of: str | None
) -> Place | None:
    if as_of is not None:
        queries.moment(as_of)
    if fact is not None:
        found = queries.fact(queries.names.fact(fact), as_of)
        if subject is not None and queries.names.subject(subject) != found.subject:
            code, message = "other-subject", f"The fact {fact} is not about {subject}."
            raise RefusedError(code, message)
        return Place("subject", found.subject, (found.id,))
    if subject is not None and (as_of is not None or queries.veiled.hides_anything):
        # Whether it was known by then, or is hidden, only its record tells.
        return Place("subject", queries.record(subject, as_of).id)
    if subject is not None:
        return Place("subject", queries.names.subject(subject))
    return None


def _application(*, pictured: bool) -> QApplication:
    """Give the application, made where there is none yet.

    Raises:
        ArchiveError: there is no display to open a window on.
    """
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    if pictured:
        # A picture needs no display, and is the same on every machine.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    fault = find_fault()
    if fault is not None:
        code = "no-display"
        raise ArchiveError(code, fault)
    app = QApplication(["fonds"])
    app.setApplicationName("Fonds")
    app.setApplicationDisplayName("Fonds")
    app.setOrganizationName("Fonds")
    # By this name a desktop finds the menu entry; where there is none, the window has an icon.
    app.setDesktopFileName("org.fonds.Fonds")
    app.setWindowIcon(QIcon(str(Path(__file__).parent / "emblem" / "fonds.svg")))
    return app


def _scheme(theme: str | None, settings: QSettings | None) -> Scheme:
    kept = settings.value("window/scheme") if settings is not None else None
    usual = Scheme.LIGHT if settings is None else Scheme.SYSTEM
    for name in (theme, kept):
        if isinstance(name, str) and name in set(Scheme):
            return Scheme(name)
    return usual


def _picture_kind(target: Path) -> str:
    """Give the kind of picture a name's ending asks for.

    Raises:
        RefusedError: no picture of that kind can be written.
    """
    ending = target.suffix.lower().removeprefix(".")
    if ending in _PICTURES:
        return _PICTURES[ending]
    code = "picture-kind"
    endings = ", ".join(f".{one}" for one in sorted(_PICTURES) if one)
    message = f"No picture is written as {target.name}: name it with one of the endings {endings}."
    raise RefusedError(code, message, file=str(target))


def _picture(bench: Bench, target: Path, kind: str) -> int:
    bench.settle()
    words = bench.window.notice.words
    if bench.desk.session is None and words:
        sys.stderr.write(f"{words.removeprefix('⚑ ')}\n")
        return ArchiveError.EXIT
    if not bench.window.grab().save(str(target), kind):
        message = f"The picture {target} cannot be written. Check that its folder can be."
        code = "unwritable"
        raise RefusedError(code, message, file=str(target))
    return 0


def _run(app: QApplication, bench: Bench) -> int:
    """Run until the window is closed, also by Ctrl+C in the terminal."""
    bench.failures.install()
    before = signal.signal(
        signal.SIGINT, lambda *_: QTimer.singleShot(0, bench.window, bench.window.close)
    )
    # Python only looks at signals between its own steps: let it take one now and then.
    breath = QTimer()
    breath.timeout.connect(lambda: None)
    breath.start(_BREATH_MS)
    try:
        return app.exec()
    finally:
        breath.stop()
        signal.signal(signal.SIGINT, before)
        sys.excepthook = sys.__excepthook__
