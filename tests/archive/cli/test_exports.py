# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""export and schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from fonds.archive.errors import ArchiveError

SAMPLE = Path(__file__).resolve().parents[3] / "examples" / "marlow"


def test_export_to_a_file_and_to_standard_output_are_the_same(ok, sample, tmp_path):
    target = tmp_path / "out.json"
    assert ok("export", sample, "--format", "json", "-o", target).out == f"{target}\n"
    assert ok("export", sample).out.encode() == target.read_bytes()
    assert ok("export", sample, "-o", "-", "--json").out.encode() == target.read_bytes()
    ok("export", sample, "-o", target)
    assert ok("export", sample).out.encode() == target.read_bytes(), "replaced by the same"
    assert ok("export", sample, "-o", target, "--json").json == {"export": str(target)}


def test_export_is_valid_against_the_printed_schema(ok, sample):
    jsonschema.validate(json.loads(ok("export", sample).out), ok("schema", "export").json)


def test_export_of_a_subject_at_a_moment(ok, sample):
    document = ok("export", sample, "--subject", "Edda Marlow", "--as-of", "@100").json
    assert [subject["label"] for subject in document["subjects"]] == ["Edda Marlow"]
    assert document["as_of"]["position"] == 100


def test_a_refused_export_prints_nothing(run, sample):
    asked = ("--subject", "Edda Marlow", "--subject", "Henrik Oost")
    for args in (("--as-of", "@1"), ("--as-of", "@100"), ("--living", "hidden")):
        ended = run("export", sample, *asked, *args)
        assert (ended.code, ended.out) == (3, ""), args


def test_a_refused_export_leaves_no_file(refused, sample, tmp_path):
    for args in (("--subject", "Nobody"), ("--as-of", "soon")):
        refused(sample, 3, "export", sample, "-o", tmp_path / "out.json", *args)
    refused(sample, 3, "export", sample, "-o", sample)
    refused(sample, 3, "export", sample, "-o", tmp_path / "none" / "out.json")
    assert not list(tmp_path.glob("*unfinished*"))
    assert not (tmp_path / "out.json").exists()


def test_what_is_left_of_an_export_ends_while_the_archive_is_open(run, sample, monkeypatch):
    closed = []

    def pieces(queries, **_):
        try:
            yield "{"
            yield "}"
        finally:
            closed.append(queries.size())

    def no_room(_target, pieces, **_):
        next(iter(pieces))
        code, message = "full", "There is no room."
        raise ArchiveError(code, message)

    monkeypatch.setattr("fonds.archive.cli.exports.export_pieces", pieces)
    monkeypatch.setattr("fonds.archive.cli.exports.write_whole", no_room)
    assert run("export", sample, "-o", "out.json").code == 4
    assert len(closed) == 1


def test_an_interrupted_export_leaves_no_file(run, sample, tmp_path, monkeypatch):
    from fonds.archive.queries.queries import Queries

    record, asked = Queries.record, []

    def interrupted(queries, *args, **options):
        asked.append(args)
        if len(asked) == 5:
            raise KeyboardInterrupt
        return record(queries, *args, **options)

    monkeypatch.setattr(Queries, "record", interrupted)
    ran = run("export", sample, "-o", tmp_path / "out.json")
    assert (ran.code, ran.out) == (130, "")
    assert "out.json was not written" in ran.err
    assert not list(tmp_path.glob("*out.json*"))


def test_every_line_of_the_sample_fits_the_import_schema(ok):
    schema = ok("schema", "fact-import").json
    jsonschema.Draft202012Validator.check_schema(schema)
    for line in (SAMPLE / "facts.jsonl").read_text(encoding="utf-8").splitlines():
        jsonschema.validate(json.loads(line), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"subject": "X", "property": "father", "value": "Y"}, schema)


def test_every_event_type_has_a_schema(ok):
    from fonds.events.recorded import event_types

    for name in event_types():
        schema = ok("schema", name).json
        jsonschema.Draft202012Validator.check_schema(schema)
        assert name in schema["title"]


def test_an_unknown_schema_is_refused_with_those_there_are(run):
    ran = run("schema", "FactAssertd")
    assert (ran.code, ran.out) == (3, "")
    assert "Did you mean FactAsserted" in ran.err
    assert "fact-import" in run("schema", "zzz").err
