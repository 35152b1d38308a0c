# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Files of kinds that are not read: named, refused with what would help, kept when asked."""

from __future__ import annotations

import pytest
from archive.extraction.made_files import zip_file
from archive.extraction.test_locked import locked_zip

from fonds.archive.errors import RefusedError
from fonds.archive.extraction.reading import read_held

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAILED = (
    b"From ada@example.org Tue Nov  5 10:11:12 2024\nFrom: Ada <ada@example.org>\nSubject: Quay\n\n"
    b"Words.\n\n"
)


@pytest.mark.parametrize(
    ("name", "data", "words", "advice"),
    [
        ("a.doc", _OLE + bytes(500), "an old office document", "PDF"),
        (
            "a.docx",
            _OLE + "EncryptedPackage".encode("utf-16-le"),
            "an office document with a password",
            "Save it without its password",
        ),
        (
            "a.msg",
            _OLE + "__nameid_version1.0".encode("utf-16-le"),
            "an e-mail in Outlook's own format",
            "Save it as an e-mail file",
        ),
        ("a.rtf", b"{\\rtf1 words}", "a rich text (RTF) document", "PDF"),
        ("a.zip", zip_file({"a.txt": "x"}), "a ZIP file,", "Unpack it"),
        (
            "a.zip",
            locked_zip(zip_file({"a.txt": "x"}), b"pw"),
            "a ZIP file with a password",
            "Unpack it",
        ),
        (
            "a.wacz",
            zip_file({"archive/a.warc": "x" * 99})[:40],
            "a ZIP file that was cut short",
            "Obtain it again",
        ),
        ("a.xlsx", zip_file({"xl/workbook.xml": "x"}), "an Excel workbook", "PDF"),
        ("a.gif", b"GIF89a\x01\x00\x01\x00", "a GIF picture", "PDF"),
        ("a.xml", b"<?xml version='1.0'?><note/>", "an XML file of another kind", "PDF"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "a packed file", "Unpack it"),
        ("in.mbox", _MAILED + _MAILED, "a mailbox of several e-mails", "Save each of them"),
        ("inbox", _MAILED.replace(b"\n", b"\r\n") * 2, "a mailbox of several e-mails", ".eml"),
    ],
)
def test_other_kinds_are_named_and_refused_and_kept_when_that_is_asked(name, data, words, advice):
    with pytest.raises(RefusedError) as caught:
        read_held(data, name)
    assert caught.value.code == "unknown-kind"
    assert words in caught.value.message
    assert advice in caught.value.message
    assert "--no-text" in caught.value.message
    kept = read_held(data, name, with_text=False)
    assert (kept.text, kept.data) == ("", data)
    assert words in kept.remarks[0]


def test_a_mailbox_of_one_message_is_that_message_and_a_text_of_letters_a_text():
    assert read_held(_MAILED, "inbox.mbox").text.startswith("From: Ada <ada@example.org>\nSubject:")
    letters = b"From London, 3 May 1921\nNote: torn.\n\nFrom Marl, 4 May 1921\nNote: whole.\n"
    assert read_held(letters, "letters.txt").text == letters.decode()
