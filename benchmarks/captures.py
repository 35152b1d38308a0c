# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Taking in large files: seconds and memory of `fonds source add`, the whole program."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

from benchmarks.measure import Findings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SENTENCE = (
    "The League met at the quay of Marl on {day} May 19{year:02}, and {number} members came. "
)
_CHARACTERS = 10_000_000
_PAGES = 500
_LINES = 45

# Run apart, so that the largest memory is this run's: that of the program and of the process that
# reads the file, whichever took more (getrusage counts descendants that were waited for).
_MEASURED = """
import resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run([sys.executable, "-m", "fonds.archive.cli", *sys.argv[1:]], check=True,
               stdout=subprocess.DEVNULL)
taken = time.perf_counter() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
largest = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(taken, used.ru_utime + used.ru_stime, largest)
"""


def run(folder: Path) -> Findings:
    """Capture a text and a page of ten million characters, and a PDF of five hundred pages."""
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, Callable[[], bytes]] = {
        "text.txt": lambda: _text().encode(),
        "page.html": lambda: _page().encode(),
        "book.pdf": _book,
    }
    said = {
        "text.txt": f"a text of {_CHARACTERS:,} characters",
        "page.html": f"an HTML page of {_CHARACTERS:,} characters",
        "book.pdf": f"a PDF of {_PAGES} pages",
    }
    notes = ["Capturing, with the start of the program and one commit to the disk:"]
    for name, make in made.items():
        path = folder / name
        path.write_bytes(make())
        taken, busy, largest = _measured(folder, path)
        memory = f"{largest / 1024**2:6.0f} MiB"
        notes.append(f"  {taken:6.2f} s ({busy:5.2f} s of processor)  {memory}  {said[name]}")
    return Findings((), tuple(notes))


def _measured(folder: Path, path: Path) -> tuple[float, float, int]:
    """Return the seconds, of the clock and the processor, and the bytes of memory it takes."""
    archive = folder / f"{path.stem}-{time.monotonic_ns()}.fonds"
    program = [sys.executable, "-m", "fonds.archive.cli"]
    subprocess.run([*program, "new", archive], check=True, stdout=subprocess.DEVNULL)
    try:
        ran = subprocess.run(
            [sys.executable, "-c", _MEASURED, "source", "add", archive, path],
            check=True,
            capture_output=True,
            text=True,
        )
    except (subprocess.CalledProcessError, OSError):
        return float("nan"), float("nan"), 0
    taken, busy, largest = ran.stdout.split()
    return float(taken), float(busy), int(largest)


def _sentence(number: int) -> str:
    return _SENTENCE.format(day=number % 28 + 1, year=number % 90 + 10, number=number)


def _text() -> str:
    lines, length, number = [], 0, 0
    while length < _CHARACTERS:
        number += 1
        lines.append(_sentence(number) + ("\n\n" if number % 7 == 0 else ""))
        length += len(lines[-1])
    return "".join(lines)[:_CHARACTERS]


def _page() -> str:
    paragraphs = _text().split("\n\n")
    inner = "".join(f"<h2>Part {at}</h2><p>{one}</p>\n" for at, one in enumerate(paragraphs))
    return f"<!DOCTYPE html><html><body>{inner[:_CHARACTERS]}</body></html>"


def _book() -> bytes:
    """Return a PDF in one of the fonts that every reader has (ISO 32000-1, section 9.6.2.2)."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(_PAGES))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {_PAGES} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for page in range(_PAGES):
        lines = "".join(
            f"({_sentence(page * _LINES + line).strip()}) Tj 0 -16 Td\n" for line in range(_LINES)
        )
        drawn = f"BT /F 10 Tf 40 790 Td\n{lines}ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * page} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size"
        f" {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ).encode("ascii")
    return bytes(out)
