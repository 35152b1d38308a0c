# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands that prove a fact to others, and check what somebody else proves."""

from __future__ import annotations

import functools
import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from cryptography.exceptions import InvalidSignature

from fonds.archive.cli import checkpoint_folders
from fonds.archive.cli.failures import DONE, NOT_SO
from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, OneOf, archive_argument, output_option
from fonds.archive.cli.policies import (
    check_tells_nothing_hidden,
    living_option,
    parts_to_keep_back,
)
from fonds.archive.cli.signing import given_keys, read_text, signing_keys
from fonds.archive.cli.tables import counted, moment
from fonds.archive.cli.terminal import safe, wrap
from fonds.archive.errors import FondsError
from fonds.archive.export.writing import write_whole
from fonds.archive.proofs.bundle import hidden_parts
from fonds.archive.proofs.check_fonds_proof import CHANGED, FAULTS, UnprovedError, check
from fonds.archive.proofs.checkpoints import read_checkpoint
from fonds.archive.proofs.keys import check_signature
from fonds.events.notes import Checkpoint, NoteError, SignedNote, Step, VerifierKey
from fonds.events.parts import Part
from fonds.events.proofs import is_consistent

if TYPE_CHECKING:
    from fonds.archive.cli.session import Session
    from fonds.archive.proofs.bundle import Bundle

_PART = OneOf([part.value for part in Part if part is not Part.IMPORT_SECRET])


@command(
    "prove",
    example="""fonds prove marlow.fonds zavu3qjfvpbbsytd -o born.fonds-proof
    fonds prove marlow.fonds zavu3qjfvpbbsytd --keep-back origin --all-headers""",
)
@archive_argument
@click.argument("fact", metavar="FACT", type=WORDS)
@output_option
@click.option(
    "--tell",
    type=_PART,
    multiple=True,
    help="Also tell these parts: note (private remarks), text (whole texts of sources).",
)
@click.option("--keep-back", type=_PART, multiple=True, help="Leave the words of these parts out.")
@click.option(
    "--all-headers",
    is_flag=True,
    help="Carry every later header, to show that no event about the fact is left out.",
)
@living_option
@click.pass_obj
def prove(
    session: Session,
    path: Path,
    fact: str,
    output: Path | None,
    tell: tuple[str, ...],
    keep_back: tuple[str, ...],
    all_headers: bool,
) -> None:
    """Write a text that proves what was recorded of a fact; anyone can check it.

    It carries every event about the fact, retractions too, with its passages, sources and captures,
    against the archive's signed head. What it discloses is listed, in it and here.
    """
    with session.writing(path, reads=True) as archive:
        hides = session.veiled(archive.queries, exporting=True).veiled
        keep_back = parts_to_keep_back(hides, keep_back)
        bundle, signed = archive.notary(signing_keys(session)).prove(
            archive.queries.names.fact(fact),
            hidden=hidden_parts(tell, keep_back),
            all_headers=all_headers,
            keep_in=checkpoint_folders.kept_in(archive.id),
            approve=functools.partial(check_tells_nothing_hidden, archive.queries, hides),
        )
    written = output is not None and str(output) != "-"
    if output is not None and written:
        write_whole(output, [bundle.text], forbidden=path)
    document = {
        "fact": bundle.fact,
        "head": {"size": signed.checkpoint.size, "root": signed.checkpoint.root.hex()},
        "key": signed.key.spelt(),
        "about": list(bundle.about),
        "complete": bundle.complete,
        "discloses": [
            {
                "position": event.position,
                "type": event.type,
                "told": list(event.told),
                "kept_back": list(event.kept_back),
                "gone": list(event.gone),
            }
            for event in bundle.disclosed
        ],
        "output": str(output) if written else None,
    }
    if not written:
        document["proof"] = bundle.text
    if session.json:
        session.print_json(document)
    elif written:
        session.print_lines([safe(str(output))])
    else:
        session.print_bytes(bundle.text.encode("utf-8"))
    for line in _disclosure(bundle):
        session.note(line)
    if signed.warning is not None:
        session.note(signed.warning)


def _disclosure(bundle: Bundle) -> list[str]:
    lines = [f"It discloses {counted(len(bundle.disclosed), 'event')}:"]
    for event in bundle.disclosed:
        told = ", ".join(event.told) or "its header alone"
        kept = f"; kept back: {', '.join(event.kept_back)}" if event.kept_back else ""
        gone = f"; no longer there: {', '.join(event.gone)}" if event.gone else ""
        lines.append(f"  @{event.position} {event.type}: {told}{kept}{gone}")
    return lines


@command(
    "check-proof",
    example="""fonds check-proof born.fonds-proof --key fonds+1a2b3c4d+AQ…
    fonds check-proof --print-checker > check_fonds_proof.py""",
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path), required=False)
@click.option(
    "--key",
    "keys",
    metavar="KEY",
    type=WORDS,
    help="The signer's public key as you had it from them, or a file with it.",
)
@click.option(
    "--since",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The earlier checkpoint, where FILE proves that an archive continues it.",
)
@click.option(
    "--print-checker",
    is_flag=True,
    help="Print the checker itself: one file that needs nothing of Fonds.",
)
@click.pass_obj
def check_proof(
    session: Session, file: Path | None, keys: str | None, since: Path | None, print_checker: bool
) -> int:
    """Check a proof of a fact, an export with proofs, or a step between two checkpoints.

    No archive is needed. Ends with 1 where it proves nothing. Without --key the key in the file is
    believed, which anybody may have made: compare it with the signer's own.
    """
    if print_checker:
        source = files("fonds.archive.proofs").joinpath("check_fonds_proof.py").read_bytes()
        if session.json:
            session.print_json({"checker": source.decode("utf-8")})
        else:
            session.print_bytes(source)
        return DONE
    if file is None:
        message = "Name the file to check"
        raise click.UsageError(message, click.get_current_context())
    given = given_keys([keys] if keys is not None else [])
    text = read_text(file, "a proof")
    try:
        if since is not None or text.startswith("old "):
            return _check_step(session, file, text, since, given)
        found = check(text.encode("utf-8"), given[0].public if given else None)
    except FAULTS as error:
        why = _why_not(error, text)
        document = {"ok": False, "fault": why}
        line = f"! {safe(str(file))} proves nothing: {safe(why)}."
        session.answer(document, session.ink.alert(line))
        return NOT_SO
    _tell(session, found, given)
    return DONE


def _why_not(error: Exception, text: str) -> str:
    """Say why a text proves nothing; Python's words about what it is not would help nobody."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if plain != text and plain.startswith("fonds-proof/1\n"):
        return (
            "its line ends or first bytes were changed on the way, as mail and editors do; have it"
            " sent anew as an attachment, and do not open it in an editor"
        )
    if not text.startswith(("fonds-proof/1\n", "old ", "{")):
        return "it is no proof of a fact and no export made with --proofs"
    if isinstance(error, InvalidSignature) or str(error) == CHANGED:
        return (
            "something in it was changed, cut off or added to after it was signed, or another key"
            " signed it"
        )
    if not isinstance(error, UnprovedError | NoteError):
        return "it is not made as proofs are, or is cut off"
    return str(error)


def _tell(session: Session, found: dict[str, Any], given: list[VerifierKey]) -> None:
    size, root = found["head"].split(" ")
    key = given[0].spelt() if given else found["key"]
    own = not given and _is_own(session, key)
    document = {
        "ok": True,
        "fault": None,
        "head": {"size": int(size), "root": root},
        "key": key,
        "key_given": bool(given),
        "facts": found["facts"],
        "complete": found.get("complete", "headers" in found),
        "events": [
            {
                "position": event["position"],
                "type": event["type"],
                "recorded_at": event["recorded_at"],
                "told": event["said"],
                "missing": {
                    name: part["missing"]
                    for name, part in event["parts"].items()
                    if "missing" in part
                },
            }
            for event in found["events"]
        ],
    }
    lines: list[str] = []
    for event in document["events"]:
        lines.append(f"@{event['position']}  {event['type']}  {moment(event['recorded_at'])}")
        for name, said in event["told"].items():
            words = json.dumps(said, ensure_ascii=False)
            lines += wrap(safe(f"{name}: {words}"), session.width, first="    ", rest="      ")
        lines += [f"    {name}: {safe(state)}" for name, state in event["missing"].items()]
    number = counted(len(found["facts"]), "fact")
    lines.append(f"Proved: {number}, as recorded among the first {int(size):,} events.")
    if found["facts"] and "complete" in found:
        whole = "It is shown" if document["complete"] else "The signer vouches"
        lines.append(f"{whole} that no event about the fact up to there is left out.")
    elif found["facts"]:
        lines.append(
            "It is shown that no event of these facts up to there is left out; that no fact is left"
            " out, the signer vouches."
            if document["complete"]
            else "The signer vouches that no fact is left out, and no event of a fact up to there."
        )
    lines.append(f"Signed with {safe(key)}")
    if own:
        lines.append("That is your own key.")
    elif not given:
        lines.append("That key came with the file: compare it with the signer's own.")
    session.answer(document, lines)


def _is_own(session: Session, key: str) -> bool:
    try:
        return VerifierKey.read(key).public in {
            own.public for own in signing_keys(session).publics()
        }
    except (NoteError, FondsError):
        return False


def _check_step(
    session: Session, file: Path, text: str, since: Path | None, given: list[VerifierKey]
) -> int:
    """Check that one signed head continues another (RFC 9162 section 2.1.4.2).

    Raises:
        ValueError: it does not.
    """
    if since is None:
        message = "Give the earlier checkpoint too, with --since"
        raise click.UsageError(message, click.get_current_context())
    step = Step.read(text)
    earlier = read_text(since, "a checkpoint")
    before = read_checkpoint(earlier)
    after = Checkpoint.read(SignedNote.read(step.checkpoint).text)
    keys = [key.renamed(after.origin) for key in given or signing_keys(session).publics()]
    for note in (earlier, step.checkpoint):
        if SignedNote.read(note).signed_by(keys, check_signature) is None:
            message = "a checkpoint is signed with a key that is not known; give it with --key"
            raise NoteError(message)
    holds = is_consistent(before.size, after.size, before.root, after.root, step.path)
    if before.origin != after.origin or step.old != before.size or not holds:
        message = "the later head does not continue the earlier one"
        raise NoteError(message)
    document = {"ok": True, "fault": None, "from": before.size, "to": after.size}
    line = f"{safe(str(file))}: the {after.size:,} events begin with all {before.size:,} earlier."
    session.answer(document, line)
    return DONE
