# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The starting point: pictures, refusals in words, no display, errors the window survives."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageReader, QScreen

from fonds.archive import Archive
from fonds.viewer.desk.failures import Failures
from fonds.viewer.start import fit, main

RUN = (
    "import sys; from pathlib import Path; from fonds.viewer.start import main; sys.exit(main({}))"
)


def run(arguments: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, **{k: v for k, v in environment.items() if v is not None}}
    for name in [name for name, value in environment.items() if value is None]:
        given.pop(name, None)
    return subprocess.run(
        [sys.executable, "-c", RUN.format(arguments)],
        env=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def colours(path) -> set[str]:
    image = QImage(str(path))
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


@pytest.mark.usefixtures("qapp")
class TestPicture:
    def test_a_fact_chosen(self, sample, tmp_path):
        target = tmp_path / "window.png"
        assert main(archive=sample, subject="Edda Marlow", screenshot=target) == 0
        assert QImage(str(target)).size().toTuple() == (1440, 900)
        seen = colours(target)
        assert {"#f6ecc4", "#fbeee5"} <= seen

    def test_dark_and_small(self, sample, tmp_path):
        target = tmp_path / "dark.png"
        assert main(archive=sample, theme="dark", size=(1024, 700), screenshot=target) == 0
        assert QImage(str(target)).size().toTuple() == (1024, 700)
        assert "#232527" in colours(target)

    def test_the_past(self, sample, tmp_path):
        now, then = tmp_path / "now.png", tmp_path / "then.png"
        assert main(archive=sample, screenshot=now) == 0
        assert main(archive=sample, as_of="@120", screenshot=then) == 0
        assert QImage(str(now)) != QImage(str(then))

    def test_a_fact_that_stood_then_and_not_now(self, sample, tmp_path):
        with Archive.open(sample, read_only=True) as archive:
            entry = next(e for e in archive.queries.history() if e.type == "FactRetracted")
        target = tmp_path / "then.png"
        assert main(archive=sample, fact=entry.fact, as_of="@258", screenshot=target) == 0
        assert "#f0c85a" in colours(target)

    def test_without_an_archive(self, tmp_path):
        target = tmp_path / "first.png"
        assert main(screenshot=target) == 0
        assert target.exists()

    @pytest.mark.parametrize(
        ("wish", "code", "words"),
        [
            ({"subject": "Nobody"}, 3, "There is no subject “Nobody”"),
            ({"fact": "zzzz"}, 3, "There is no fact “zzzz”"),
            ({"as_of": "@9999"}, 3, "is not in the log yet"),
        ],
    )
    def test_what_is_not_there_is_refused(self, sample, tmp_path, capsys, wish, code, words):
        target = tmp_path / "none.png"
        assert main(archive=sample, screenshot=target, **wish) == code
        assert words in capsys.readouterr().err
        assert not target.exists()

    def test_a_fact_of_somebody_else(self, bench, sample, tmp_path, capsys):
        fact = next(iter(bench.reader.record.facts))
        code = main(archive=sample, subject="Rolf Marlow", fact=fact, screenshot=tmp_path / "x.png")
        assert code == 3
        assert "is not about Rolf Marlow" in capsys.readouterr().err

    def test_in_another_language(self, sample, tmp_path, drawn):
        for language in ("de", "en"):
            drawn.clear()
            target = tmp_path / f"{language}.png"
            assert main(archive=sample, screenshot=target, language=language) == 0
            assert ("Personen und Dinge" in drawn, "Subjects" in drawn) == (
                language == "de",
                language == "en",
            )

    def test_what_is_no_archive(self, tmp_path, capsys):
        stranger = tmp_path / "stranger.fonds"
        stranger.write_text("words", encoding="utf-8")
        assert main(archive=stranger, screenshot=tmp_path / "x.png") == 4
        assert "stranger.fonds" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("name", "kind"), [("x.png", b"png"), ("x.JPG", b"jpeg"), ("x.bmp", b"bmp"), ("x", b"png")]
    )
    def test_the_ending_says_what_picture_is_written(self, sample, tmp_path, name, kind):
        target = tmp_path / name
        assert main(archive=sample, screenshot=target) == 0
        assert QImageReader.imageFormat(str(target)).data() == kind

    def test_an_ending_of_no_picture_is_refused_before_anything_is_opened(self, tmp_path, capsys):
        target = tmp_path / "x.docx"
        assert main(archive=tmp_path / "none.fonds", screenshot=target) == 3
        assert "one of the endings .bmp, .jpeg, .jpg, .png" in capsys.readouterr().err
        assert not target.exists()

    def test_a_picture_that_cannot_be_written(self, sample, tmp_path, capsys):
        assert main(archive=sample, screenshot=tmp_path / "no" / "x.png") == 3
        assert "cannot be written" in capsys.readouterr().err


def test_at_200_percent_the_picture_has_four_times_the_points_and_as_much_in_it(sample, tmp_path):
    target = tmp_path / "twice.png"
    given = f"archive=Path({str(sample)!r}), screenshot=Path({str(target)!r}), size=(1024, 700)"
    done = run(given, QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR="2")
    assert done.returncode == 0, done.stderr
    twice = QImage(str(target))
    assert (twice.width(), twice.height()) == (2048, 1400)
    once = tmp_path / "once.png"
    assert main(archive=sample, screenshot=once, size=(1024, 700)) == 0
    # Panes end at the same places: the lines between them are where they were.
    small = QImage(str(once))
    line = small.pixel(small.width() // 2, small.height() - 26)
    across = [x for x in range(small.width()) if small.pixel(x, 400) == line]
    assert all(twice.pixel(2 * x, 800) == line for x in across if small.pixel(x, 300) == line)


@pytest.mark.parametrize(
    ("screen", "window"), [((1366, 728), (1358, 684)), ((1920, 1040), (1440, 900))]
)
def test_a_first_window_is_no_larger_than_its_screen(empty_bench, monkeypatch, screen, window):
    monkeypatch.setattr(QScreen, "availableSize", lambda _: QSize(*screen))
    fit(empty_bench.window)
    assert empty_bench.window.size().toTuple() == window


def test_without_a_display_it_says_so_and_does_not_abort():
    done = run("", QT_QPA_PLATFORM=None, DISPLAY=None, WAYLAND_DISPLAY=None)
    assert done.returncode == 4
    assert "There is no display here" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_display_that_is_not_there_does_not_abort():
    done = run("", QT_QPA_PLATFORM=None, DISPLAY=":4711", WAYLAND_DISPLAY=None)
    assert done.returncode == 4
    assert done.stderr.startswith("The display :4711 cannot be used.")


def test_a_picture_needs_no_display(tmp_path):
    target = tmp_path / "first.png"
    done = run(
        f"screenshot=Path({str(target)!r})",
        QT_QPA_PLATFORM=None,
        DISPLAY=None,
        WAYLAND_DISPLAY=None,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert target.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_control_c_in_the_terminal_closes_the_window(sample):
    said_when_shown = (
        "from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication\n"
        "loop = QApplication.exec\n"
        "def enter(app):\n"
        "    QTimer.singleShot(0, lambda: print('shown', flush=True))\n"
        "    return loop()\n"
        "QApplication.exec = enter\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", said_when_shown + RUN.format(f"archive=Path({str(sample)!r})")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    # Before its window answers, an interrupt ends the program another way.
    assert running.stdout is not None
    assert running.stdout.readline() == "shown\n"
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (0, "")


class TestFailures:
    def test_an_error_is_one_dialog_that_folds_repeats(self, empty_bench):
        failures = Failures(empty_bench.window)
        for _ in range(3):
            failures.show_error(_raised("a wheel came off"))
        dialog = failures.dialog
        assert dialog.isVisible()
        assert dialog.details.count("a wheel came off") == 1
        assert "3 times" in dialog._words.text()
        failures.show_error(_raised("another"))
        assert failures.dialog is dialog
        assert "another" in dialog.details
        dialog.close()
        assert empty_bench.window.isVisible()

    def test_an_error_on_a_thread_is_shown_too(self, empty_bench, qtbot, monkeypatch):
        failures = Failures(empty_bench.window)
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        monkeypatch.setattr(threading, "excepthook", threading.excepthook)
        failures.install()
        thread = threading.Thread(target=_raise, args=("off the thread",))
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: failures.dialog is not None)
        assert "off the thread" in failures.dialog.details
        failures.dialog.close()

    def test_a_defect_in_a_query_leaves_the_window_alive(self, bench):
        bench.desk.ask("odd", lambda _: _raise("a query fell over"), lambda _: None)
        bench.settle()
        dialog = bench.failures.dialog
        assert "a query fell over" in dialog.details
        dialog.close()
        bench.lists.look_at("@120")
        bench.settle()
        assert "20 facts" in bench.window.record.head.subtitle


def _raise(words: str) -> None:
    raise RuntimeError(words)


def _raised(words: str) -> RuntimeError:
    try:
        _raise(words)
    except RuntimeError as error:
        return error
    raise AssertionError
