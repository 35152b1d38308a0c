# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Files with a password: opened with it, refused without it, and it is found nowhere after."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from archive.extraction.samples import epub
from click.testing import CliRunner

from fonds.archive.cli import passwords
from fonds.archive.cli.root import program
from fonds.archive.commands.rereading import RereadSource
from fonds.archive.commands.sources import AddSources
from fonds.archive.errors import RefusedError
from fonds.archive.extraction.passwords import LONGEST, read_password, without
from fonds.archive.extraction.reading import LOCKED, read_held

LOCKED_PDF = Path(__file__).parent / "written" / "locked.pdf"
PASSWORD = "schlüssel"  # noqa: S105 - of a sample
TEXT = "Otto was born in 1921 in Marl.\nHe was elected in 1953.\fHe died in 1999."


def locked_zip(data: bytes, password: bytes) -> bytes:
    """Lock the members of a ZIP file (APPNOTE 6.3, section 6.1), but the one named mimetype."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            body = old.read(info)
            if info.filename == "mimetype":
                new.writestr(info, body)
                continue
            sealed = _sealed(bytes(11) + bytes([zlib.crc32(body) >> 24]) + body, password)
            # What lies in it is written as it is; the directory then says what it unpacks to.
            new.writestr(zipfile.ZipInfo(info.filename, info.date_time), sealed)
            written = new.getinfo(info.filename)
            written.CRC, written.file_size, written.flag_bits = zlib.crc32(body), len(body), 1
    whole = bytearray(out.getvalue())
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        for info in packed.infolist():
            if info.flag_bits & 1:
                at = info.header_offset
                whole[at + 6] |= 1
                whole[at + 14 : at + 18] = info.CRC.to_bytes(4, "little")
                whole[at + 22 : at + 26] = info.file_size.to_bytes(4, "little")
    return bytes(whole)


def _sealed(body: bytes, password: bytes) -> bytes:
    table = [_crc_of(one) for one in range(256)]
    keys = [0x12345678, 0x23456789, 0x34567890]

    def turn(one: int) -> None:
        keys[0] = (keys[0] >> 8) ^ table[(keys[0] ^ one) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = (keys[2] >> 8) ^ table[(keys[2] ^ (keys[1] >> 24)) & 0xFF]

    for one in password:
        turn(one)
    sealed = bytearray()
    for one in body:
        mixed = keys[2] | 2
        sealed.append(one ^ (((mixed * (mixed ^ 1)) >> 8) & 0xFF))
        turn(one)
    return bytes(sealed)


def _crc_of(one: int) -> int:
    for _ in range(8):
        one = (one >> 1) ^ 0xEDB88320 if one & 1 else one >> 1
    return one


@pytest.mark.parametrize("typed", ["schlüssel", "schlu\u0308ssel"])
def test_a_locked_pdf_is_read_with_its_password_however_its_letters_are_composed(typed):
    read = read_held(LOCKED_PDF.read_bytes(), "life.pdf", password=typed)
    assert read.text == TEXT
    assert read.remarks[0] == LOCKED
    assert read.found.title is None


def test_a_file_that_is_open_is_read_whatever_password_is_given():
    read = read_held(epub().data, "book.epub", password=PASSWORD)
    assert LOCKED not in read.remarks


def test_a_locked_zip_is_read_with_its_password():
    data = locked_zip(epub().data, "schlüssel".encode("cp437"))
    assert epub().words in read_held(data, "book.epub", password=PASSWORD).text
    wrong = ("Schlüssel", "schlüssel\u4e2d")
    for password, code in ((None, "encrypted"), *((one, "wrong-password") for one in wrong)):
        with pytest.raises(RefusedError) as refused:
            read_held(data, "book.epub", password=password)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("wrong", "wrong-password"),
        ("", "bad-password"),
        ("x" * LONGEST, "wrong-password"),
        ("x" * (LONGEST + 1), "bad-password"),
        ("quay\x00", "bad-password"),
        ("quay\nwhale", "bad-password"),
        ("quay\ud800", "bad-password"),
        ("\u202equay\U0001f511\u0301", "wrong-password"),
    ],
)
def test_what_is_no_password_is_refused_and_never_repeated(given, code):
    with pytest.raises(RefusedError) as refused:
        read_held(LOCKED_PDF.read_bytes(), "life.pdf", password=given)
    assert refused.value.code == code
    assert not given or given not in f"{refused.value.message}{refused.value.details}"


@pytest.mark.parametrize(
    ("line", "password"),
    [
        (b"quay\n", "quay"),
        (b"\xef\xbb\xbfquay\r\nand more\n", "quay"),
        (b" quay ", " quay "),
        (b"\n", None),
        (b"\xff\xfe", None),
        (b"a" * 10_000_000, None),
    ],
)
def test_a_password_is_the_first_line_to_the_letter(line, password):
    if password is not None:
        assert read_password(io.BytesIO(line)) == password
        return
    with pytest.raises(RefusedError) as refused:
        read_password(io.BytesIO(line))
    assert refused.value.code == "bad-password"
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None


def test_what_a_library_says_is_told_without_the_password():
    said = "error: 'schlüssel' or b'schl\\xc3\\xbcssel', \"schlu\u0308ssel\""
    assert "ssel" not in without(PASSWORD, said)
    assert without(None, said) == said


def test_a_password_is_found_nowhere_after_a_command(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    secret = tmp_path.parent / f"{tmp_path.name}-secret"
    secret.write_text(PASSWORD, encoding="utf-8")
    Path("life.pdf").write_bytes(LOCKED_PDF.read_bytes())

    def run(*words, code=0, given=None):
        ran = CliRunner().invoke(program, words, input=given)
        assert ran.exit_code == code, ran.output
        assert "ssel" not in ran.output
        return ran.output

    run("new", "a.fonds")
    assert "--password-file" in run("source", "add", "a.fonds", "life.pdf", code=3)
    added = ("source", "add", "a.fonds", "life.pdf", "--password-file")
    run(*added, "-", given="wrongssel\n", code=3)
    run(*added, "nowhere", code=3)
    assert "which is not kept" in " ".join(run(*added, str(secret)).split())
    run("source", "reread", "a.fonds", "1", code=3)
    assert "The text is the same" in run(
        "source", "reread", "a.fonds", "1", "--password-file", "-", given=PASSWORD
    )
    run("source", "recapture", "a.fonds", "1", "life.pdf", "--password-file", str(secret))
    page = ("source", "facsimile", "a.fonds", "1", "--quote", "in 1953", "-o", "page.png")
    run(*page, code=3)
    run(*page, "--password-file", str(secret))
    assert Path("page.png").read_bytes().startswith(b"\x89PNG")
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert PASSWORD.encode() not in file.read_bytes(), file


@pytest.mark.parametrize(
    ("typed", "code", "asked"),
    [(["wrong", PASSWORD], 0, 2), ([""], 3, 1), (["a", "b", "c"], 3, 3), ([EOFError()], 3, 1)],
)
def test_a_terminal_is_asked_three_times_at_most(tmp_path, monkeypatch, typed, code, asked):
    monkeypatch.chdir(tmp_path)
    Path("life.pdf").write_bytes(LOCKED_PDF.read_bytes())
    prompts: list[str] = []

    def answer(prompt, stream):
        assert stream is not None
        prompts.append(prompt)
        said = typed[len(prompts) - 1]
        if isinstance(said, EOFError):
            raise said
        return said

    monkeypatch.setattr(passwords, "is_terminal", lambda _: True)
    monkeypatch.setattr(passwords.getpass, "getpass", answer)
    run = CliRunner().invoke
    run(program, ["new", "a.fonds"])
    assert run(program, ["source", "add", "a.fonds", "life.pdf"]).exit_code == code
    assert (len(prompts), "life.pdf" in prompts[0]) == (asked, True)
    # A program that reads JSON is asked nothing.
    run(program, ["source", "--json", "add", "a.fonds", "life.pdf"])
    assert len(prompts) == asked


def test_a_command_is_shown_without_its_password():
    for made in (AddSources((), password=PASSWORD), RereadSource("1", password=PASSWORD)):
        assert PASSWORD not in repr(made)
