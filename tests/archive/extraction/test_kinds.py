# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What is particular to each kind: layout, notes, what is left out and said."""

from __future__ import annotations

import pytest
from archive.extraction.made_files import pdf_file, zip_file
from archive.extraction.samples import TRICKY, docx, mail, odt, timed, wiki_dump

from fonds.archive.errors import RefusedError
from fonds.archive.extraction.docx import mark
from fonds.archive.extraction.reading import read_held
from fonds.archive.extraction.time_codes import clock
from fonds.archive.sources.numerals import roman
from fonds.archive.sources.sniffing import sniff


def test_a_word_document_from_letterhead_to_notes():
    read = read_held(docx().data, "quill.docx")
    assert read.text == (
        f"The League of Marl\n\nAda Quill\n\nEarly years\n\nBorn in 1921[1].  {TRICKY}\n"
        "Second line.\n\nOffice\tMayor\n1953\n\nI was there.\n\nIn a box.\n\n[1] Bio, 1999."
    )
    assert read.remarks == (
        "What was deleted with changes being tracked was left out.",
        "Words set as hidden were left out.",
    )
    assert not read.found.authors, "the name of whose program it was is no author"


def test_author_and_date_set_in_styles_that_stand_on_the_title_are_no_titles():
    styles = "".join(
        f'<w:style w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="Title"/></w:style>'
        for name in ("Author", "Date", "Subtitle")
    )
    document = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
        for style, words in (("Title", "A life"), ("Author", "H. Tresk"), ("Date", "2011"))
    )
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    data = zip_file(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {names}><w:body>{document}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {names}><w:style w:styleId='Title'><w:name"
            f" w:val='Title'/></w:style>{styles}</w:styles>",
        }
    )
    read = read_held(data, "quill.docx")
    assert [(one.kind, read.text[one.start : one.end]) for one in read.structure] == [
        ("title", "A life"),
        ("author", "H. Tresk"),
        ("date", "2011"),
    ]


def test_an_opendocument_text_from_header_to_notes():
    read = read_held(odt().data, "quill.odt")
    assert read.text == (
        f"The League of Marl\n\nEarly years\n\nBorn in 1921[1].  {TRICKY}\nSecond\tline.\n\none"
        "\n\nOffice\tMayor\n\nI was there.\n\n[1] Bio, 1999."
    )
    assert read.remarks == ("Its comments were left out.",)


def test_notes_are_counted_as_word_counts_them():
    assert [mark("footnote", 2), mark("endnote", 4), roman(1994)] == ["2", "iv", "mcmxciv"]


def test_a_message_with_a_message_and_an_attachment():
    read = read_held(mail().data, "letter.eml")
    assert read.text == (
        "From: Ada Quill <ada@example.org>\nTo: fell@example.org\n"
        "Date: Tue, 05 Nov 2024 10:11:12 +0100\nSubject: The quay \u2014 57 percent\n\n"
        f"Born in 1921. {TRICKY}\n\n[Attachment: q.pdf, application/pdf, 8 bytes]\n\n"
        "[Message within the message]\n\nFrom: b@example.org\n"
        "Date: Tue, 05 Nov 2024 10:11:12 +0100\nSubject: Inner\n\nThe words within."
    )
    assert read.remarks == ("Its attachments are named in the text and were not read.",)
    assert (read.found.authors, read.found.issued) == (("Ada Quill",), "2024-11-05")


def test_of_a_message_whose_plain_text_is_empty_the_page_is_read():
    data = (
        b"From: a@example.org\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/alternative; boundary=c\r\n\r\n"
        b"--c\r\nContent-Type: text/plain\r\n\r\n\r\n"
        b"--c\r\nContent-Type: text/html\r\n\r\n<p>The page.</p>\r\n--c--\r\n"
    )
    assert "The page." in read_held(data, "letter.eml").text


def test_a_page_saved_as_mhtml_is_read_as_a_page():
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/quill\r\n"
        b"Subject: Quill\r\nDate: Tue, 5 Nov 2024 10:11:12 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<h1>Ada</h1><p>caf=C3=A9\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    )
    read = read_held(data, "page.mhtml")
    assert read.text == "Ada\n\ncaf\u00e9"
    assert (read.found.url, read.found.retrieved_at) == ("https://example.org/quill", "2024-11-05")


def test_a_text_that_quotes_a_letters_head_stays_a_text():
    data = b"From: Ada\nTo: Fell\nSubject: Quay\nDate: 1921\n\nWords.\n"
    assert sniff(data, "letter.txt").kind == "text"
    assert read_held(data, "letter.txt").text == data.decode()


def test_an_export_says_where_each_page_is_and_what_it_left_out():
    read = read_held(wiki_dump().data, "marl.xml")
    assert read.text == f"Ada was {TRICKY}\n\n== Life ==\n\fA town."
    assert read.remarks == ("1 older revision was left out.",)


def test_cues_are_mapped_to_their_times():
    read = read_held(timed().data, "talk.vtt")
    assert read.text == f"Ada Quill: I was there.\n{TRICKY}\n\nFell & I."
    assert [one.time for one in read.mapped] == [(1000, 4500), (3723004, 3725000)]
    assert read.found.language == "en"
    assert clock(3_723_004) == "1:02:03"


def test_subrip_is_read_as_webvtt_is():
    data = (
        b"1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>One</i>\r\n\r\n"
        b"2\r\n00:00:03,000 --> 00:00:04,000\r\nTwo\r\n"
    )
    read = read_held(data, "talk.srt")
    assert (read.text, read.media_type) == ("One\n\nTwo", "application/x-subrip")
    assert [one.time for one in read.mapped] == [(1000, 2500), (3000, 4000)]


def test_times_are_read_as_programs_for_meetings_write_them():
    data = b"WEBVTT\n\n0:0:0.0 --> 0:1:3.54\n<v Jo Dee>Hello.</v>\n\n1:5.2 --> 1:6\nYes.\n"
    read = read_held(data, "talk.vtt")
    assert read.text == "Jo Dee: Hello.\n\nYes."
    assert [one.time for one in read.mapped] == [(0, 63_540), (65_200, 66_000)]


def test_a_table_parted_by_commas_is_kept_as_it_stands():
    data = b'name;born\r\n"Quill; Ada";1921\r\n'
    read = read_held(data, "people.csv")
    assert (read.text, read.media_type) == (data.decode(), "text/csv")


def test_a_pdf_says_which_pages_hold_no_text():
    pages = (("one",), (), ("three",), ())
    read = read_held(pdf_file(pages, title="Microsoft Word - quill.docx"), "a.pdf")
    assert read.text == "one\fthree"
    assert read.remarks[0].startswith("Pages 2 and 4 hold no text")
    assert [one.locator for one in read.mapped] == ["p. 1", "p. 3"]
    assert read.found.title is None, "a program gave it that title"


@pytest.mark.parametrize("data", [b"<!DOCTYPE html><p>words", b"<html><p>words"])
def test_a_page_named_as_text_is_read_as_a_page_and_says_so(data):
    read = read_held(data, "page.txt")
    assert (read.text, read.media_type) == ("words", "text/html")
    assert read.remarks == ("Its name says otherwise, but it is an HTML page; so it was read.",)


def test_text_named_as_a_page_is_a_page_and_named_as_a_pdf_is_text():
    assert read_held(b"just words", "page.html").media_type == "text/html"
    read = read_held(b"just words", "page.pdf")
    assert read.media_type == "text/plain"
    assert read.remarks == ("Its name says otherwise, but it is plain text; so it was read.",)


def test_nothing_is_kept_of_an_empty_file_even_without_its_text():
    with pytest.raises(RefusedError) as caught:
        read_held(b"", "empty.pdf", with_text=False)
    assert caught.value.code == "nothing-readable"


@pytest.mark.parametrize(
    "field",
    [
        b"Date: Tue, 05 Nov 99999999999999999999 10:11:12 +0100",
        b"Date: Tue, 05 Nov 2024 10:11:12 +99999999999999",
        b"To: a:b:c;@",
        b"To: <@a,@b:>",
        b"Content-Type: ;;;=",
        b"Content-Disposition: =?x?q?=00?=; filename*0*=%",
    ],
)
def test_a_field_that_cannot_be_read_stands_as_it_was_sent(field):
    data = b"Message-ID: <1@example.org>\r\nFrom: a@example.org\r\n" + field + b"\r\n\r\nWords."
    read = read_held(data, "odd.eml")
    name, _, value = field.decode().partition(": ")
    if name in {"To", "Date"}:
        assert f"{name}: " in read.text
        assert value[:3] in read.text
    assert "From: a@example.org" in read.text


def test_a_transcript_that_is_no_utf_8_says_how_it_was_read():
    said = "\u042f \u0440\u043e\u0434\u0438\u043b\u0441\u044f."
    data = f"1\r\n00:00:01,000 --> 00:00:04,000\r\n{said}\r\n".encode("cp1251")
    assert any("windows-1252" in one for one in read_held(data, "talk.srt").remarks)
    told = read_held(data, "talk.srt", encoding="cp1251")
    assert (told.text, told.remarks) == (said, ())
