# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A coverage-guided fuzzer to be run by hand: what is read from strangers, led by what it reaches.

    .venv/bin/python -m pip install atheris
    PYTHONPATH=tests .venv/bin/python -m fuzz.guided bibtex -runs=100000 -timeout=20

The first argument is a target; ``list`` names them; the rest goes to libFuzzer. It begins from the
samples of the kind, keeps whatever reaches a new branch of ours, and ends at the first finding: an
error that is no refusal, or an input beyond its time. The input lies in a file that it names; where
a library in C ended the process, in ``last-`` and the target's name beside it.

Of packed documents two things are tried: their bytes (``docx``), and the bytes of a member before
it is packed (``docx word/document.xml``), for nearly all changes of the former are refused early.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

Target = Callable[[bytes], object]

_BIBTEX = rb"""@string{q = "Quay"}
@article{voss2016, title = {The {\"O}rtliche Quay \& 57\%}, author = {Voss, Mirela and {A and B}},
 journal = q # { Weekly}, date = {2016-03-04/..}, month = mar, file = {F:a\;b.pdf:application/pdf}}
@comment{jabref-meta: grouping: 1 StaticGroup:x;}
"""
_CSL = json.dumps(
    [
        {
            "id": "a",
            "type": "book",
            "title": "<i>x</i>",
            "author": [{"family": "V", "given": "M", "suffix": "Jr."}, {"literal": "L"}],
            "issued": {"date-parts": [[1986, 3], [1987]], "circa": True},
            "volume": 3,
            "custom": {"fonds": "x"},
        }
    ]
).encode()
_STYLE = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info>
<title>T</title></info><macro name="m"><names variable="author"><name and="text"/></names></macro>
<citation><layout><group delimiter=", "><text macro="m"/><date variable="issued" form="text"/>
<choose><if type="book"><text variable="title" font-style="italic"/></if></choose></group></layout>
</citation></style>"""
_WIKI = b"""{{Infobox person|name=A|spouse={{marriage|[[B]]|1971|1980}}}}
== Life ==
She sat.<ref name=x>{{cite book|title=T}}</ref><ref name="x" /> {{quote|Q}}
[[File:a.jpg|thumb|Caption]]
{| class=w
|-
! a || b
|}
"""
_MORE_WIKI = (
    b"{{Infobox officeholder\n| name = [[A|B]]\n| term = {{start date|1953|4|16}}\n| x=\n}}\n",
    b"a<ref>{{cite web |url=u |title=T}}</ref>b{{sfn|Holm|1901|p=12}}<ref group=n name='y'>z</ref>",
    b"* one<ref name=y/>\n# two{{efn|said {{r|y}}}}\n<blockquote>Q<ref>c</ref></blockquote>\n",
    b"<references>\n<ref name=y>Work</ref></references>\n{{notelist}}\n{{#tag:ref|w|name=q}}",
    b"[[File:a.jpg|thumb|200x300px|alt=x|A [[caption]] by ''B'']]\n<gallery>\nA.jpg|C\n</gallery>",
    b"<!-- <ref>no</ref> --><nowiki>[[x]]</nowiki>{{{1|d}}}<math>a<b</math>&nbsp;&#x27;\n----\n",
)
_TABLES = (
    b'a\tb\r\n1\t"x\r\ny"\r\n\r\n',
    b'"q""q",,\n"open\nto the end',
    b"\xef\xbb\xbfa;b,c\rd;e\x0b\xc2\x85;f\n;;;\n",
)
# Members that are the document, by kind: what they hold is changed before it is packed.
_MEMBERS = {
    "docx": ("word/document.xml", "word/styles.xml", "word/numbering.xml"),
    "odt": ("content.xml", "styles.xml", "META-INF/manifest.xml"),
    "epub": ("OPS/one a.xhtml", "OPS/book.opf"),
    "wacz": ("pages/pages.jsonl",),
}
_LINE = json.dumps(
    {
        "id": "1",
        "subject": "Edda Marlow",
        "property": "date_of_birth",
        "value": "1948-03-09",
        "value_type": "date",
        "qualifiers": {"as_written": "March 9", "when_text": "x"},
        "source": "a.txt",
        "quote": "born March 9",
        "start": 3,
        "chain": [{"speaker": "A", "manner": "states", "read": True}],
    }
).encode()


def _text(read: Callable[[str], object]) -> Target:
    return lambda data: read(data.decode("utf-8", "replace"))


def targets() -> Mapping[str, tuple[Target, list[bytes]]]:
    """Return what can be fuzzed: how, and what to begin from."""
    from archive.extraction.samples import samples

    from fonds.archive.bibliography.bibtex import read_bibtex
    from fonds.archive.bibliography.bibtex_out import write_bibtex
    from fonds.archive.bibliography.csl_json import read_csl_json, write_csl_json
    from fonds.archive.bibliography.keys import keyed
    from fonds.archive.bibliography.styles import CitationStyle, check_style
    from fonds.archive.commands.interchange import read_line
    from fonds.archive.extraction.asking import Asked
    from fonds.archive.extraction.kinds import reader
    from fonds.archive.proposals.infobox import InfoboxRows
    from fonds.archive.proposals.page import Page
    from fonds.archive.proposals.proposing import propose
    from fonds.archive.proposals.rules import PatternRules
    from fonds.archive.sources.extracted import from_wire, to_wire
    from fonds.archive.sources.notes import find_notes
    from fonds.archive.sources.reading import read_bytes
    from fonds.events.dates import DateError, parse
    from fonds.events.dates.words import read_words

    def bibtex(text: str) -> None:
        # What was read can be written, and is read again.
        library = read_bibtex(text, "l.bib")
        again = read_bibtex(write_bibtex(keyed(library.entries, fit_for_bibtex=True)), "l.bib")
        assert len(again.entries) == len(library.entries)

    def csl(text: str) -> None:
        library = read_csl_json(text, "l.json")
        read_csl_json(write_csl_json(library.entries), "l.json")

    entries = read_csl_json(_CSL.decode(), "l.json").entries

    def style(data: bytes) -> None:
        checked = check_style("s.csl", data)
        assert isinstance(checked, CitationStyle)
        checked.references(entries)

    def date(text: str) -> None:
        try:
            parse(text)
        except DateError:
            return

    def words(text: str) -> None:
        reading = read_words(text)
        assert reading is None or parse(reading.text)

    def file_of(kind: str, media_type: str) -> Target:
        def read(data: bytes) -> None:
            extracted = reader(kind).extract(data, Asked("f", media_type), lambda *_: None)
            from_wire(to_wire(extracted))

        return read

    def outline_of(kind: str, *media_types: str) -> Target:
        def read(data: bytes) -> None:
            # What is given is text that was decoded already.
            text = data.decode("utf-8", "replace")
            for media_type in media_types:
                outlined = reader(kind).extract(
                    text.encode(), Asked("f", media_type), lambda *_: None
                )
                for span in outlined.structure:
                    assert 0 <= span.start < span.end <= len(text)
                    assert span.label is None or span.start <= span.label[0] <= span.label[1]
            for note in find_notes(text):
                assert all(0 <= start < end <= len(text) for start, end in note.passages)

        return read

    def member_of(kind: str, name: str, whole: bytes, media_type: str) -> Target:
        read = file_of(kind, media_type)
        with zipfile.ZipFile(io.BytesIO(whole)) as packed:
            members = {one: packed.read(one) for one in packed.namelist()}

        def changed(data: bytes) -> None:
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as made:
                for one, body in {**members, name: data}.items():
                    made.writestr(one, body)
            read(out.getvalue())

        return changed

    found: dict[str, tuple[Target, list[bytes]]] = {
        "bibtex": (_text(bibtex), [_BIBTEX]),
        "csl-json": (_text(csl), [_CSL]),
        "style": (style, [_STYLE]),
        "fact-line": (read_line, [_LINE]),
        "date": (_text(date), [b"1953-04-16", b"1986~/1990?", b"[1667,1668..1670]", b"198X"]),
        "date-words": (_text(words), [b"early March 1953", b"between 1950 and 5 May 1953"]),
        "text": (lambda data: read_bytes(data, "f.txt"), ["Þóra\r\n".encode("utf-16")]),
        "footnotes": (_text(find_notes), [b"She sat.[1][2] He left.[3]\n\nNotes\n1. A\n^ 3. B\n"]),
        "proposals": (
            _text(
                lambda text: propose(
                    Page.of(text, "Anna Kowal", "Anna Kowal"), [InfoboxRows(), PatternRules()]
                )
            ),
            [b"- Born: 5 May 1950\n- Party: X\n- Spouse: Jan\n\nKowal married Jan Weil in 1974."],
        ),
    }
    tables = [b'name;born\n"Edda; Marlow";1948\n\n"a ""b""";\n', *_TABLES]
    found["csv"] = (outline_of("csv", "text/csv", "text/tab-separated-values"), tables)
    found["wikitext"] = (outline_of("wikitext", "text/x-wiki"), [_WIKI, *_MORE_WIKI])
    begun = b"---\ntitle: T\n---\n# A\n\n> said[^1]\n\n[^1]: Note\n"
    found["markdown"] = (outline_of("markdown", "text/markdown"), [begun])
    for kind, sample in samples().items():
        found[kind] = (file_of(kind, sample.media_type), [sample.data])
        for name in _MEMBERS.get(kind, ()):
            with zipfile.ZipFile(io.BytesIO(sample.data)) as packed:
                body = packed.read(name) if name in packed.namelist() else b"<x/>"
            read = member_of(kind, name, sample.data, sample.media_type)
            found[f"{kind} {name}"] = (read, [body])
    found["tiff"] = (file_of("picture", "image/tiff"), _tiffs())
    return found


def _tiffs() -> list[bytes]:
    """Return small TIFFs of several packings and orders, one of two pages."""
    from PIL import Image

    made: list[bytes] = []
    for packing in ("raw", "tiff_lzw", "packbits", "group4", "tiff_adobe_deflate"):
        out = io.BytesIO()
        mode = "1" if packing == "group4" else "L"
        pages = [Image.new(mode, (9, 7), shade) for shade in (0, 1)]
        pages[0].save(
            out, "TIFF", compression=packing, save_all=packing == "raw", append_images=pages[1:]
        )
        made.append(out.getvalue())
    return made


def main() -> None:
    """Fuzz one target until a finding, or as long as libFuzzer is asked to."""
    import atheris

    name, *options = sys.argv[1:] or ["list"]
    libraries = ["bibtexparser", "pylatexenc", "citeproc", "mwparserfromhell", "markdown_it", "PIL"]
    with atheris.instrument_imports(include=["fonds", *libraries]):
        import mwparserfromhell.parser

        # Its other half does the same in Python, where it can be seen what is reached.
        mwparserfromhell.parser.use_c = False
        from fonds.archive.errors import RefusedError

        every = targets()
        if name not in every:
            sys.stdout.write("\n".join(sorted(every)) + "\n")
            return
        target, begun = every[name]
        for data in begun:
            # What is loaded when it is first needed is instrumented too.
            target(data)

    last = os.open(f"last-{name.replace('/', '-')}", os.O_CREAT | os.O_RDWR | os.O_TRUNC)

    def one(data: bytes) -> None:
        os.pwrite(last, len(data).to_bytes(4, "big") + data, 0)
        try:
            target(data)
        except RefusedError:
            return

    corpus = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for number, data in enumerate(begun):
        (corpus / f"begun-{number}").write_bytes(data)
    longest = max(4096, 2 * max(map(len, begun)))
    atheris.Setup([sys.argv[0], str(corpus), f"-max_len={longest}", *options], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
