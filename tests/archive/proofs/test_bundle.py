# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The proof of a fact: complete, checkable without Fonds, and spoilt by any change."""

from __future__ import annotations

import ast
import base64
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fonds.archive.commands.archive import WriteNote
from fonds.archive.commands.changes import RetractFacts
from fonds.archive.commands.erasing import EraseContent
from fonds.archive.errors import ArchiveError, RefusedError
from fonds.archive.proofs import check_fonds_proof
from fonds.archive.proofs.bundle import hidden_parts
from fonds.archive.proofs.check_fonds_proof import FAULTS, check
from fonds.archive.proofs.checkpoints import judge
from fonds.archive.verifying import verify_at
from fonds.events.notes import SignedNote, TlogProof

if TYPE_CHECKING:
    from archive.proofs.conftest import Bench

    from fonds.archive.proofs.bundle import Bundle


@pytest.fixture
def text(bench: Bench) -> str:
    bench.archive.execute(WriteNote(bench.fact, "A private remark."))
    bench.archive.execute(RetractFacts((bench.fact,), "the register says 1902"))
    return bench.notary.prove(bench.fact)[0].text


def proves(text: str, key: bytes | None = None) -> bool:
    try:
        check(text.encode(), key)
    except FAULTS:
        return False
    return True


def resigned(bench: Bench, text: str) -> str:
    """Sign a changed text with the archive's own key: what only its owner can do."""
    return bench.keys.current().sign(f"fonds/{bench.archive.id}", text)


def body(text: str) -> str:
    return SignedNote.read(text).text


def types(bundle: Bundle) -> dict[str, tuple[str, ...]]:
    return {event.type: event.told for event in bundle.disclosed}


def test_it_carries_all_about_the_fact_and_what_it_rests_on(bench: Bench) -> None:
    bench.archive.execute(RetractFacts((bench.fact,), "the register says 1902"))
    bundle, signed = bench.notary.prove(bench.fact)
    assert types(bundle) == {
        "ArchiveCreated": ("content",),
        "AgentIntroduced": ("content",),
        "SourceRegistered": ("content",),
        "CaptureAdded": ("content", "origin"),
        "RenditionAdded": ("content",),
        "SubjectOpened": ("content",),
        "PropertyDefined": ("content",),
        "ExcerptTaken": ("content", "quotation"),
        "FactAsserted": ("content",),
        "FactRetracted": ("reason",),
    }
    found = check(bundle.text.encode())
    assert found["facts"] == [bench.fact]
    assert found["head"] == f"{signed.checkpoint.size} {signed.checkpoint.root.hex()}"
    said = {event["type"]: event["said"] for event in found["events"]}
    assert said["FactAsserted"]["content"]["reading"]["value"] == "1901"
    assert said["ExcerptTaken"]["quotation"]["quote"] == "born at Eastmere in 1901"
    assert said["FactRetracted"]["reason"] == {"text": "the register says 1902"}
    assert "1901" in bundle.text


def test_private_remarks_and_whole_texts_are_kept_back_unless_asked(bench: Bench) -> None:
    bench.archive.execute(WriteNote(bench.fact, "A private remark."))
    usual = bench.notary.prove(bench.fact)[0].text
    assert "A private remark." not in usual
    assert "parish register" not in usual
    assert "import_secret kept-back" in usual
    told = bench.notary.prove(bench.fact, hidden=hidden_parts(["note", "text"], ["origin"]))[0].text
    assert "A private remark." in told
    assert "parish register" in told
    assert '"name":"varnham.txt"' not in told
    assert "import_secret kept-back" in told
    for text in (usual, told):
        assert proves(text)


def test_what_it_discloses_is_listed_within(bench: Bench) -> None:
    bundle, _ = bench.notary.prove(bench.fact)
    listed = dict(re.findall(r"^#   @(\d+) \w+: (.*?)(?: \(.*)?$", bundle.text, re.MULTILINE))
    assert {int(position): told for position, told in listed.items()} == {
        event.position: ", ".join(event.told) for event in bundle.disclosed
    }


def test_the_proofs_inside_are_those_of_c2sp(bench: Bench) -> None:
    bundle, signed = bench.notary.prove(bench.fact)
    blocks = re.findall(
        r"^c2sp\.org/tlog-proof@v1\n.*?\n\n.*?\n\n.*?\n", bundle.text, re.MULTILINE | re.DOTALL
    )
    assert len(blocks) == len(bundle.disclosed)
    for block, event in zip(blocks, bundle.disclosed, strict=True):
        proof = TlogProof.read(block)
        assert proof.index == event.position - 1
        assert proof.checkpoint == signed.head.note


@pytest.mark.slow
def test_every_changed_byte_spoils_it(text: str) -> None:
    raw = text.encode()
    assert proves(text)
    for at in range(len(raw)):
        changed = bytearray(raw)
        changed[at] ^= 1
        try:
            check(bytes(changed))
        except FAULTS:
            continue
        pytest.fail(f"byte {at} was changed unnoticed: {raw[max(0, at - 20) : at + 20]!r}")


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_every_cut_and_insertion_spoils_it(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    act = data.draw(st.sampled_from(["drop", "double", "swap"]))
    if act == "drop":
        changed = [*lines[:at], *lines[at + 1 :]]
    elif act == "double":
        changed = [*lines[:at], lines[at], *lines[at:]]
    else:
        other = data.draw(st.integers(0, len(lines) - 1))
        changed = list(lines)
        changed[at], changed[other] = changed[other], changed[at]
    if changed != lines:
        assert not proves("\n".join(changed))


def test_a_signature_said_twice_spoils_it(text: str) -> None:
    signature = text.rstrip("\n").rpartition("\n")[2]
    assert signature.startswith("— ")
    assert not proves(f"{text}{signature}\n")


def test_a_key_given_from_elsewhere_must_be_the_one(bench: Bench, text: str) -> None:
    key = bench.keys.current()
    assert proves(text, key.public)
    stranger = bench.keys.rotate()
    assert not proves(text, stranger.public)
    # A stranger who signs all of it anew is found by the key alone.
    forged = resigned(bench, body(text))
    assert not proves(forged, key.public)


def test_even_the_owner_cannot_change_what_was_recorded(bench: Bench, text: str) -> None:
    """Change a character of each line that holds a header, part, salt, path or head; sign anew."""
    inside, _, _ = body(text).partition("\n\nheaders ")
    lines = inside.split("\n")
    first = next(at for at, line in enumerate(lines) if line.startswith("event "))
    tried = 0
    for at in range(first, len(lines)):
        line = lines[at]
        if not line or line == "-" or line.endswith(("kept-back", "erased")):
            continue
        middle = 2 * len(line) // 3 if not line.startswith("event ") else len(line) - 1
        other = "x" if line[middle] != "x" else "y"
        changed = [*lines[:at], line[:middle] + other + line[middle + 1 :], *lines[at + 1 :]]
        assert not proves(resigned(bench, "\n".join(changed))), line
        tried += 1
    assert tried > 100
    assert proves(resigned(bench, body(text)))


def test_even_the_owner_cannot_leave_the_retraction_out_unnoticed(bench: Bench, text: str) -> None:
    everything = body(text)
    blocks = everything.split("\n\nevent ")
    retraction = next(
        block for block in blocks[1:] if "FactRetracted" in block and "header" in block
    )
    without = everything.replace("\n\nevent " + retraction.removesuffix("\n"), "")
    assert without != everything
    assert not proves(resigned(bench, without))
    # With the list changed too it is the owner's false word against the log: a lie that is signed.
    position = retraction.partition("\n")[0]
    lie = re.sub(rf"^(about .*) {position}$", r"\1", without, flags=re.MULTILINE)
    assert proves(resigned(bench, lie))
    # With all headers there is no room for one.
    whole = body(bench.notary.prove(bench.fact, all_headers=True)[0].text)
    without = whole.replace("\n\nevent " + retraction.removesuffix("\n"), "")
    lie = re.sub(rf"^(about .*) {position}$", r"\1", without, flags=re.MULTILINE)
    assert proves(resigned(bench, whole))
    assert not proves(resigned(bench, lie))
    header = next(
        line
        for line in whole.split("\n")
        if line.startswith('{"about"') and "FactRetracted" in line
    )
    assert not proves(resigned(bench, lie.replace("\n" + header, "")))


def test_all_headers_show_that_nothing_is_left_out(bench: Bench) -> None:
    bench.archive.execute(WriteNote(bench.fact, "A private remark."))
    for _ in range(3):
        bench.archive.execute(WriteNote("Odile Varnham", "something else"))
    bundle, signed = bench.notary.prove(bench.fact, all_headers=True)
    found = check(bundle.text.encode())
    assert found["complete"]
    _, _, headers = body(bundle.text).partition("\n\nheaders ")
    assert len(headers.rstrip("\n").split("\n")) == signed.checkpoint.size - bundle.about[0] + 2
    assert "something else" not in bundle.text
    assert not check(bench.notary.prove(bench.fact)[0].text.encode())["complete"]


def test_erased_and_withheld_parts_do_not_hinder_it(bench: Bench) -> None:
    bench.archive.execute(WriteNote(bench.fact, "A private remark."))
    before = bench.notary.prove(bench.fact)[0].text
    connection = bench.notary.store.connection
    position = bench.notary.store.stream(bench.fact)[0].position
    connection.execute("UPDATE part SET data = NULL, salt = NULL WHERE key = ?", (position * 32,))
    connection.execute(
        "UPDATE part SET data = NULL WHERE name = 'note' AND key > ?", (position * 32,)
    )
    bundle, _ = bench.notary.prove(bench.fact, hidden=())
    gone = {event.type: event.gone for event in bundle.disclosed if event.gone}
    assert gone == {"FactAsserted": ("content",), "NoteWritten": ("note",)}
    assert "part content erased" in bundle.text
    assert "part note withheld" in bundle.text
    assert proves(bundle.text)
    assert proves(before)


def test_what_was_proved_stays_proved_after_an_erasure(bench: Bench, tmp_path: Path) -> None:
    before = bench.notary.prove(bench.fact, all_headers=True)[0].text
    checkpoint = bench.notary.checkpoints.sign(tmp_path)
    assert checkpoint.kept is not None
    bench.archive.erase(EraseContent(bench.fact, "at the family's wish"))
    assert proves(before)
    after = bench.notary.prove(bench.fact)[0]
    assert proves(after.text)
    assert "1901" not in after.text
    gone = {event.type: event.gone for event in after.disclosed if event.gone}
    assert "content" in gone["FactAsserted"]
    assert "ContentErased" in {event.type for event in after.disclosed}
    head, fault = judge("old", checkpoint.head.note, bench.keys.publics(), bench.keys.check)
    assert fault is None
    assert verify_at(bench.archive.path, heads=[head]).faults == ()


def test_what_is_not_there_cannot_be_proved(bench: Bench) -> None:
    with pytest.raises(RefusedError, match="Nothing is recorded"):
        bench.notary.prove("aaaaaaaaaaaaaaaa")
    with pytest.raises(RefusedError, match="Nothing is recorded"):
        bench.notary.prove(bench.archive.id)


def test_a_damaged_log_proves_nothing(bench: Bench) -> None:
    connection = bench.notary.store.connection
    connection.execute("DROP TRIGGER event_is_never_updated")
    connection.execute("UPDATE event SET leaf = zeroblob(32) WHERE position = 2")
    with pytest.raises(ArchiveError, match="so its head was not signed"):
        bench.notary.prove(bench.fact)


def test_an_old_proof_holds_while_the_log_grows(bench: Bench) -> None:
    old = bench.notary.prove(bench.fact)[0].text
    bench.archive.execute(RetractFacts((bench.fact,), "the register says 1902"))
    assert proves(old)
    assert "FactRetracted" not in old
    assert (
        check(old.encode())["head"]
        != check(bench.notary.prove(bench.fact)[0].text.encode())["head"]
    )


def test_the_checker_stands_alone(text: str, bench: Bench, tmp_path: Path) -> None:
    checker = tmp_path / "check_fonds_proof.py"
    checker.write_bytes(Path(check_fonds_proof.__file__).read_bytes())
    proof = tmp_path / "fact.fonds-proof"
    proof.write_bytes(text.encode())

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-I", str(checker), *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={"PYTHONUTF8": "1", "PATH": ""},
            check=False,
        )

    ran = run(proof)
    assert ran.returncode == 0, ran.stderr
    assert "Facts proved: 1." in ran.stdout
    assert bench.fact
    key = bench.keys.current().known.key
    assert run(proof, key).returncode == 0
    assert run(proof, bench.keys.rotate().known.key).returncode == 1
    proof.write_bytes(text.replace("1901", "1902").encode())
    assert run(proof).returncode == 1
    helped = run("--help")
    assert helped.returncode == 0
    assert "python check_fonds_proof.py FILE [NAME+HASH+KEY]" in helped.stdout
    (tmp_path / "empty").touch()
    for arguments, said in (
        ((), "python check_fonds_proof.py FILE [NAME+HASH+KEY]"),
        ((tmp_path / "nothing.fonds-proof",), "No such file"),
        ((tmp_path,), "cannot be read: Is a directory."),
        ((tmp_path / "empty",), "proves nothing: it was changed or cut off"),
        ((proof, "no key"), "proves nothing"),
    ):
        ran = run(*arguments)
        assert ran.returncode == 1
        assert said in ran.stderr
        assert "Error" not in ran.stderr
        assert "Traceback" not in ran.stderr


def test_the_checker_is_short_and_needs_nothing_of_fonds() -> None:
    source = Path(check_fonds_proof.__file__).read_text(encoding="utf-8")
    assert len(source.splitlines()) < 200
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(source))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}


def test_base64_is_read_in_one_spelling_alone() -> None:
    spelt = base64.b64encode(bytes(32)).decode()
    assert check_fonds_proof.unbase64(spelt) == bytes(32)
    for other in (spelt[:-2] + "B=", spelt + "\n", spelt.rstrip("="), spelt[:20]):
        with pytest.raises(ValueError, match=r".+"):
            check_fonds_proof.unbase64(other)
