# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What holds for every type of the catalogue."""

from __future__ import annotations

import importlib
import pkgutil
import re
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest
from catalogue_shape import reachable_enums, reachable_models
from pydantic import ValidationError

from fonds.events import catalogue, values
from fonds.events.catalogue.base import Event, StreamKind
from fonds.events.header import TypeName
from fonds.events.parts import Part
from fonds.events.recorded import event_schema, event_types, part_models

DOCS = Path(__file__).resolve().parents[2] / "docs" / "events.md"
TYPES = sorted(event_types().values(), key=lambda kind: kind.__name__)

every_type = pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
every_model = pytest.mark.parametrize(
    "model", sorted(reachable_models(), key=lambda model: model.__name__), ids=lambda m: m.__name__
)


def test_the_union_holds_every_type_that_is_defined():
    for module in pkgutil.iter_modules(catalogue.__path__):
        importlib.import_module(f"fonds.events.catalogue.{module.name}")
    assert set(Event.__subclasses__()) == set(TYPES)
    assert not [kind for kind in TYPES if kind.__subclasses__()]


@every_type
def test_a_type_says_what_it_records_and_where(kind):
    assert kind.__doc__
    assert kind.__doc__ != Event.__doc__
    assert isinstance(kind.STREAM, StreamKind)
    assert kind.SCHEMA >= 1


@every_type
def test_a_name_is_its_own_and_in_the_past_tense(kind):
    assert kind.model_fields["type"].default == kind.__name__
    assert get_args(kind.model_fields["type"].annotation) == (kind.__name__,)
    pattern = next(rule.pattern for rule in TypeName.__metadata__ if hasattr(rule, "pattern"))
    assert re.fullmatch(pattern, kind.__name__)
    # Irregular ones are the exception and are named.
    assert kind.__name__.endswith("ed") or kind.__name__ in {
        "ExcerptTaken",
        "NoteWritten",
        "PassageRead",
        "PolicySet",
        "CaptureWithdrawn",
        "SourceWithdrawn",
        "SourceDependenceWithdrawn",
        "SubjectWithdrawn",
        "CitationWithdrawn",
    }


@every_type
def test_parts_are_of_the_list_and_each_is_a_closed_model(kind):
    parts = part_models(kind.__name__)
    assert parts
    assert set(parts) <= {part.value for part in Part}
    assert all(issubclass(model, values.Closed) for model in parts.values())


@every_type
def test_only_the_content_may_be_needed_to_read_an_event(kind):
    """Any other part can be withheld or erased, and the event still reads."""
    needed = {name for name, field in kind.model_fields.items() if field.is_required()}
    assert needed <= {"content"}


@every_type
def test_a_type_that_opens_a_stream_opens_one_of_its_own(kind):
    if kind.OPENS:
        assert kind.STREAM is not StreamKind.ANY
        assert not kind.ADDITIVE


def test_each_kind_of_stream_is_opened_by_one_type():
    opened = [kind.STREAM for kind in TYPES if kind.OPENS]
    assert sorted(opened) == sorted(set(StreamKind) - {StreamKind.ANY})


@every_model
def test_every_model_is_frozen_strict_and_closed(model):
    assert model.model_config["frozen"] is True
    assert model.model_config["strict"] is True
    assert model.model_config["extra"] == "forbid"
    assert model.__doc__


def test_a_model_refuses_a_change_a_stranger_and_another_type():
    prose = part_models("SourceWithdrawn")["reason"](text="a")
    with pytest.raises(AttributeError, match="frozen"):
        prose.text = "b"
    with pytest.raises(ValidationError, match="Extra inputs"):
        type(prose)(text="a", tone="b")
    with pytest.raises(ValidationError, match="string"):
        type(prose)(text=1)


@pytest.mark.parametrize(
    "enumeration",
    sorted(reachable_enums(), key=lambda enumeration: enumeration.__name__),
    ids=lambda enumeration: enumeration.__name__,
)
def test_every_enumeration_is_of_words(enumeration):
    assert issubclass(enumeration, StrEnum)
    assert enumeration.__doc__
    assert all(re.fullmatch(r"[a-z][a-z ]*", member.value) for member in enumeration)


@every_type
def test_a_type_is_listed_in_the_documents(kind):
    assert f"### {kind.__name__}\n" in DOCS.read_text("utf-8")


@every_type
def test_a_type_has_a_json_schema(kind):
    schema = event_schema(kind.__name__)
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == {"type", *part_models(kind.__name__)}
