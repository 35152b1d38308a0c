# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Files that are damaged, locked, or made to do harm are refused in plain words, in time."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from email.header import Header

import brotli
import pytest
from archive.extraction.made_files import pdf_file, zip_file
from archive.extraction.samples import docx, epub, odt, picture, samples, warc_records
from PIL import Image

from fonds.archive.errors import RefusedError
from fonds.archive.extraction import packed, pictures, web_archives
from fonds.archive.extraction.asking import Asked
from fonds.archive.extraction.kinds import reader
from fonds.archive.extraction.packed import Packed
from fonds.archive.extraction.process import extract_apart
from fonds.archive.extraction.reading import read_held

SAMPLES = samples()
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'


def refused(key, data):
    with pytest.raises(RefusedError) as caught:
        reader(key).extract(data, Asked("bad.file", SAMPLES[key].media_type), lambda *_: None)
    assert "bad.file" in caught.value.message
    return caught.value


def changed(sample, **members):
    """Return a sample's file with members replaced; None takes one away."""
    with zipfile.ZipFile(io.BytesIO(sample.data)) as whole:
        kept = {name: whole.read(name) for name in whole.namelist()}
    for name, data in members.items():
        if data is None:
            del kept[name]
        else:
            kept[name] = data
    return zip_file(kept)


MAIN = {"docx": "word/document.xml", "odt": "content.xml", "epub": "OPS/book.opf"}
MADE = {"docx": docx, "odt": odt, "epub": epub}
every_packed = pytest.mark.parametrize("key", sorted(MAIN))


@every_packed
@pytest.mark.parametrize("declared", [ENTITIES, OUTSIDE])
def test_xml_that_declares_entities_or_files_is_refused(key, declared):
    data = changed(MADE[key](), **{MAIN[key]: f"{declared}<x>&b;</x>"})
    assert refused(key, data).code == "damaged"


def test_a_dump_that_declares_entities_is_refused():
    export = 'xmlns="http://www.mediawiki.org/xml/export-0.11/"'
    assert refused("wiki dump", f"{ENTITIES}<mediawiki {export}/>".encode()).code == "damaged"


@every_packed
def test_a_bomb_is_refused_while_it_unpacks(key):
    bomb = b"<x>" + b" " * 60_000_000 + b"</x>"
    data = changed(MADE[key](), **{MAIN[key]: bomb})
    assert len(data) < 200_000
    error = refused(key, data)
    assert error.code == "too-large"
    assert "times its size" in error.message


def test_many_members_together_may_not_unpack_to_more_than_the_limit(monkeypatch):
    monkeypatch.setattr(packed, "MOST_UNPACKED", 3_000_000)
    noise = zlib.compress(bytes(range(256)) * 1000)
    members = {f"m{number}": noise * 700 for number in range(9)}
    whole = Packed(zip_file(members, packed=False), Asked("bad.file", ""), "an e-book")
    with pytest.raises(RefusedError) as caught:
        [whole.read(name) for name in whole]
    assert caught.value.code == "too-large"


def test_more_members_than_any_document_has_are_refused():
    data = zip_file({f"m{number}": "" for number in range(packed.MOST_MEMBERS + 1)})
    with pytest.raises(RefusedError) as caught:
        Packed(data, Asked("bad.file", ""), "an e-book")
    assert caught.value.code == "too-large"


@every_packed
def test_a_size_that_is_claimed_is_not_believed(key):
    """The central directory says that each member has one byte."""
    data = bytearray(MADE[key]().data)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 1)
        at = data.find(b"PK\x01\x02", at + 4)
    assert refused(key, bytes(data)).code == "damaged"


@every_packed
def test_a_member_that_is_wanting_is_named(key):
    error = refused(key, changed(MADE[key](), **{MAIN[key]: None}))
    assert (error.code, MAIN[key] in error.message) == ("damaged", True)


@every_packed
def test_members_with_a_password_are_refused_as_locked(key):
    data = bytearray(MADE[key]().data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 4)
    assert refused(key, bytes(data)).code == "encrypted"


def test_an_encrypted_opendocument_text_is_refused_as_locked():
    manifest = "<m:manifest xmlns:m='x'><m:encryption-data/></m:manifest>"
    error = refused("odt", changed(odt(), **{"META-INF/manifest.xml": manifest}))
    assert error.code == "encrypted"
    assert "without its password" in error.message


def test_a_locked_e_book_is_refused_but_not_one_whose_fonts_are_obscured():
    locked = '<encryption><CipherReference URI="OPS/two.xhtml"/></encryption>'
    fonts = '<encryption><CipherReference URI="OPS/font.otf"/></encryption>'
    assert refused("epub", changed(epub(), **{"META-INF/encryption.xml": locked})).code == (
        "encrypted"
    )
    data = changed(epub(), **{"META-INF/encryption.xml": fonts})
    assert "Born in 1921" in read_held(data, "book.epub").text


@pytest.mark.parametrize("prefix", ["", "svg:"])
def test_a_page_of_an_e_book_may_be_a_drawing_or_name_what_is_read_in_its_stead(prefix):
    package = (
        '<package><manifest><item id="a" href="a.svg" media-type="image/svg+xml"/><item id="p"'
        ' href="p.png" media-type="image/png" fallback="q"/><item id="q" href="q.pdf"'
        ' media-type="application/pdf" fallback="b"/><item id="b" href="two.xhtml"'
        ' media-type="application/xhtml+xml"/><item id="r" href="r.png" media-type="image/png"'
        ' fallback="r"/></manifest><spine><itemref idref="a"/><itemref idref="p"/>'
        '<itemref idref="r"/></spine></package>'
    )
    drawing = (
        '<?xml version="1.0"?><svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:title>tip'
        '</svg:title><svg:style>.a{}</svg:style><svg:g><svg:text x="1">Votes: <svg:tspan>57'
        '</svg:tspan></svg:text><svg:text x="2">1953</svg:text><svg:text><svg:tspan x="0">of the'
        '</svg:tspan><svg:tspan x="0" dy="1em">Quay</svg:tspan></svg:text></svg:g></svg:svg>'
    ).replace("svg:", prefix)
    if not prefix:
        drawing = drawing.replace("xmlns:svg", "xmlns")
    data = changed(epub(), **{"OPS/book.opf": package, "OPS/a.svg": drawing})
    found = read_held(data, "book.epub")
    assert found.text == "Votes: 57\n1953\nof the\nQuay\n\nThe Sea\n\nLeft in 1940."


def test_names_that_lead_out_of_the_folder_lead_nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = changed(epub(), **{"../../escaped.txt": "x", "/abs.txt": "x"})
    assert "Born in 1921" in read_held(data, "book.epub").text
    assert list(tmp_path.iterdir()) == []


@every_packed
def test_elements_nested_deeply_are_refused_or_read(key):
    deep = "<a>" * 50_000 + "x" + "</a>" * 50_000
    data = changed(MADE[key](), **{MAIN[key]: deep})
    with pytest.raises(RefusedError):
        extract_apart(key, data, Asked("bad.file", ""))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n", "damaged"),
        (b"%PDF-1.7\nno structure at all\n%%EOF", "damaged"),
        (pdf_file(()), "damaged"),
        (
            pdf_file(
                (("words",),),
                encrypt="/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
                f" /O <{'11' * 32}> /U <{'22' * 32}> >>",
            ),
            "encrypted",
        ),
    ],
)
def test_pdfs_that_cannot_be_read(data, code):
    with pytest.raises(RefusedError) as caught:
        extract_apart("pdf", data, Asked("bad.pdf", "application/pdf"))
    assert caught.value.code == code


def test_a_pdf_of_pictures_is_kept_and_says_so():
    read = read_held(pdf_file(((), ())), "scan.pdf")
    assert read.text == ""
    assert read.remarks[0].startswith("None of its 2 pages holds text")


def test_a_web_archive_whose_page_is_a_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(web_archives, "MOST_PAGE", 10_000)
    page = b"<p>" + b"word " * 10_000
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n"
    body = head.encode() + page
    record = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    assert refused("warc", gzip.compress(record + b"\r\n\r\n")).code == "too-large"


def test_a_page_of_a_web_archive_is_chosen_by_its_address():
    data = b"".join(warc_records())
    read = read_held(data, "a.warc", url="http://example.org/two/")
    assert read.text == "Second page."
    assert read.found.url == "https://example.org/two"
    assert read.found.retrieved_at == "2024-11-05"
    with pytest.raises(RefusedError, match=r"three; its pages are .*quill .*two"):
        read_held(data, "a.warc", url="https://example.org/three")


@pytest.mark.parametrize(
    ("stated", "begins"),
    [
        ('{"mainPageUrl": "https://example.org/two"}', "Second page."),
        ('{"mainPageURL": "https://example.org/two"}', "Second page."),
        # It was answered by being led elsewhere, so no page has this address.
        ('{"mainPageUrl": "https://example.org/led-away"}', "Ada Quill"),
        ("{", "Ada Quill"),
    ],
)
def test_the_page_a_wacz_is_about_is_read(stated, begins):
    data = zip_file({"archive/a.warc": b"".join(warc_records()), "datapackage.json": stated})
    read = read_held(data, "a.wacz")
    assert read.text.startswith(begins)
    assert "It holds 1 other HTML page, which can be named with --url." in read.remarks


def test_a_picture_too_large_to_unpack_is_refused_by_its_size(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 40)
    error = refused("picture", picture().data)
    assert error.code == "too-large"
    assert "48 pixels" in error.message


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_picture_that_is_not_whole_is_refused(form):
    out = io.BytesIO()
    Image.effect_noise((64, 64), 50).save(out, form)
    data = out.getvalue()
    assert not read_held(data, "a.picture").text
    assert refused("picture", data[: len(data) // 2]).code == "damaged"


def test_what_a_kind_needs_and_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(RefusedError) as caught:
        read_held(pdf_file((("words",),)), "a.pdf")
    assert caught.value.code == "not-installed"
    assert "fonds[pdf]" in caught.value.message


@pytest.mark.parametrize(
    ("packed", "said"),
    [
        ("zstd", "which is not read here"),
        ("x-own, gzip", "which is not read here"),
        ("gzip, gzip", "“gzip, gzip”, which is not read here"),
        ("br", "pip install 'fonds[brotli]'"),
    ],
)
def test_a_page_packed_in_a_way_that_is_not_undone_is_refused_and_never_read_as_noise(
    packed, said, monkeypatch
):
    monkeypatch.setattr(web_archives, "_has_brotli", lambda: False)
    error = refused("warc", web_archive(packed, b"\x28\xb5\x2f\xfd no words"))
    assert error.code == "nothing-readable"
    assert "http://example.org/weir is packed as" in error.message
    assert said in error.message


def web_archive(packed: str, body: bytes) -> bytes:
    answer = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {packed}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/weir\r\n"
        "WARC-Date: 2020-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    ).encode()
    return head + answer + b"\r\n\r\n"


@pytest.mark.parametrize("packed", ["gzip", "x-gzip", "GZIP", "gzip, identity"])
def test_a_page_packed_once_is_read_however_that_is_spelt(packed):
    read = read_held(web_archive(packed, gzip.compress(b"<p>Ada Quill kept it.")), "weir.warc")
    assert read.text == "Ada Quill kept it."


def test_a_page_packed_with_brotli_is_read():
    page = b"<title>The weir</title><p>Ada Quill kept the weir at Dorn."
    read = read_held(web_archive("br", brotli.compress(page)), "weir.warc")
    assert "Ada Quill kept the weir at Dorn." in read.text


@pytest.mark.parametrize(
    ("packed", "unpacked"),
    [
        (brotli.compress(b"<p>Ada Quill."), len(b"<p>Ada Quill.")),
        # A page of sixteen megabytes is not unpacked further than is asked for.
        (brotli.compress(b"a" * 16_000_000), 2 * 1024**2),
        (brotli.compress(b"Ada Quill kept the weir at Dorn. " * 40)[:20], None),
        (b"no such thing", None),
    ],
)
def test_brotli_is_undone_to_a_bound(monkeypatch, packed, unpacked):
    monkeypatch.setattr(web_archives, "MOST_PAGE", 2 * 1024**2 - 1)
    if unpacked is None:
        with pytest.raises(ValueError, match="Brotli"):
            web_archives._unbrotlied(packed)
    else:
        found = len(web_archives._unbrotlied(packed))
        assert unpacked <= found <= unpacked + 2 * web_archives._CHUNK


@pytest.mark.parametrize(
    ("comment", "said"),
    [("", False), ("<w:comment><w:p><w:r><w:t>No!</w:t></w:r></w:p></w:comment>", True)],
)
def test_comments_are_told_as_left_out_where_there_are_any(comment, said):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    comments = f'<w:comments xmlns:w="{space}">{comment}</w:comments>'.encode()
    read = read_held(changed(docx(), **{"word/comments.xml": comments}), "quill.docx")
    assert ("Its comments were left out." in read.remarks) is said


EVIL = "Minutes \u202egnp.exe\u202c\x1b[31m\x07 of\u200f May"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", f"<title>{EVIL}</title><meta name=author content='{EVIL}'><p>Words.".encode()),
        (
            "a.eml",
            f"From: {Header(EVIL, 'utf-8').encode()} <a@example.org>\n"
            f"Subject: {Header(EVIL, 'utf-8').encode()}\n\nWords.\n".encode(),
        ),
    ],
)
def test_no_title_or_author_turns_round_or_hides_what_stands_beside_it(name, data):
    found = read_held(data, name).found
    assert found.title == "Minutes gnp.exe[31m of May"
    assert [one.split(" <")[0] for one in found.authors] == ["Minutes gnp.exe[31m of May"]
