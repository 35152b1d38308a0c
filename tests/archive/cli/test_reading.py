# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Files of every kind by the command line: add, reread, transcribe; OCR by a stand-in."""

from __future__ import annotations

import io
import os
import shutil
import signal
import stat
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from archive.extraction.made_files import pdf_file
from archive.extraction.samples import samples
from PIL import Image, ImageDraw, ImageFont

from fonds.archive.commands import captures

SAMPLES = samples()

_ENGINE = """#!{python}
import sys
if "--version" in sys.argv:
    print("tesseract 9.9")
elif "--list-langs" in sys.argv:
    print("List of available languages:"); print("eng"); print("osd")
else:
    picture = sys.stdin.buffer.read()
    assert picture[:4] in (b"\\x89PNG", b"P5 2"), picture[:20]
    rows = [["level", "page", "block", "par", "line", "word", "l", "t", "w", "h", "conf", "text"]]
    for block, line, left, word, sure in (
        (1, 1, 10, "Ada", 96), (1, 1, 60, "Quill,", 95),
        (1, 2, 10, "1921", 31), (2, 1, 10, "“57”", 90),
    ):
        rows.append([5, 1, block, 1, line, 1, left, 20, 40, 12, sure, word])
    for row in rows:
        sys.stdout.buffer.write("\\t".join(str(one) for one in row).encode() + b"\\n")
"""


@pytest.fixture
def engine(tmp_path, monkeypatch):
    """Stand a program in Tesseract's place that answers as it does, always the same."""
    if sys.platform == "win32":
        pytest.skip("Windows runs no scripts by their first line")
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "tesseract"
    program.write_text(_ENGINE.replace("{python}", sys.executable).replace("\\\\", "\\"))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return program


@pytest.fixture
def file(tmp_path):
    def write(key, name=None):
        path = tmp_path / (name or SAMPLES[key].name)
        path.write_bytes(SAMPLES[key].data)
        return path

    return write


@pytest.mark.parametrize("key", sorted(SAMPLES))
def test_a_file_of_every_kind_is_taken_in_shown_and_verified(ok, empty, file, key):
    path = file(key)
    (source,) = ok("source", "add", empty, path, "--json").json["sources"]
    (held,) = source["captures"][0]["files"]
    assert (held["media_type"], held["size"]) == (SAMPLES[key].media_type, path.stat().st_size)
    assert source["title"]
    if SAMPLES[key].words:
        assert SAMPLES[key].words in ok("source", "text", empty, source["id"]).out
    else:
        assert source["renditions"] == []
        assert "holds no text" in source["remarks"][0]
    shown = ok("source", "show", empty, path.name, "--json").json
    found = {kind for extraction in shown["extractions"] for kind in extraction["structure"]}
    assert {kind for kind, _ in SAMPLES[key].structure} <= found
    assert ok("source", "show", empty, path.name).out
    assert ok("verify", empty).code == 0
    assert ok("source", "add", empty, path, "--json").json["sources"][0]["already_held"] is True


def test_what_a_page_says_of_itself_describes_it_unless_somebody_says_otherwise(ok, empty, file):
    ok("source", "add", empty, file("html"))
    shown = ok("source", "show", empty, "Ada Quill", "--json").json
    assert (shown["authors"], shown["date"], shown["language"], shown["url"]) == (
        ["The Marl Wiki"],
        "2018-11-06",
        "en-GB",
        "https://example.org/quill",
    )
    assert shown["captures"][0]["retrieved_at"] == "2024-11-05"
    page = file("html", "again.html")
    page.write_bytes(page.read_bytes() + b"<p>more")
    said = ("--title", "T", "--author", "A", "--date", "1999", "--url", "https://example.org/other")
    ok("source", "add", empty, page, *said, "--retrieved-at", "2025")
    shown = ok("source", "show", empty, "T", "--json").json
    assert (shown["authors"], shown["date"], shown["url"]) == (
        ["A"],
        "1999",
        "https://example.org/other",
    )
    assert shown["captures"][0]["retrieved_at"] == "2025"


def test_the_page_of_a_passage_is_its_locator(ok, empty, file):
    ok("source", "add", empty, file("pdf"))
    ok("subject", "add", empty, "Ada Quill", "--kind", "person")
    quote = ("--source", "quill.pdf", "--quote", "The third page.")
    ok("fact", "add", empty, "Ada Quill", "occupation", "clerk", *quote)
    assert "p. 13" in ok("show", empty, "Ada Quill").out


def test_an_unknown_kind_is_refused_and_kept_when_that_is_asked(ok, refused, empty, tmp_path):
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1 words}")
    ran = refused(empty, 3, "source", "add", empty, path)
    assert "a.rtf is a rich text (RTF) document" in ran.err
    ok("source", "add", empty, path, "--no-text")
    assert "kept without a text" in ok("source", "show", empty, "a.rtf").out


def test_a_letter_of_pictures_and_a_pdf_is_one_source(ok, empty, file, engine):
    files = (file("pdf"), file("picture"))
    (source,) = ok("source", "add", empty, *files, "--one", "--title", "Letter", "--json").json[
        "sources"
    ]
    assert [held["name"] for held in source["captures"][0]["files"]] == ["quill.pdf", "quay.png"]
    assert {remark[:7] for remark in source["remarks"]} == {"File 1:", "File 2:"}
    read = ok("source", "reread", empty, "Letter", "--ocr", "eng", "--json").json
    assert read["new"] is True
    text = ok("source", "text", empty, "Letter").out
    assert text.startswith("A Life on the Quay")
    assert text.count("Ada Quill,\n1921\n\n\u201c57\u201d") == 2
    assert engine.exists()


def test_pictures_are_read_by_ocr_word_by_word(ok, empty, file, engine):
    ok("source", "add", empty, file("picture"))
    read = ok("source", "reread", empty, "quay.png", "--ocr", "eng", "--json").json
    assert read["remarks"] == ["1 of 4 words were hard to read; compare them with the picture."]
    (rendition,) = ok("source", "show", empty, "quay.png", "--json").json["renditions"]
    assert rendition["method"] == "ocr"
    assert "tesseract 9.9, eng" in rendition["tool"]
    again = ok("source", "reread", empty, "quay.png", "--ocr", "eng", "--json").json
    assert (again["new"], again["rendition"]) == (False, read["rendition"])
    assert engine.exists()


def test_without_tesseract_or_its_language_that_is_said(
    ok, refused, empty, file, engine, monkeypatch, tmp_path
):
    ok("source", "add", empty, file("picture"))
    ran = refused(empty, 3, "source", "reread", empty, "quay.png", "--ocr", "xyz")
    assert "Tesseract has no language \u201cxyz\u201d here; it has eng." in ran.err
    refused(empty, 2, "source", "reread", empty, "quay.png", "--ocr", "eng;rm")
    engine.unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = refused(empty, 3, "source", "reread", empty, "quay.png", "--ocr", "eng")
    assert "Tesseract is not installed" in ran.err


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed here")
def test_the_real_tesseract_reads_a_picture(ok, empty, tmp_path):
    picture = Image.new("L", (900, 120), 255)
    font = ImageFont.load_default(48)
    ImageDraw.Draw(picture).text((30, 30), "Ada Quill was born in 1921.", fill=0, font=font)
    out = io.BytesIO()
    picture.save(out, "PNG")
    (tmp_path / "scan.png").write_bytes(out.getvalue())
    ok("source", "add", empty, tmp_path / "scan.png", "--ocr", "eng")
    assert ok("source", "text", empty, "scan").out == "Ada Quill was born in 1921."
    drawn = ("source", "facsimile", empty, "scan", "-o", tmp_path / "page.png", "--json")
    (name,) = ok(*drawn, "--quote", "Ada Quill").json["boxes"]
    (year,) = ok(*drawn, "--quote", "1921.").json["boxes"]
    assert abs(name["x"] - 30) < 10
    assert year["x"] > name["x"] + name["width"]
    assert abs(year["y"] - name["y"]) < 10


def test_a_better_reading_is_a_new_text_and_passages_are_found_again(ok, empty, file):
    ok("source", "add", empty, file("warc"))
    quote = ("--source", "Ada Quill", "--quote", "Born in 1921")
    ok("subject", "add", empty, "Ada Quill", "--kind", "person")
    ok("fact", "add", empty, "Ada Quill", "occupation", "mayor", *quote)
    same = ok("source", "reread", empty, "quill.warc.gz", "--json").json
    assert same["new"] is False
    other = ("--url", "https://example.org/two")
    read = ok("source", "reread", empty, "quill.warc.gz", *other, "--json").json
    assert read["new"] is True
    assert read["passages"] == {"lost": 1}
    texts = ok("source", "show", empty, "quill.warc.gz", "--json").json["renditions"]
    assert len(texts) == 2
    assert ok("verify", empty).code == 0


def test_a_transcript_is_kept_with_its_times_and_a_region_with_its_words(ok, empty, file):
    ok("source", "add", empty, file("recording"))
    ok("source", "transcribe", empty, "talk.wav", file("timed"))
    assert ok("source", "text", empty, "talk.wav").out.startswith("Ada Quill: I was there.")
    shown = ok("source", "show", empty, "talk.wav", "--json").json
    sound, transcript = shown["captures"]
    assert transcript["files"][0]["media_type"] == "text/vtt"
    assert transcript["files"][0]["size"] == file("timed").stat().st_size
    # The times are the recording's, and a transcript made again is of the recording too.
    assert [one["capture"] for one in shown["renditions"]] == [sound["id"]]
    ok("source", "transcribe", empty, "talk.wav", file("timed"))
    shown = ok("source", "show", empty, "talk.wav", "--json").json
    assert len(shown["captures"]) == 2
    assert {one["capture"] for one in shown["renditions"]} == {sound["id"]}


def test_a_transcript_of_what_is_not_held_is_the_capture(ok, empty, file):
    ok("source", "add", empty, "--unheld", "--title", "A talk")
    ok("source", "transcribe", empty, "A talk", file("timed"))
    shown = ok("source", "show", empty, "A talk", "--json").json
    (transcript,) = shown["captures"]
    assert [one["capture"] for one in shown["renditions"]] == [transcript["id"]]
    assert ok("verify", empty).code == 0


def test_a_picture_is_read_with_its_regions(ok, empty, file):
    ok("source", "add", empty, file("picture"))
    typed = ("source", "transcribe", empty, "quay.png", "-", "--region", "1,2,3,4", "--of", 1)
    ok(*typed, given="typed\n")
    assert ok("source", "text", empty, "quay.png").out == "typed\n"
    assert ok("verify", empty).code == 0


def test_a_region_is_of_a_file_that_is_held_whatever_was_seen_since(
    ok, refused, empty, file, tmp_path
):
    ok("source", "add", empty, file("picture"))
    typed = ("source", "transcribe", empty, "quay.png", "-")
    ok(*typed, "--seen-at", "Port Library", given="seen there\n")
    part = ("--region", "1,2,3,4")
    assert "no file 2 of quay" in refused(empty, 3, *typed, *part, "--of", 2, given="x").err
    made = ok(*typed, *part, "--json", given="typed\n").json
    held = ok("source", "show", empty, "quay.png", "--json").json["captures"][0]
    assert made["capture"] == held["id"]
    drawn = ("source", "facsimile", empty, "quay.png", "-o", tmp_path / "p.png", "--json")
    assert ok(*drawn, "--rendition", made["rendition"], "--quote", "typed").json["boxes"] == [
        {"x": 1, "y": 2, "width": 3, "height": 4}
    ]


@pytest.mark.parametrize("part", ["1,2,30,4", "1,2,3,5", "0,0,0,4"])
def test_a_region_lies_within_its_picture(ok, refused, empty, file, part):
    ok("source", "add", empty, file("picture"))
    typed = ("source", "transcribe", empty, "quay.png", "-", "--region", part)
    assert "has 8 × 6 pixels" in refused(empty, 3, *typed, given="x").err


def test_a_region_is_four_numbers(refused, ok, empty, file):
    ok("source", "add", empty, file("picture"))
    typed = ("source", "transcribe", empty, "quay.png", "-", "--region", "1,2")
    assert "is no region" in refused(empty, 2, *typed, given="x").err


def test_a_locked_pdf_is_refused(refused, empty, tmp_path):
    locked = (
        "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
        f" /O <{'11' * 32}> /U <{'22' * 32}> >>"
    )
    path = tmp_path / "locked.pdf"
    path.write_bytes(pdf_file((("words",),), encrypt=locked))
    ran = refused(empty, 3, "source", "add", empty, path)
    assert ran.err.startswith("There is nothing readable in locked.pdf: it is a PDF, and encrypted")


def test_the_structure_of_a_text_is_listed_recorded_or_spelt_out(ok, empty, file, tmp_path):
    ok("source", "add", empty, file("html"))
    found = ok("source", "structure", empty, "Ada Quill", "--json").json
    assert found["recorded"] is True
    rows = [one["text"] for one in found["structure"] if one["kind"] == "infobox row"]
    assert rows == ["Born\t3\u00a0May 1921\nMarl", "Office\tMayor"]
    keys = {one["key"] for one in found["structure"] if one["key"]}
    assert keys == {"n1", "n2"}, "the page's own names for its notes are not recorded"
    wiki = tmp_path / "marl.wiki"
    wiki.write_text("== Life ==\nBorn in 1921.\n")
    ok("source", "add", empty, wiki)
    found = ok("source", "structure", empty, "marl.wiki", "--json").json
    assert [(one["kind"], one["text"]) for one in found["structure"]] == [("heading", "Life")]
    assert found["recorded"] is False
    assert "3–7  heading 2  Life" in ok("source", "structure", empty, "marl.wiki").out
    assert "No structure" in ok("source", "structure", empty, "marl.wiki", "--kind", "caption").out


@pytest.mark.skipif(sys.platform != "linux", reason="the children of a process are told by /proc")
def test_an_interrupted_reading_is_130_and_ends_with_its_reader(start, empty, tmp_path, log_of):
    before = log_of(empty)
    page = tmp_path / "endless.html"
    page.write_bytes(b"<div>" * 100_000 + b"x")
    process = start("source", "add", empty, page)
    readers = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while not (children := readers.read_text().split()):
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.01)
    (reader,) = map(int, children)
    # Until it is a program of its own, whoever began it waits for that alone.
    while b"worker" not in Path(f"/proc/{reader}/cmdline").read_bytes():
        time.sleep(0.01)
    # Held still, it cannot have read the page before the interrupt comes, however fast it is.
    os.kill(reader, signal.SIGSTOP)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b""), err
    assert err.split(b"\n")[-2] == b"Interrupted. Nothing was recorded."
    assert log_of(empty) == before
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []


def test_structure_found_by_now_is_noted_of_a_text_that_stays_the_same(
    ok, empty, tmp_path, monkeypatch
):
    page = tmp_path / "page.html"
    page.write_text(
        "<h1>Ada</h1><p>Clerk.<sup><a href='#n'>[1]</a></sup></p><ol><li id=n>Minutes.</li></ol>"
    )

    def kinds():
        found = ok("source", "structure", empty, "page.html", "--json").json["structure"]
        return [one["kind"] for one in found]

    with monkeypatch.context() as before:
        # As a reader left it that knew of no structure.
        join = captures.join
        before.setattr(captures, "join", lambda files: replace(join(files), structure=()))
        ok("source", "add", empty, page)
    assert kinds() == []
    quote = ("--source", "page.html", "--quote", "Clerk.")
    ok("subject", "add", empty, "Ada Quill", "--kind", "person")
    ok("fact", "add", empty, "Ada Quill", "occupation", "clerk", *quote)
    read = ok("source", "reread", empty, "page.html", "--json").json
    assert (read["new"], read["structure"], read["noted"]) == (False, 3, 1)
    assert kinds() == ["heading", "footnote mark", "footnote entry"]
    shown = ok("source", "show", empty, "page.html", "--json").json
    assert (len(shown["renditions"]), len(shown["extractions"])) == (1, 1)
    assert [one["work"] for one in shown["cited_works"] if one["status"] == "noted"] == ["Minutes."]
    again = ok("source", "reread", empty, "page.html")
    assert "nothing was recorded" in again.out
    assert ok("verify", empty).code == 0
