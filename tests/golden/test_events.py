# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The golden corpus: every shape ever released is there, untouched, and means what it meant."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

import pytest
from catalogue_shape import reachable_models
from golden.make_golden import (
    FOLDER,
    MANIFEST,
    WriteOnceError,
    golden_texts,
    read_manifest,
    write_missing,
)
from golden.samples import OLD_PROPERTY, samples

from fonds.events.catalogue.properties import PropertyDefined
from fonds.events.closed import Closed
from fonds.events.merkle import leaf_hash
from fonds.events.parts import SealedPart, opens, read_commitment
from fonds.events.recorded import RecordedEvent, decode, encode_parts, event_types, read_header

FILES = sorted(path.name for path in FOLDER.glob("*.json"))
every_file = pytest.mark.parametrize("name", FILES)


@dataclass(frozen=True)
class Golden:
    """A golden file, read without our code."""

    header: bytes
    leaf: bytes
    parts: tuple[SealedPart, ...]

    @classmethod
    def read(cls, name: str) -> Golden:
        whole = json.loads((FOLDER / name).read_text("utf-8"))
        parts = tuple(
            SealedPart(part, read_commitment(kept["salt"]), kept["data"].encode())
            for part, kept in whole["parts"].items()
        )
        return cls(whole["header"].encode(), bytes.fromhex(whole["leaf"]), parts)

    def decoded(self) -> RecordedEvent:
        return decode(1, read_header(self.header), {part.name: part.data for part in self.parts})


def kind_and_schema(name: str) -> tuple[str, int]:
    kind, number = name.removesuffix(".json").split(".")
    return kind, int(number.split("-")[0])


# Write-once


def test_the_manifest_names_every_file_and_no_other():
    assert sorted(read_manifest()) == FILES
    assert {path.name for path in FOLDER.iterdir()} == {*FILES, MANIFEST.name}


@every_file
def test_no_file_was_edited(name):
    data = (FOLDER / name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == read_manifest()[name], (
        f"{name} was released and is never changed; give the type a new schema instead"
    )


def test_nothing_waits_to_be_written():
    """A sample without its file is a shape that is not held to."""
    assert sorted(golden_texts()) == FILES


def test_the_script_writes_what_is_missing_and_nothing_else(tmp_path):
    first = write_missing(tmp_path, {"A.1.json": "a\n"})
    again = write_missing(tmp_path, {"A.1.json": "changed\n", "B.1.json": "b\n"})
    assert (first, again) == (["A.1.json"], ["B.1.json"])
    assert (tmp_path / "A.1.json").read_text("utf-8") == "a\n"
    assert sorted(read_manifest(tmp_path / MANIFEST.name)) == ["A.1.json", "B.1.json"]
    (tmp_path / "A.1.json").unlink()
    with pytest.raises(WriteOnceError, match=r"A\.1\.json"):
        write_missing(tmp_path, {"A.1.json": "a\n"})


# Reading


@every_file
def test_header_leaf_and_commitments_agree(name):
    golden = Golden.read(name)
    header = read_header(golden.header)
    assert (header.type, header.schema_) == kind_and_schema(name)
    assert header.canonical() == golden.header
    assert leaf_hash(golden.header) == golden.leaf
    assert {part.name for part in golden.parts} == set(header.parts)
    assert all(opens(header.parts, part) for part in golden.parts)


@every_file
def test_an_event_still_reads_whole(name):
    read = Golden.read(name).decoded()
    assert read.event is not None
    assert not read.missing


@every_file
def test_an_event_of_the_present_schema_gives_the_same_bytes_again(name):
    kind, schema = kind_and_schema(name)
    golden = Golden.read(name)
    if schema == event_types()[kind].SCHEMA:
        kept = {part.name: part.data for part in golden.parts}
        assert encode_parts(golden.decoded().event) == kept
    else:
        assert schema < event_types()[kind].SCHEMA


@every_file
def test_an_event_means_what_its_sample_says(name):
    """Were a default or a spelling changed, the old bytes would mean something else."""
    stem = name.removesuffix(".json")
    if stem not in samples():
        assert kind_and_schema(name)[1] < event_types()[kind_and_schema(name)[0]].SCHEMA
        return
    assert Golden.read(name).decoded().event == samples()[stem]


def test_the_first_schema_of_property_defined_reads_as_the_second():
    golden = Golden.read("PropertyDefined.1.json")
    assert json.loads(golden.parts[0].data) == OLD_PROPERTY
    event = golden.decoded().event
    assert isinstance(event, PropertyDefined)
    assert event.content.model_dump(mode="json", exclude_defaults=True) == {
        name: value for name, value in OLD_PROPERTY.items() if name != "cardinality"
    }
    assert event.content.cardinality == "multiple"
    assert event.content.section is None


# Coverage


def test_every_type_and_every_schema_is_there():
    needed = {
        (name, schema)
        for name, kind in event_types().items()
        for schema in range(1, kind.SCHEMA + 1)
    }
    assert {kind_and_schema(name) for name in FILES} == needed


def said(value: object) -> set[tuple[str, str]]:
    """Return (model, member) of every member that is not left at its default."""
    found: set[tuple[str, str]] = set()
    if isinstance(value, tuple):
        for item in value:
            found |= said(item)
    if isinstance(value, Closed):
        for name, field in type(value).model_fields.items():
            inner = getattr(value, name)
            if field.is_required() or inner != field.get_default():
                found |= {(type(value).__name__, name)} | said(inner)
    return found


@pytest.mark.parametrize("kind", sorted(event_types()))
def test_the_files_of_a_type_say_everything_it_can_say(kind):
    present = event_types()[kind]
    names = [name for name in FILES if kind_and_schema(name) == (kind, present.SCHEMA)]
    found = set().union(*(said(Golden.read(name).decoded().event) for name in names))
    possible = {
        (model.__name__, member)
        for model in reachable_models(present)
        for member in model.model_fields
        if member != "type"
    }
    assert possible - found == set()
