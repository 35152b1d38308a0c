# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A reader in fifty years, who has docs/format.md and docs/events.md, SQLite and SHA-256.

`sqlite3` and `hashlib` do the reading and checking (JSON is read by SQLite); nothing of Fonds is
used for it. Only how the sample is built, and what it is compared with in the end, is Fonds.
"""

from __future__ import annotations

import hashlib
import json
import re
import runpy
import shutil
import sqlite3
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORMAT = (ROOT / "docs" / "format.md").read_text("utf-8")
EVENTS = (ROOT / "docs" / "events.md").read_text("utf-8")
GOLDEN = ROOT / "tests" / "golden"
RELEASED = {
    line.split()[1]: (int(line.split()[3]), line.split()[4])
    for line in (GOLDEN / "archives" / "MANIFEST").read_text("utf-8").splitlines()
    if not line.startswith("#")
}
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

pytestmark = pytest.mark.skipif(
    sqlite3.sqlite_version_info < (3, 38), reason="Python's own SQLite is older than `->>`"
)


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def hmac(key: bytes, message: bytes) -> bytes:
    """Section 8: HMAC comes down to SHA-256 twice."""
    filled = key + bytes(64 - len(key))
    inner = sha256(bytes(byte ^ 0x36 for byte in filled) + message)
    return sha256(bytes(byte ^ 0x5C for byte in filled) + inner)


def base64url(raw: bytes) -> str:
    """Section 4: 32 bytes as 43 characters, six bits each (RFC 4648 section 5)."""
    number = int.from_bytes(raw, "big") << 2
    return "".join(ALPHABET[number >> 6 * place & 63] for place in reversed(range(43)))


def root(leaves: list[bytes]) -> bytes:
    """Section 10."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + root(leaves[:split]) + root(leaves[split:]))


def listed() -> dict[str, tuple[list[str], bool, bool]]:
    """Read events.md: each type's parts in order, whether it opens its stream, or is additive."""
    found = {}
    for section in EVENTS.split("## What the parts hold")[0].split("\n### ")[1:]:
        name, schema = (
            section.split("\n", 1)[0],
            re.search(r"\*\(schema (.+?)\)\*", section).group(1),
        )
        parts = re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE)
        found[name] = (parts, "opens its stream" in schema, "additive" in schema)
    return found


TYPES = listed()
ANY_STREAM = set(
    re.findall(r"`(\w+)`", re.search(r"any stream may hold \((.+?)\)", FORMAT).group(1))
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.fonds"
    runpy.run_path(str(ROOT / "examples" / "build_sample.py"))["build"](path)
    return path


@pytest.fixture(params=["sample", *RELEASED])
def archive(request: pytest.FixtureRequest, tmp_path: Path):
    """An archive, opened as a file that nobody writes, and the head it must have."""
    name = request.param
    if name == "sample":
        original = request.getfixturevalue("sample")
        told = json.loads((GOLDEN / "sample.json").read_text("utf-8"))
        head = (told["size"], told["root"])
    else:
        original, head = GOLDEN / "archives" / name, RELEASED[name]
    path = shutil.copy(original, tmp_path / "copy.fonds")
    connection = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    yield connection, head
    connection.close()


def one(connection, sql, *values):
    (row,) = connection.execute(sql, values).fetchall()
    return row[0]


def test_the_file_says_what_it_is(archive):
    connection, _ = archive
    assert one(connection, "PRAGMA application_id") == int.from_bytes(b"FNDS", "big")
    edition = one(connection, "PRAGMA user_version")
    assert edition // 1000 == 1
    assert f"dition {edition // 1000}.{edition % 1000}" in FORMAT
    assert one(connection, "PRAGMA encoding") == "UTF-8"
    assert one(connection, "PRAGMA integrity_check") == "ok"


def test_every_event_has_its_place_its_bytes_and_its_leaf(archive):
    connection, head = archive
    rows = connection.execute(
        "SELECT position, header, leaf FROM event ORDER BY position"
    ).fetchall()
    assert [row[0] for row in rows] == list(range(1, head[0] + 1))
    members = re.findall(
        r"^\| `(\w+)` \|", FORMAT.split("## 4. The header")[1].split("## 5.")[0], re.MULTILINE
    )
    for position, header, leaf in rows:
        assert leaf == sha256(b"\x00" + header.encode()), position
        names = [row[0] for row in connection.execute("SELECT key FROM json_each(?)", (header,))]
        assert names == members
        # Canonical: without white space, members sorted.
        assert one(connection, "SELECT json(?)", header) == header
    assert root([row[2] for row in rows]).hex() == head[1]
    assert one(connection, "SELECT count(DISTINCT header ->> '$.id') FROM event") == head[0]
    first = one(connection, "SELECT header ->> '$.archive' FROM event WHERE position = 1")
    assert connection.execute("SELECT DISTINCT header ->> '$.archive' FROM event").fetchall() == [
        (first,)
    ]


def withheld_of(connection, kind: str) -> set[int]:
    """Section 8: what a copy left out; edition 1000 had no such list."""
    if not one(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'withheld'"):
        return set()
    return {
        key for (key,) in connection.execute("SELECT key FROM withheld WHERE kind = ?", (kind,))
    }


def test_every_part_opens_its_commitment_and_every_commitment_has_its_row(archive):
    connection, _ = archive
    erased = set(
        connection.execute(
            "SELECT e.value ->> '$.event', n.value FROM event v"
            " JOIN part p ON p.key = v.position * 32"
            " JOIN json_each(p.data, '$.erased') e JOIN json_each(e.value, '$.parts') n"
            " WHERE v.header ->> '$.type' = 'ContentErased'"
        )
    )
    withheld = withheld_of(connection, "part")
    events = connection.execute(
        "SELECT position, header ->> '$.id', header ->> '$.type', header FROM event"
    ).fetchall()
    checked = 0
    for position, event, type_name, header in events:
        stated = dict(
            connection.execute("SELECT key, value FROM json_each(?, '$.parts')", (header,))
        )
        rows = connection.execute(
            "SELECT key, name, salt, CAST(data AS BLOB) FROM part WHERE key / 32 = ? ORDER BY key",
            (position,),
        ).fetchall()
        assert [row[0] for row in rows] == [32 * position + at for at in range(len(rows))]
        names = [row[1] for row in rows]
        assert sorted(names) == sorted(stated)
        assert names == [name for name in TYPES[type_name][0] if name in stated]
        for key, name, salt, data in rows:
            if data is None:
                assert ((event, name) in erased) != (key in withheld)
                continue
            assert base64url(hmac(salt, name.encode() + b"\x00" + data)) == stated[name]
            assert one(connection, "SELECT json(?)", data.decode()) == data.decode()
            checked += 1
    assert checked > len(events)


def test_every_event_follows_the_one_its_writer_had_seen(archive):
    connection, _ = archive
    last: dict[str, list[str]] = {}
    for position, event, stream, after, type_name in connection.execute(
        "SELECT position, header ->> '$.id', header ->> '$.stream', header ->> '$.after',"
        " header ->> '$.type' FROM event ORDER BY position"
    ):
        _, opens, additive = TYPES[type_name]
        before = last.setdefault(stream, [])
        if not before:
            assert opens or type_name in ANY_STREAM, position
            assert after is None
        elif after != before[-1]:
            assert additive, position
            assert after is None or after in before
        else:
            assert not opens, position
        before.append(event)


def test_every_passage_stands_in_its_text_and_every_file_has_its_digest(archive):
    connection, _ = archive
    passages = connection.execute(
        """
        WITH said AS (
          SELECT e.position, e.header ->> '$.type' AS type, p.name, p.data
          FROM event e JOIN part p ON p.key BETWEEN e.position * 32 AND e.position * 32 + 31)
        SELECT c.data ->> '$.span.start', q.data ->> '$.quote',
               coalesce(q.data ->> '$.before', ''), coalesce(q.data ->> '$.after', ''),
               t.data ->> '$.text'
        FROM said c JOIN said q ON q.position = c.position AND q.name = 'quotation'
        JOIN said r ON r.type = 'RenditionAdded' AND r.name = 'content'
          AND r.data ->> '$.rendition' = c.data ->> '$.rendition'
        JOIN said t ON t.position = r.position AND t.name = 'text'
        WHERE c.type IN ('ExcerptTaken', 'ExcerptRelocated') AND c.name = 'content'
          AND q.data IS NOT NULL AND t.data IS NOT NULL
        """
    ).fetchall()
    withheld = withheld_of(connection, "part")
    assert bool(passages) != bool(withheld)
    for start, quote, before, after, text in passages:
        assert text[start - len(before) : start + len(quote) + len(after)] == before + quote + after
    files = connection.execute("SELECT digest, data FROM file WHERE data IS NOT NULL").fetchall()
    assert bool(files) != bool(withheld_of(connection, "file"))
    for digest, data in files:
        assert digest == f"sha256:{hashlib.sha256(data).hexdigest()}"
    named = connection.execute(
        "SELECT o.value ->> '$.digest', f.value ->> '$.size' FROM event e"
        " JOIN part c ON c.key / 32 = e.position AND c.name = 'content'"
        " JOIN part p ON p.key / 32 = e.position AND p.name = 'origin'"
        " JOIN json_each(p.data, '$.files') o JOIN json_each(c.data, '$.files') f ON f.key = o.key"
        " WHERE e.header ->> '$.type' = 'CaptureAdded'"
    ).fetchall()
    sizes = {digest: len(data) for digest, data in files}
    assert {digest: size for digest, size in named if digest in sizes} == sizes


def test_the_page_lists_every_fact_with_its_words(archive):
    connection, _ = archive
    (sql,) = [
        block
        for block in re.findall(r"^```sql\n(.*?)^```$", FORMAT, flags=re.MULTILINE | re.DOTALL)
        if "FactAsserted" in block
    ]
    rows = connection.execute(sql).fetchall()
    asserted = one(
        connection, "SELECT count(*) FROM event WHERE header ->> '$.type' = 'FactAsserted'"
    )
    assert len({row[0] for row in rows}) == asserted > 0
    assert all(row[1] and row[2] for row in rows)
    # The words of a source that a copy withholds are not there to be listed.
    assert all(row[4] for row in rows) != bool(withheld_of(connection, "part"))


def test_what_was_read_by_hand_is_what_fonds_says(sample):
    """The one look at Fonds: the facts of its export, before anybody changed them."""
    from fonds.archive import Archive

    connection = sqlite3.connect(f"file:{sample}?immutable=1", uri=True)
    (sql,) = [
        block
        for block in re.findall(r"^```sql\n(.*?)^```$", FORMAT, flags=re.MULTILINE | re.DOTALL)
        if "FactAsserted" in block
    ]
    by_hand = {(row[0], row[2], row[4]) for row in connection.execute(sql)}
    connection.close()
    with Archive.open(sample, read_only=True) as archive:
        said = {
            (fact.position, answer.name, citation.quote)
            for subject in archive.queries.subjects()
            for answer in archive.queries.record(subject.id).properties()
            for scope in answer.scopes
            for value in scope.values
            for fact in value.facts
            for citation in fact.citations[:1]
        }
    assert len(said) > 80
    # Facts that were corrected are shown at the position of what they say now.
    assert len(said - by_hand) < 10
