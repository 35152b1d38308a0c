# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""source bibliography, import-bibliography, export-bibliography: a user's library in and out."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

BIB = r"""
@article{voss2016, title = {The {\"O}rtliche Quay}, author = {Voss, Mirela}, journal = {The Quay},
  date = {2016-03-04}, file = {Full:files/1/note.txt:text/plain}, annote = {private}}
@book{dorr1986, title = {Salt and Rope}, author = {Dorr, Wilhelmina}, year = 1986}
"""


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "library"
    (folder / "files" / "1").mkdir(parents=True)
    (folder / "files" / "1" / "note.txt").write_text("Edda kept the boats.", "utf-8")
    file = folder / "library.bib"
    file.write_text(BIB, "utf-8")
    return file


def taken_in(ok, archive, file, *options):
    return ok("source", "import-bibliography", archive, file, *options, "--json").json


def size(ok, archive):
    return ok("verify", archive, "--json").json["checked"]["events"]


def test_a_library_becomes_sources_and_its_files_captures(ok, empty, library):
    told = taken_in(ok, empty, library)
    assert (told["registered"], told["captured"], told["left_out"]) == (2, 1, {"notes": 1})
    shown = ok("source", "show", empty, "voss2016", "--json").json
    assert shown["csl"] | {"custom": None} == {
        "id": "voss2016",
        "title": "The Örtliche Quay",
        "type": "article-journal",
        "container-title": "The Quay",
        "author": [{"family": "Voss", "given": "Mirela"}],
        "issued": {"date-parts": [[2016, 3, 4]]},
        "custom": None,
    }
    assert (shown["held"], shown["authors"]) == (True, ["Mirela Voss"])
    assert ok("source", "text", empty, "voss2016").out == "Edda kept the boats."
    assert ok("source", "show", empty, "dorr1986", "--json").json["held"] is False


def test_the_same_library_again_records_nothing(ok, empty, library):
    taken_in(ok, empty, library)
    before = size(ok, empty)
    told = taken_in(ok, empty, library)
    assert (told["registered"], told["already_present"], told["captured"]) == (0, 2, 0)
    assert size(ok, empty) == before


def test_what_changed_in_the_library_is_told_and_amended_only_when_asked(ok, empty, library):
    taken_in(ok, empty, library)
    library.write_text(BIB.replace("Salt and Rope", "Salt & Rope"), "utf-8")
    told = taken_in(ok, empty, library)
    assert (told["differing"], told["updated"]) == (["dorr1986"], 0)
    assert taken_in(ok, empty, library, "--update")["updated"] == 1
    assert ok("source", "show", empty, "Salt and Rope", "--json").json["title"] == "Salt & Rope"
    # The first description again is one it had, and nothing is undone by it.
    library.write_text(BIB, "utf-8")
    assert taken_in(ok, empty, library, "--update")["already_present"] == 2


def test_what_was_described_here_since_is_left_alone(ok, empty, library):
    taken_in(ok, empty, library)
    ok("source", "describe", empty, "dorr1986", "--publisher", "Ellery Press")
    assert taken_in(ok, empty, library)["already_present"] == 2
    assert ok("source", "show", empty, "dorr1986", "--json").json["publisher"] == "Ellery Press"


def test_a_file_that_came_later_is_taken_in_later(ok, empty, library):
    note = library.parent / "files" / "1" / "note.txt"
    words = note.read_bytes()
    note.unlink()
    told = taken_in(ok, empty, library)
    assert told["files_left"] == [{"key": "voss2016", "link": "files/1/note.txt", "why": "missing"}]
    assert ok("source", "show", empty, "voss2016", "--json").json["held"] is False
    note.write_bytes(words)
    assert taken_in(ok, empty, library)["captured"] == 1
    assert ok("source", "show", empty, "voss2016", "--json").json["held"] is True


def test_no_file_outside_the_librarys_folder_is_read_unless_its_folder_is_named(
    ok, empty, library, tmp_path
):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "private.txt").write_text("not for the archive", "utf-8")
    (library.parent / "link.txt").symlink_to(elsewhere / "private.txt")
    links = f"../elsewhere/private.txt;{elsewhere}/private.txt;link.txt"
    library.write_text(f"@misc{{k, title={{x}}, file={{{links}}}}}", "utf-8")
    told = taken_in(ok, empty, library)
    assert {one["why"] for one in told["files_left"]} == {"elsewhere"}
    assert len(told["files_left"]) == 3
    assert taken_in(ok, empty, library, "--files", elsewhere)["captured"] == 1


def test_a_damaged_file_does_not_keep_the_library_out(ok, empty, library):
    (library.parent / "files" / "1" / "note.txt").write_bytes(b"%PDF-1.4 broken")
    told = taken_in(ok, empty, library)
    assert (told["registered"], told["captured"]) == (2, 1)
    assert "Its text was not read" in told["remarks"][0]
    captures = ok("source", "show", empty, "voss2016", "--json").json["captures"]
    assert captures[0]["files"][0]["size"] == len(b"%PDF-1.4 broken")


def test_a_source_held_already_gains_what_the_library_knows(ok, empty, library):
    ok("source", "add", empty, library.parent / "files" / "1" / "note.txt", "--title", "My name")
    told = taken_in(ok, empty, library)
    assert (told["matched"], told["registered"], told["captured"]) == (1, 1, 0)
    shown = ok("source", "show", empty, "voss2016", "--json").json
    assert (shown["title"], shown["authors"], shown["date"]) == (
        "My name",
        ["Mirela Voss"],
        "2016-03-04",
    )
    before = size(ok, empty)
    assert taken_in(ok, empty, library)["matched"] == 1
    assert size(ok, empty) == before


def test_what_was_erased_does_not_come_back(ok, empty, library):
    taken_in(ok, empty, library)
    event = ok("history", empty, "--json").json["events"]
    registered = next(
        one["event"]
        for one in event
        if one["type"] == "SourceRegistered" and "Salt" in one["summary"]
    )
    ok("erase", empty, registered, "--ground", "asked for", "--yes")
    told = taken_in(ok, empty, library)
    assert (told["erased"], told["already_present"], told["registered"]) == (1, 1, 0)


def test_a_bad_entry_keeps_everything_out(ok, run, empty, library):
    before = size(ok, empty)
    library.write_text(BIB + "@book{dorr1986, title={again}}\n@book{x, title = {open", "utf-8")
    ran = run("source", "import-bibliography", empty, library, "--json")
    assert ran.code == 3
    assert [one["place"] for one in ran.error["errors"]] == ["line 5", "line 6"]
    assert size(ok, empty) == before


def test_a_rehearsal_records_nothing(ok, empty, library):
    before = size(ok, empty)
    assert taken_in(ok, empty, library, "--dry-run")["registered"] == 2
    assert size(ok, empty) == before


@pytest.mark.parametrize("form", ["bibtex", "csl-json"])
def test_what_was_exported_is_known_again(ok, empty, library, tmp_path, form):
    taken_in(ok, empty, library)
    ok("source", "add", empty, "--unheld", "--title", "{Brace & 50%", "--author", "A League")
    out = tmp_path / "out"
    told = ok("source", "export-bibliography", empty, "--format", form, "-o", out, "--json").json
    assert told["works"] == 3
    again = taken_in(ok, empty, out)
    assert (again["registered"], again["already_present"] + len(again["differing"])) == (0, 3)
    if form == "csl-json":
        assert again["differing"] == []


def test_an_export_can_be_taken_into_another_archive(ok, empty, library, tmp_path):
    taken_in(ok, empty, library)
    items = ok("source", "export-bibliography", empty).out
    other = tmp_path / "other.fonds"
    ok("new", other)
    told = ok("source", "import-bibliography", other, "-", "--json", given=items).json
    assert told["registered"] == 2
    mine, theirs = (ok("source", "bibliography", path).out for path in (empty, other))
    assert mine == theirs


def test_references_in_a_style(ok, empty, library, tmp_path):
    taken_in(ok, empty, library)
    assert ok("source", "bibliography", empty).out.splitlines() == [
        "Dorr, Wilhelmina, Salt and Rope, 1986.",
        "Voss, Mirela, \N{LEFT SINGLE QUOTATION MARK}The Örtliche Quay’, The Quay, 4 March 2016.",
    ]
    told = ok("source", "bibliography", empty, "dorr1986", "--style", "author-date", "--json").json
    assert told["references"][0]["html"] == "Dorr, Wilhelmina (1986) <i>Salt and Rope</i>."
    out = tmp_path / "list.html"
    ok("source", "bibliography", empty, "--format", "html", "-o", out)
    page = out.read_text("utf-8")
    assert "<li>Dorr, Wilhelmina, <i>Salt and Rope</i>, 1986.</li>" in page
    assert '<html lang="en-GB">' in page
    assert "<h1>Bibliography</h1>" in page
    for language, title in (("de-AT", "Literatur"), ("fr", "Bibliography")):
        told = ok("source", "bibliography", empty, "--format", "html", "--language", language).out
        assert f'<html lang="{language}">' in told
        assert f"<h1>{title}</h1>" in told
    # A style that says its words in German by itself makes a German page.
    styles = files("fonds.archive.bibliography") / "styles"
    german = tmp_path / "german.csl"
    style = (styles / "full.csl").read_text("utf-8")
    german.write_text(style.replace('default-locale="en-GB"', 'default-locale="de-DE"'), "utf-8")
    told = ok("source", "bibliography", empty, "--format", "html", "--style", german).out
    assert '<html lang="de-DE">' in told
    assert "<h1>Literatur</h1>" in told
    said = ok("source", "bibliography", empty, "--format", "markdown", "dorr1986").out
    assert said == "- Dorr, Wilhelmina, *Salt and Rope*, 1986.\n"


@pytest.mark.parametrize(
    ("command", "name", "begins"),
    [
        ("export-bibliography", "works.bib", "@book{"),
        ("export-bibliography", "works.json", "["),
        ("export-bibliography", "WORKS.BIB", "@book{"),
        ("export-bibliography", "works", "["),
        ("export-bibliography", "-", "["),
        ("bibliography", "works.html", "<!DOCTYPE html>"),
        ("bibliography", "works.md", "- Dorr"),
        ("bibliography", "works.txt", "Dorr"),
    ],
)
def test_a_file_is_written_as_its_name_ends(ok, empty, library, tmp_path, command, name, begins):
    taken_in(ok, empty, library)
    out = name if name == "-" else tmp_path / name
    told = ok("source", command, empty, "dorr1986", "-o", out).out
    assert (told if name == "-" else out.read_text("utf-8")).startswith(begins)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (("source", "bibliography"), "dorr1986"),
        (("source", "export-bibliography"), "dorr1986"),
        (("narrative",), "Edda Marlow"),
        (("export",), None),
    ],
)
def test_a_file_is_written_for_a_program_too(ok, empty, library, tmp_path, asked, given):
    taken_in(ok, empty, library)
    ok("subject", "add", empty, "Edda Marlow", "--kind", "person")
    out = tmp_path / "out"
    given = () if given is None else (given,)
    assert ok(*asked, empty, *given, "-o", out, "--json").json
    assert out.read_text("utf-8")


def test_a_format_that_is_named_counts_more_than_the_files_name(ok, empty, library, tmp_path):
    taken_in(ok, empty, library)
    ok("source", "export-bibliography", empty, "-o", tmp_path / "a.bib", "--format", "csl-json")
    assert (tmp_path / "a.bib").read_text("utf-8").startswith("[")


def test_a_preferred_style_is_used_from_then_on(ok, empty, library):
    taken_in(ok, empty, library)
    ok("source", "bibliography", empty, "--style", "author-date", "--prefer")
    assert "(1986)" in ok("source", "bibliography", empty, "dorr1986").out


def test_a_record_names_its_sources_in_the_style(ok, sample):
    told = ok("narrative", sample, "Edda Marlow", "--format", "html").out
    assert "<h2>Sources</h2>" in told
    assert "<li><bdi><i>" in told
    one = ok("source", "bibliography", sample, "--subject", "Edda Marlow").out
    assert len(one.splitlines()) == 3


def test_further_variables_are_described_and_shown(ok, run, empty):
    ok("source", "add", empty, "--unheld", "--title", "Salt and Rope")
    said = ("--csl", "volume=3", "--csl", "editor=Voss, Mirela; Orr, Alan")
    ok("source", "describe", empty, "Salt and Rope", *said)
    shown = ok("source", "show", empty, "Salt and Rope").out
    assert "Mirela Voss; Alan Orr" in shown
    csl = ok("source", "show", empty, "Salt and Rope", "--json").json["csl"]
    assert (csl["volume"], csl["editor"][1]["family"]) == ("3", "Orr")
    ok("source", "describe", empty, "Salt and Rope", "--csl", "volume=")
    assert "volume" not in ok("source", "show", empty, "Salt and Rope", "--json").json["csl"]
    ran = run("source", "describe", empty, "Salt and Rope", "--csl", "title=x")
    assert (ran.code, "--title" in ran.err) == (2, True)


def test_the_export_holds_the_work_in_csl(ok, sample):
    exported = ok("export", sample, "--format", "json").json
    assert exported["sources"][0]["csl"]["title"] == exported["sources"][0]["title"]


def test_a_bibliography_hides_the_living_where_it_is_asked_to(ok, empty):
    ok("subject", "add", empty, "Edda Marlow", "--kind", "person")
    ok("source", "add", empty, "--unheld", "--title", "A book", "--author", "Marlow, Edda")
    told = ok("source", "export-bibliography", empty, "--living", "hidden").out
    assert "Marlow" not in told
    assert json.loads(told)[0]["author"] == [{"literal": "[hidden: a living person]"}]


def test_one_bad_entry_need_not_keep_a_library_out(ok, run, empty, library):
    library.write_text(f"{BIB}\n@book{{bad, title = {{Unclosed }}\n", "utf-8")
    ran = run("source", "import-bibliography", empty, library)
    assert (ran.code, "--skip-bad" in ran.err) == (3, True)
    told = taken_in(ok, empty, library, "--skip-bad", "--dry-run")
    assert told["registered"] == 2
    assert [one["place"] for one in told["bad"]] == ["line 6"]
    said = ok("source", "import-bibliography", empty, library, "--skip-bad").out
    assert "1 entry could not be read and stayed out:\nline 6: its braces" in said


def test_a_stream_that_is_no_source_is_not_taken_for_one(ok, empty, tmp_path):
    subject = ok("subject", "add", empty, "Anna Kowal", "--kind", "person", "--json").json
    item = {"id": "x", "type": "book", "title": "Quays", "custom": {"fonds": subject["subject"]}}
    file = tmp_path / "library.json"
    file.write_text(json.dumps([item]), "utf-8")
    told = ok("source", "import-bibliography", empty, file, "--json").json
    assert (told["registered"], told["erased"]) == (1, 0)


def test_a_work_with_the_doi_of_one_that_is_here_is_added_and_told(ok, empty, tmp_path):
    file = tmp_path / "theirs.json"

    def take_in(key, doi):
        file.write_text(json.dumps([{"id": key, "type": "book", "title": f"Of {key}", "DOI": doi}]))
        return taken_in(ok, empty, file)["remarks"]

    assert take_in("ours", "10.1234/Salt") == []
    (said,) = take_in("theirs", "https://doi.org/10.1234/SALT")
    assert said.startswith("theirs: it was added beside “Of ours”, which has the same DOI.")
    assert take_in("others", "doi:10.1234/rope") == []
    ok("source", "withdraw", empty, "Of others", "--reason", "twice")
    assert take_in("another", "10.1234/rope") == []
    assert take_in("theirs", "https://doi.org/10.1234/SALT") == [], "it is the work of then"


def test_a_work_of_zoteros_is_named_by_the_key_beside_its_address(ok, empty, tmp_path):
    file = tmp_path / "zotero.json"
    item = {
        "id": "http://zotero.org/users/1/items/AB12CD34",
        "type": "book",
        "title": "Salt and Rope",
        "citation-key": "dorrSalt1986",
        "archive_location": "Box 4",
    }
    file.write_text(json.dumps([item]), "utf-8")
    taken_in(ok, empty, file)
    assert "Archive location" in ok("source", "show", empty, "dorrSalt1986").out
    before = size(ok, empty)
    taken_in(ok, empty, file)
    assert size(ok, empty) == before


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("<rdf:RDF xmlns:z='x'><z:Collection/></rdf:RDF>", "an RDF file"),
        ("<?xml version='1.0'?>\n<rdf:RDF/>", "an RDF file"),
        ("<?xml version='1.0'?>\n<modsCollection><mods/></modsCollection>", "a MODS file"),
        ("<?xml version='1.0'?><xml><records><record/></records></xml>", "an EndNote file"),
        ("\ufeff\nTY  - BOOK\nTI  - Notes\nER  - \n", "an RIS file"),
        ("%0 Book\n%T Notes\n", "an EndNote file"),
        ('\ufeff"Key","Item Type","Title"\n"AB","book","Notes"\n', "a table (CSV)"),
    ],
)
def test_another_format_of_a_library_is_called_by_its_name(run, empty, tmp_path, data, what):
    file = tmp_path / "library.txt"
    file.write_text(data, "utf-8")
    refused = run("source", "import-bibliography", empty, file)
    assert refused.code == 3
    assert f"library.txt is {what}. Export the library as “CSL JSON”" in " ".join(
        refused.err.split()
    )
