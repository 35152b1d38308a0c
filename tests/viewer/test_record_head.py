# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What a record says of a birth that no calendar knows: not its heading, but the source's words."""

from __future__ import annotations

from dataclasses import replace

from fonds.archive import Archive
from fonds.archive.record.resolve import Status
from fonds.events.values import ValueKind
from fonds.viewer.desk.record_head import record_head
from fonds.viewer.desk.record_rows import property_rows
from fonds.viewer.rows import ValueRow


def test_a_birth_that_is_not_known_is_quoted_and_no_part_of_the_heading(built_sample):
    with Archive.open(built_sample, read_only=True) as archive:
        record = archive.queries.record("Edda Marlow")
    assert "born 9 March 1948" in record_head(record).subtitle
    assert "died" not in record_head(record).subtitle
    (birth,) = [one for one in record.properties() if one.name == "date_of_birth"]
    value = birth.scopes[0].values[0]
    fact = replace(
        value.facts[0],
        value_kind=ValueKind.UNKNOWN,
        display="not known",
        as_written="31 February 1870",
    )
    value = replace(value, display="not known", facts=(fact,))
    birth = replace(birth, scopes=(replace(birth.scopes[0], values=(value,)),))
    section = replace(record.sections[0], properties=(birth,))
    assert "born" not in record_head(replace(record, sections=(section,))).subtitle
    death = replace(record.sections[0].properties[0], name="date_of_death", status=Status.AGREED)
    known = replace(section, properties=(birth, death))
    assert "died" in record_head(replace(record, sections=(known,))).subtitle
    (row,) = property_rows(birth, {})
    assert isinstance(row, ValueRow)
    assert (row.value, row.unknown) == ("not known", True)
    assert "“31 February 1870”" in row.below
