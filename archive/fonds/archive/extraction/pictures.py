# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Pictures (JPEG, PNG, TIFF): checked to be whole and measured; read only where that is asked for.

A picture holds no text of its own. With languages named, Tesseract reads it (`ocr`), if it is
installed.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

import PIL
from PIL import Image, ImageOps, UnidentifiedImageError

from fonds.archive.extraction.asking import damaged, too_much
from fonds.archive.extraction.building import TextBuilder
from fonds.archive.extraction.ocr import engine_name, read_picture
from fonds.archive.sources.extracted import Extracted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonds.archive.extraction.asking import Asked, Report

VERSION = 1
WHAT = "a picture"

MOST_PIXELS = 250_000_000
"""Of one picture: some 50 by 50 cm at 800 to the inch."""

MOST_PAGES = 1_000
_FAULTS = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    TypeError,
    LookupError,
    ArithmeticError,
    RuntimeError,
)


def extract(data: bytes, asked: Asked, report: Report) -> Extracted:
    """Check a picture, and read it where languages are named. Raises as `Reader.extract`."""
    built = TextBuilder(asked.most_text)
    sizes: list[tuple[int, int]] = []
    with warnings.catch_warnings():
        # Pillow warns of oddities in metadata, which are no concern of ours.
        warnings.simplefilter("ignore")
        for number, picture in enumerate(pages(data, asked)):
            report(number, number + 1)
            sizes.append(picture.size)
            if asked.languages:
                several = f"picture {number + 1}" if number or len(sizes) > 1 else None
                read_picture(_as_png(picture, asked), built, asked, several)
    text = built.text()
    first = f"{sizes[0][0]:,} × {sizes[0][1]:,} pixels"
    what = f"It is a picture ({first})"
    if len(sizes) > 1:
        what = f"It is {len(sizes):,} pictures"
    if not asked.languages:
        built.remark(
            f"{what} and holds no text. Have it read with fonds source reread --ocr, or transcribe"
            " it with fonds source transcribe."
        )
    elif not text:
        built.remark(f"{what}, in which no words were found.")
    tool = f"Fonds picture reader {VERSION}, Pillow {PIL.__version__}"
    return Extracted(
        text=text,
        media_type=asked.media_type,
        method="ocr" if text else "extracted",
        tool=f"{tool}, {engine_name()}, {'+'.join(asked.languages)}" if asked.languages else tool,
        mapped=tuple(built.mapped),
        remarks=tuple(built.remarks),
    )


def pages(data: bytes, asked: Asked) -> Iterator[Image.Image]:
    """Yield the pictures of a file, each upright and whole. Raises RefusedError: it is damaged."""
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "TIFF")) as file:
            for number in range(min(getattr(file, "n_frames", 1), MOST_PAGES)):
                file.seek(number)
                if file.width * file.height > MOST_PIXELS:
                    raise too_much(
                        asked, WHAT, f"has {file.width * file.height:,} pixels, more than any scan"
                    )
                file.load()
                yield ImageOps.exif_transpose(file)
    except _FAULTS as error:
        raise damaged(asked, WHAT, "it cannot be shown whole") from error


def _as_png(picture: Image.Image, asked: Asked) -> bytes:
    out = io.BytesIO()
    try:
        picture.convert("L" if picture.mode in {"1", "L", "I;16", "I", "F"} else "RGB").save(
            out, "PNG", compress_level=1
        )
    except _FAULTS as error:
        raise damaged(asked, WHAT, "it cannot be shown whole") from error
    return out.getvalue()
