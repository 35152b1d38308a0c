# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Lays out what a desktop wants of a program, under the folder given, as under a prefix's `share`.

Menu entry, metadata, MIME type and icons (drawn from the one emblem, in every size), manual pages
and the completion of three shells, made from the command line itself. Called by `make desktop`:

    python packaging/desktop.py FOLDER
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
GIVEN = ROOT / "packaging" / "desktop"
NAME = "org.fonds.Fonds"
MEDIA_TYPE = "application/x-fonds"
SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
"""Of the icons in pixels: what hicolor's index lists and desktops ask for."""

PICTURES = {
    ("apps", NAME): ROOT / "viewer" / "fonds" / "viewer" / "emblem" / "fonds.svg",
    ("mimetypes", MEDIA_TYPE.replace("/", "-")): GIVEN / "archive.svg",
}
COMPLETIONS = {
    "bash": "bash-completion/completions/fonds",
    "zsh": "zsh/site-functions/_fonds",
    "fish": "fish/vendor_completions.d/fonds.fish",
}


def lay_out(share: Path) -> None:
    """Fill ``share``, which must not be there yet."""
    for source, target in (
        (f"{NAME}.desktop", "applications"),
        (f"{NAME}.metainfo.xml", "metainfo"),
        (f"{NAME}.xml", "mime/packages"),
    ):
        (share / target).mkdir(parents=True)
        shutil.copyfile(GIVEN / source, share / target / source)
    draw_icons(share / "icons" / "hicolor")
    subprocess.run(
        [sys.executable, "-m", "fonds.archive.cli.manual", str(share / "man" / "man1")], check=True
    )
    program = Path(sys.executable).with_name("fonds")
    for shell, target in COMPLETIONS.items():
        script = subprocess.run([program, "completion", shell], check=True, capture_output=True)
        (share / target).parent.mkdir(parents=True)
        (share / target).write_bytes(script.stdout)


def draw_icons(theme: Path) -> None:
    """Put every picture into the theme: in all sizes, as drawn, and the one of one colour."""
    for (context, name), picture in PICTURES.items():
        renderer = QSvgRenderer(str(picture))
        for size in SIZES:
            image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(0)
            painter = QPainter(image)
            renderer.render(painter, QRectF(0, 0, size, size))
            painter.end()
            folder = theme / f"{size}x{size}" / context
            folder.mkdir(parents=True, exist_ok=True)
            if not image.save(str(folder / f"{name}.png")):
                sys.exit(f"{folder / name}.png cannot be written.")
        scalable = theme / "scalable" / context
        scalable.mkdir(parents=True)
        shutil.copyfile(picture, scalable / f"{name}.svg")
    symbolic = theme / "symbolic" / "apps"
    symbolic.mkdir(parents=True)
    shutil.copyfile(GIVEN / "fonds-symbolic.svg", symbolic / f"{NAME}-symbolic.svg")


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]))
