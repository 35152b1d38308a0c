# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""source facsimile: the page a passage stands on, and the frame around it."""

from __future__ import annotations

import struct
import zlib

import pytest
from archive.extraction.made_files import pdf_file

pytest.importorskip("pypdfium2", reason="the optional part “pdf” is not installed")

LINES = ("The quay has 57 berths.", "Edda Marlow kept the co-", "operative store.", "57 berths.")


def pixels(path):
    """Return width, height and rows of a PNG of three colours, without filters."""
    data = path.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    at, packed = 8, b""
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            packed += data[at + 8 : at + 8 + size]
        at += 12 + size
    raw = zlib.decompress(packed)
    stride = 1 + 3 * width
    return width, height, [raw[row * stride + 1 : (row + 1) * stride] for row in range(height)]


@pytest.fixture
def held(ok, empty, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf_file([LINES, (), ("The third page.", LINES[0])], title="Report"))
    ok("source", "add", empty, file)
    return empty


def test_a_passage_of_a_pdf_is_framed_on_its_page(ok, held, tmp_path):
    out = tmp_path / "page.png"
    given = ("source", "facsimile", held, "Report", "-o", out)
    told = ok(*given, "--quote", "co-\noperative store", "--json").json
    assert (told["locator"], len(told["boxes"])) == ("p. 1", 2)
    width, height, rows = pixels(out)
    assert (width, height) == (1240, 1754) or abs(height - 1754) <= 1
    first, second = told["boxes"]
    # The second line of the passage begins where lines begin, and lies below the first.
    assert second["x"] < first["x"]
    assert second["y"] > first["y"] + first["height"] // 2
    for box in told["boxes"]:
        left, top = 3 * (box["x"] - 3), box["y"] - 3
        assert rows[top][left : left + 3] == bytes((208, 56, 32))
        inside = rows[box["y"] + box["height"] // 2]
        assert bytes((208, 56, 32)) not in inside[3 * (box["x"] + 2) : 3 * (box["x"] + 5)]


def test_which_of_two_places_is_meant_is_told_by_what_stands_before(ok, held, run, tmp_path):
    given = ("source", "facsimile", held, "Report", "-o", tmp_path / "page.png")
    assert run(*given, "--quote", "57 berths").code == 3
    text = ok("source", "text", held, "Report").out
    places = [at for at in range(len(text)) if text.startswith("57 berths", at)]
    boxes = []
    for at in places:
        told = ok(*given, "--start", at, "--end", at + 9, "--json").json
        assert len(told["boxes"]) == 1
        boxes.append((told["locator"], told["boxes"][0]["x"], told["boxes"][0]["y"]))
    (one, x1, y1), (two, x2, y2), (three, x3, y3) = boxes
    assert (one, two, three) == ("p. 1", "p. 1", "p. 3")
    # On page 1 in the first line and at the beginning of the last; on page 3 in the second line.
    assert (x2 < x1, x1 == x3, y1 < y3 < y2) == (True, True, True)


def test_the_passage_of_a_fact(ok, held, tmp_path):
    ok("subject", "add", held, "Edda Marlow", "--kind", "person")
    fact = ok(
        *("fact", "add", held, "Edda Marlow", "occupation", "storekeeper", "--source", "Report"),
        *("--quote", "Edda Marlow kept", "--json"),
    ).json["fact"]
    out = tmp_path / "page.png"
    assert "p. 1" in ok("source", "facsimile", held, "Report", "--fact", fact, "-o", out).out
    assert out.is_file()


def test_a_region_of_a_picture_is_framed(ok, empty, tmp_path):
    image = pytest.importorskip("PIL.Image", reason="the optional part “pictures” is not installed")
    file, words, out = tmp_path / "letter.png", tmp_path / "words.txt", tmp_path / "page.png"
    image.new("L", (200, 100), 255).save(file)
    words.write_text("Dear Edda, the quay is mended.\n")
    ok("source", "add", empty, file, "--title", "Letter")
    ok("source", "transcribe", empty, "Letter", words, "--region", "20,30,100,40")
    given = ("source", "facsimile", empty, "Letter", "--quote", "the quay", "-o", out, "--json")
    told = ok(*given).json
    assert told["boxes"] == [{"x": 20, "y": 30, "width": 100, "height": 40}]
    assert pixels(out)[:2] == (200, 100)


def test_what_cannot_be_shown_is_refused_and_writes_nothing(ok, run, held, tmp_path):
    out = tmp_path / "page.png"
    given = ("source", "facsimile", held, "-o", out)
    assert run(*given, "Report").code == 2
    assert run(*given, "Report", "--start", "5", "--end", "5").code == 3
    assert run(*given, "Report", "--start", "5", "--end", "99999").code == 3
    plain = tmp_path / "notes.txt"
    plain.write_text("Edda Marlow kept the store.")
    ok("source", "add", held, plain, "--title", "Notes")
    refused = run(*given, "Notes", "--quote", "Edda Marlow")
    assert (refused.code, "PDFs and pictures" in refused.err) == (3, True)
    assert not out.exists()
    same = run("source", "facsimile", held, "Report", "--quote", "The third", "-o", held)
    assert same.code == 3
    assert ok("verify", held).code == 0
