# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Files become texts exact to the code point, or are refused in plain words."""

from __future__ import annotations

import codecs
import hashlib
import io
import json
import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from fonds.archive.errors import Cancelled, RefusedError
from fonds.archive.sources import reading
from fonds.archive.sources.reading import read_bytes, read_file, read_stream

if TYPE_CHECKING:
    from pathlib import Path

# One readable letter in front: what has none is refused as a file with nothing to read.
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])).map("x".__add__)


def write(folder: Path, data: bytes, name: str = "notes.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(data: bytes, name: str = "notes.txt", encoding: str | None = None) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        read_bytes(data, name, encoding=encoding)
    assert name in caught.value.message or encoding in caught.value.message
    return caught.value


@pytest.mark.parametrize("blank", ["\n" * 2000, "\v" * 2000, " \n" * 1000, "<!-- a -->\n" * 500])
def test_a_text_after_many_blank_lines_is_read_and_does_not_hang(blank: str) -> None:
    """A pattern that gives back what it matched would try them in every combination."""
    read = read_bytes(f"{blank}Edda Marlow".encode(), "notes.txt")
    assert read.text == f"{blank}Edda Marlow"


@given(TEXTS)
@example("a\r\nb\rc\nd\x0ce\x1b\x7f\x85 \u00a0\u2028\u2029 e\u0301 \U0001f5ff\ufeff\ufffe\ufffd")
def test_a_text_in_utf_8_is_read_exactly(text: str) -> None:
    data = text.encode()
    read = read_bytes(data, "notes.txt")
    assert read.text == text
    assert read.data == data
    assert read.digest == "sha256:" + hashlib.sha256(data).hexdigest()
    assert read.tool == "Fonds plain text reader 1, utf-8"
    assert read.language is None


@given(TEXTS, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]))
def test_a_byte_order_mark_is_a_signature_and_no_text(text: str, encoding: str) -> None:
    mark = "\ufeff".encode(encoding)
    read = read_bytes(mark + text.encode(encoding), "notes.txt")
    assert read.text == text
    assert read.tool.endswith(f", {encoding}")


@given(TEXTS, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-32", "utf-7", "gb18030"]))
def test_a_named_encoding_is_honoured(text: str, encoding: str) -> None:
    assume(not text.startswith("x\ufeff"))
    assert read_bytes(text.encode(encoding), "notes.txt", encoding=encoding).text == text


def test_latin_1_is_read_when_it_is_named() -> None:
    read = read_bytes(b"caf\xe9\xa0\x93", "notes.txt", encoding="latin-1")
    assert read.text == "caf\xe9\xa0\x93"
    assert read.tool.endswith(", iso8859-1")


def test_a_named_encoding_drops_only_its_own_mark() -> None:
    data = codecs.BOM_UTF8 + b"abc"
    assert read_bytes(data, "notes.txt", encoding="UTF8").text == "abc"
    assert read_bytes(data, "notes.txt", encoding="latin-1").text == "\xef\xbb\xbfabc"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read = read_bytes(data, "notes.txt")
    except RefusedError:
        return
    assert read.data == data
    assert "\0" not in read.text
    encoding = read.tool.rpartition(", ")[2]
    assert data.endswith(read.text.encode(encoding))


def test_a_file_is_read_from_disk_with_progress(tmp_path: Path) -> None:
    data = b"word " * 500_000
    seen: list[tuple[int, int]] = []
    read = read_file(write(tmp_path, data), progress=lambda done, total: seen.append((done, total)))
    assert read.data == data
    assert read.name == "notes.txt"
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    assert len(seen) > 1
    assert seen[-1] == (len(data), len(data))


def test_progress_can_cancel(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled("cancelled", f"Stopped at {done} of {total}.")

    with pytest.raises(Cancelled):
        read_file(write(tmp_path, b"words"), progress=stop)


def test_a_stream_is_read_to_its_end() -> None:
    assert read_stream(io.BytesIO("čtení".encode()), "standard input").text == "čtení"


def test_a_stream_without_end_is_refused_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            assert self.given < 9_000_000, "the limit was passed and reading went on"
            return b"a" * size

    monkeypatch.setattr(reading, "SIZE_LIMIT", 3_000_000)
    stream = Endless()
    with pytest.raises(RefusedError) as caught:
        read_stream(stream, "standard input")
    assert caught.value.code == "too-large"
    assert stream.given < 5_000_000


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("a", "text/plain"),
        ("a.MD", "text/markdown"),
        ("a.wiki", "text/x-wiki"),
        ("a.mediawiki", "text/x-wiki"),
        ("a.b.wikitext", "text/x-wiki"),
    ],
)
def test_the_media_type_follows_the_suffix(name: str, media_type: str) -> None:
    assert read_bytes(b"words", name).media_type == media_type


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"caf\xe9 noir", 3),
        (b"\xff", 0),
        (b"good \xc3", 5),
        (b"surrogate \xed\xa0\x80", 10),
        (b"overlong \xc0\xaf", 9),
        (codecs.BOM_UTF8 + b"ab\xe9", 5),
    ],
)
def test_what_is_not_utf_8_is_refused_with_the_offset(data: bytes, offset: int) -> None:
    error = refusal(data)
    assert error.code == "not-utf-8"
    assert error.details["offset"] == offset
    assert f"byte {offset}" in error.message
    assert "--encoding latin-1" in error.message


def test_half_a_surrogate_pair_in_utf_16_is_refused_with_the_offset() -> None:
    error = refusal(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"\x00\xd8" + b"c\0")
    assert (error.code, error.details["offset"]) == ("bad-encoding", 6)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_refused_with_the_right_hint(encoding: str) -> None:
    data = "Plain Latin letters".encode(encoding)
    assert f"--encoding {encoding}" in refusal(data).message
    assert read_bytes(data, "notes.txt", encoding=encoding).text == "Plain Latin letters"


def test_bytes_with_nuls_on_both_sides_are_no_utf_16() -> None:
    assert refusal(b"\0a" * 50 + b"\0\0" + b"\0a" * 50).code == "not-text"


def test_utf_32_is_not_taken_for_utf_16() -> None:
    data = "abc".encode("utf-32")
    assert "--encoding utf-32" in refusal(data).message
    assert read_bytes(data, "notes.txt", encoding="utf-32").text == "abc"


@pytest.mark.parametrize(
    "encoding",
    ["klingon", "hex", "rot13", "zlib", "unicode_escape", "idna", "a\0b", "", "é", "\ud800"],
)
def test_an_unknown_encoding_is_refused(encoding: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read_bytes(b"words", "notes.txt", encoding=encoding)
    assert caught.value.code == "unknown-encoding"


def test_bytes_that_do_not_fit_a_named_encoding_are_refused_with_the_offset() -> None:
    error = refusal(b"ab\xe9", encoding="ascii")
    assert (error.code, error.details["offset"]) == ("bad-encoding", 2)


def test_no_encoding_lets_half_a_surrogate_pair_in() -> None:
    # UTF-7 spells U+D800 alone as +2AA-, and Python's codec reads it.
    assert refusal(b"x+2AA-", encoding="utf-7").code == "bad-encoding"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\n%PDF-1.4", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a ZIP file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"GIF89a\x01\0\x01\0", "a GIF picture"),
        (b"II*\0\x08\0\0\0", "a TIFF picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
        (b"{\\rtf1\\ansi words}", "a rich text"),
        (b"\x1f\x8b\x08\0", "a packed file"),
        (b"SQLite format 3\0\x10\0", "an SQLite database"),
        (b"\0\0\0\x18ftypmp42", "a recording"),
        (b"<!DOCTYPE html>\n<html><p>words</p>", "an HTML page"),
    ],
)
@pytest.mark.parametrize("encoding", [None, "latin-1"])
def test_other_kinds_of_file_are_named_and_refused(
    data: bytes, kind: str, encoding: str | None
) -> None:
    error = refusal(data, "scan.txt", encoding)
    assert error.code == "not-text"
    assert f"scan.txt is {kind}" in error.message
    assert "a text is wanted here" in error.message


@pytest.mark.parametrize("encoding", [None, "utf-8"])
def test_a_nul_is_no_text(encoding: str | None) -> None:
    assert refusal(b"words\0and more", encoding=encoding).code == "not-text"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n\t\x0c",
        "\u00a0\u2003\u3000\n".encode(),
        codecs.BOM_UTF8,
        "\u200b\u00ad".encode(),
    ],
)
def test_a_file_without_a_readable_letter_is_refused(data: bytes) -> None:
    assert refusal(data).code == "nothing-readable"


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    opened: list[object] = []
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", lambda *given: opened.append(given))
        with pytest.raises(RefusedError) as caught:
            read_file(path)
    assert caught.value.code == "too-large"
    assert caught.value.details["limit"] == reading.SIZE_LIMIT == 104_857_600
    assert "104,857,600" in caught.value.message
    assert opened == []


def test_a_file_that_grows_meanwhile_is_refused_at_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, b"a" * 10)
    monkeypatch.setattr(reading, "SIZE_LIMIT", 10)
    assert read_file(path).data == b"a" * 10
    descriptor = os.open

    def grown(name: Path, flags: int) -> int:
        opened = descriptor(name, flags)
        path.write_bytes(b"a" * 11)
        return opened

    monkeypatch.setattr(os, "open", grown)
    with pytest.raises(RefusedError) as caught:
        read_file(path)
    assert caught.value.code == "too-large"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        read_file(tmp_path / "nowhere" / "none.txt")
    assert caught.value.code == "unknown-file"
    assert "none.txt" in caught.value.message


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        read_file(tmp_path)
    assert caught.value.code == "not-a-file"
    assert "folder" in caught.value.message


def test_a_file_one_may_not_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, b"words")

    def forbidden(*_: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", forbidden)
        with pytest.raises(RefusedError) as caught:
            read_file(path)
    assert caught.value.code == "unreadable-file"
    assert "permission denied" in caught.value.message


@pytest.mark.parametrize("name", ["a" * 300, "with\0nul"])
def test_an_impossible_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read_file(tmp_path / name)
    assert caught.value.code == "unreadable-file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_its_writer(tmp_path: Path) -> None:
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    with pytest.raises(RefusedError) as caught:
        read_file(path)
    assert caught.value.code == "not-a-file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_put_in_the_files_place_is_refused_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, b"words")
    descriptor = os.open

    def swapped(name: Path, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return descriptor(name, flags)

    monkeypatch.setattr(os, "open", swapped)
    with pytest.raises(RefusedError) as caught:
        read_file(path)
    assert caught.value.code == "not-a-file"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no device files")
def test_a_device_is_refused() -> None:
    from pathlib import Path

    with pytest.raises(RefusedError) as caught:
        read_file(Path(os.devnull))
    assert caught.value.code == "not-a-file"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a name hold any bytes")
def test_a_name_that_is_no_utf_8_becomes_one_that_can_be_kept(tmp_path: Path) -> None:
    read = read_file(write(tmp_path, b"words", os.fsdecode(b"caf\xe9.txt")))
    assert read.name == "caf\ufffd.txt"


def test_the_real_documents_are_read_byte_for_byte(shared: Path) -> None:
    facts = (shared / "gold" / "facts.jsonl").read_text("utf-8").splitlines()
    names = {json.loads(line)["source"] for line in facts}
    assert len(names) == 3
    for name in names:
        path = shared / "seeds" / name
        read = read_file(path)
        assert read.data == path.read_bytes()
        assert read.text.encode() == read.data
