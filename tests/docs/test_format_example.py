# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""docs/format.md can be believed: its example is computed anew, its statements are the code's.

The example is recomputed with the standard library alone, as a reader in fifty years would; only
the last tests hold the page against our own code.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "format.md").read_text("utf-8")
PART = re.compile(r"part (\d+) of @(\d+): (\w+), salt ([0-9a-f]{64})")


@dataclass
class Given:
    """The rows of the example."""

    headers: dict[int, bytes] = field(default_factory=dict)
    parts: dict[int, tuple[int, str, bytes, bytes]] = field(default_factory=dict)


def block(name: str) -> list[str]:
    found = re.search(rf"^```{name}\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    assert found, f"the page has no block named {name}"
    return [line for line in found.group(1).splitlines() if line]


@pytest.fixture(scope="module")
def given() -> Given:
    rows = Given()
    lines = iter(block("example"))
    for title, data in zip(lines, lines, strict=True):
        if title.startswith("header @"):
            rows.headers[int(title.removeprefix("header @"))] = data.encode()
        else:
            key, position, name, salt = PART.fullmatch(title).groups()
            rows.parts[int(key)] = (int(position), name, bytes.fromhex(salt), data.encode())
    return rows


@pytest.fixture(scope="module")
def results() -> dict[str, str]:
    return dict(line.split(": ", 1) for line in block("results"))


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


# By hand


def test_the_page_gives_every_result(given, results):
    names = {f"commitment of {name} of @{at}" for at, name, _, _ in given.parts.values()}
    names |= {f"leaf @{at}" for at in given.headers}
    names |= {"node @1-@2", "root of 3", "import key of subject:falk-1"}
    assert set(results) == names
    assert sorted(given.headers) == [1, 2, 3]


def test_part_keys_are_thirty_two_times_the_position_and_on(given):
    for position, header in given.headers.items():
        keys = [key for key, part in given.parts.items() if part[0] == position]
        assert keys == [32 * position + place for place in range(len(json.loads(header)["parts"]))]


def test_commitments(given, results):
    for position, name, salt, data in given.parts.values():
        raw = hmac.new(salt, name.encode("ascii") + b"\x00" + data, hashlib.sha256).digest()
        assert results[f"commitment of {name} of @{position}"] == raw.hex()
        assert json.loads(given.headers[position])["parts"][name] == base64url(raw)


def test_leaves_nodes_and_the_root(given, results):
    leaves = {at: sha256(b"\x00" + header) for at, header in given.headers.items()}
    left = sha256(b"\x01" + leaves[1] + leaves[2])
    root = sha256(b"\x01" + left + leaves[3])
    assert {at: results[f"leaf @{at}"] for at in leaves} == {
        at: leaf.hex() for at, leaf in leaves.items()
    }
    assert results["node @1-@2"] == left.hex()
    assert results["root of 3"] == root.hex()


def test_the_import_key(given, results):
    secret = base64.urlsafe_b64decode(json.loads(given.parts[33][3])["key"] + "=")
    raw = hmac.new(secret, b"subject:falk-1", hashlib.sha256).digest()
    assert results["import key of subject:falk-1"] == base64url(raw)
    assert json.loads(given.headers[3])["import_key"] == base64url(raw)


def test_everything_is_spelt_canonically(given):
    for data in (*given.headers.values(), *(part[3] for part in given.parts.values())):
        again = json.dumps(
            json.loads(data), sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        assert again.encode() == data


def test_the_header_has_the_members_of_the_table(given):
    table = PAGE.split("## 4. The header")[1].split("## 5.")[0]
    members = re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE)
    assert len(members) == 14
    for header in given.headers.values():
        assert list(json.loads(header)) == members


# Against our own code


def test_the_example_reads_as_events(given):
    from fonds.events.recorded import decode, read_header

    for position, data in given.headers.items():
        parts = {name: body for at, name, _, body in given.parts.values() if at == position}
        recorded = decode(position, read_header(data), parts)
        assert recorded.event is not None
        assert recorded.header.canonical() == data


def test_our_code_gives_the_same_tree(given, results):
    from fonds.events.merkle import leaf_hash, root_of

    leaves = [leaf_hash(header) for header in given.headers.values()]
    assert root_of(leaves).hex() == results["root of 3"]


def test_the_statements_are_those_of_the_code():
    from fonds.archive.schema import ENDURING

    quoted = "\n".join(re.findall(r"^```sql\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL))
    assert {name for name, statement in ENDURING.items() if f"{statement};" not in quoted} == set()
    made = re.findall(r"^CREATE (?:UNIQUE )?(?:TABLE|INDEX|TRIGGER) (\w+)", quoted, re.MULTILINE)
    assert sorted(made) == sorted(ENDURING)


def test_the_numbers_are_those_of_the_code():
    from fonds.archive.schema import APPLICATION_ID, EDITION, PARTS_AN_EVENT
    from fonds.events.header import HEADER_FORMAT

    assert f"`0x{APPLICATION_ID:X}`" in PAGE
    assert APPLICATION_ID.to_bytes(4, "big") == b"FNDS"
    assert f"this is edition {EDITION}" in PAGE
    assert f"e.position * {PARTS_AN_EVENT} AND" in PAGE
    assert f"edition of this table: `{HEADER_FORMAT}`" in PAGE


def test_the_parts_named_are_those_of_the_code():
    from fonds.events.parts import Part

    listed = PAGE.split("Those of this edition are ")[1].split("The list is open")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == {part.value for part in Part}


def test_the_steps_named_are_those_of_the_code():
    from fonds.events.upcasting import STEPS

    table = PAGE.split("## 11.")[1].split("## 12.")[0]
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \|", table, flags=re.MULTILINE)
    assert {(name, int(schema)) for name, schema in rows} == set(STEPS)


def test_the_types_any_stream_may_hold_are_those_of_the_code():
    from fonds.events.recorded import event_types

    section = PAGE.split("## 5. Streams")[1].split("## 6.")[0]
    named = re.search(r"any stream may hold \((.+?)\)", section).group(1)
    kinds = {name for name, kind in event_types().items() if kind.STREAM == "any"}
    assert set(re.findall(r"`(\w+)`", named)) == kinds
