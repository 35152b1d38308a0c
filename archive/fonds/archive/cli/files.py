# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands on archive files as a whole: new, verify, backup, rebuild."""

from __future__ import annotations

import contextlib
import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fonds.archive import sample
from fonds.archive.ahead import passed_over
from fonds.archive.archive import Archive
from fonds.archive.cli import preferences
from fonds.archive.cli.failures import DONE, NOT_SO
from fonds.archive.cli.fault_lines import fault_lines
from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.progress import progress
from fonds.archive.cli.session import check_there, reading_only, signed_here
from fonds.archive.cli.terminal import safe, wrap
from fonds.archive.errors import ArchiveError, Cancelled
from fonds.archive.examining import not_as_signed
from fonds.archive.verifying import verify_at

_OF_TABLES = frozenset({"views", "tree"})
"""Faults of what `fonds rebuild` makes anew."""

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.cli.session import Session
    from fonds.archive.integrity.findings import Fault
    from fonds.archive.integrity.tree import EarlierHead


@command(
    "new",
    example="""fonds new marlow.fonds --name "Edda Marlow"
    fonds new sample.fonds --sample""",
)
@archive_argument
@click.option("--name", metavar="NAME", type=WORDS, help="What the archive is called.")
@click.option("--sample", "sampled", is_flag=True, help="Fill it with the invented sample.")
@click.pass_obj
def new(session: Session, path: Path, name: str | None, sampled: bool) -> None:
    """Make a new archive.

    Nothing that exists is overwritten. Without --name it is called as its file is. The sample is a
    small archive about somebody who never lived, to try things on.
    """
    if sampled:
        if name is not None:
            message = "The sample has a name of its own: leave out --name or --sample."
            raise click.UsageError(message)
        sample.build(path)
        with Archive.open(path, read_only=True) as archive:
            session.answer(
                {"archive": str(path), "id": archive.id}, f"{safe(str(path))}  {archive.id}"
            )
        return
    with Archive.create(path, name=name, agent=preferences.agent(session.agent)) as archive:
        session.recorded = True
        session.answer({"archive": str(path), "id": archive.id}, f"{safe(str(path))}  {archive.id}")
        session.say_who()


@command(
    "verify",
    example="""fonds verify marlow.fonds
    fonds verify marlow.fonds --checkpoint /media/stick/checkpoints""",
)
@archive_argument
@click.option(
    "--checkpoint",
    "checkpoints",
    metavar="FILE",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A checkpoint or a proof kept elsewhere, or a folder; may be given again.",
)
@click.option(
    "--key",
    "keys",
    metavar="KEY",
    type=WORDS,
    multiple=True,
    help="A public key that signed a checkpoint, or a file with it. Your own are known.",
)
@click.option(
    "--tree-only",
    is_flag=True,
    help="Only hold the headers to the tree, and the tree to the checkpoints: quick.",
)
@click.pass_obj
def verify(
    session: Session,
    path: Path,
    checkpoints: tuple[Path, ...],
    keys: tuple[str, ...],
    tree_only: bool,
) -> int:
    """Check that nothing in an archive was changed.

    SQLite's own check, every event's bytes against the tree, parts against their commitments,
    quotes against the texts, files against their digests, and the tables against the log. With
    --checkpoint also that the archive extends what was signed then. Ends with 1 where anything
    fails, and names the position. Told besides, and no fault, is an archive that is other than what
    you have signed on this machine: it may be an older copy.
    """
    check_there(path)
    heads, signing_faults = _earlier_heads(session, checkpoints, keys)
    judged = [one.head for one in heads if one.trusted]
    with reading_only(path), progress("Verifying") as bar:
        found = verify_at(path, bar, judged, tree_only=tree_only)
        # What was asked about heads is answered by those; a fault comes first.
        ask = not (found.faults or checkpoints)
        otherwise = _not_as_signed(path) if ask else None
    faults = (*found.faults, *signing_faults)
    passed = passed_over(path)
    document: dict[str, object] = {
        "ok": not faults,
        "checked": dict(found.checked),
        "faults": _as_json(faults),
        "backdated": list(found.backdated),
    }
    if passed is not None:
        document["passed_over"] = {"frame": passed.frame, "commits": passed.commits}
    if otherwise is not None:
        document["signed_otherwise"] = otherwise
    if checkpoints:
        document["checkpoints"] = [
            {
                "file": one.head.name,
                "size": one.head.size,
                "root": one.head.root.hex(),
                "ok": not any(one.head.name in fault.detail for fault in _about_heads(faults)),
            }
            for one in heads
        ]
    ink = session.ink
    checked = [f"  {count:>9,}  {safe(what)}" for what, count in found.checked.items()]
    if checkpoints:
        checked.append(f"  {len(heads):>9,}  checkpoints")
    if not faults:
        what = "has the tree that was recorded" if tree_only else "is as it was recorded"
        lines = [f"{safe(str(path))} {what}. Checked:", *checked]
    else:
        number = len(faults)
        noun = "fault" if number == 1 else "faults"
        lines = [ink.alert(f"! {safe(str(path))} has {number} {noun}:")]
        lines += [
            *fault_lines(faults, session.width),
            "Checked:",
            *checked,
            *_way_out(path, faults),
        ]
    if found.backdated:
        named = ", ".join(f"@{position}" for position in found.backdated[:_MOST_BACKDATED])
        more = " and others" if len(found.backdated) > _MOST_BACKDATED else ""
        told = (
            f"A clock ran backwards: {named}{more} dated before what was recorded already. That is"
            " no fault: positions tell the order."
        )
        lines += wrap(f"· {told}", session.width, rest="  ")
    if passed is not None:
        lines += wrap(f"! {safe(passed.told(path))}", session.width, rest="  ")
    if otherwise is not None:
        lines += wrap(f"! {safe(otherwise)}", session.width, rest="  ")
    session.answer(document, lines)
    return DONE if not faults else NOT_SO


def _not_as_signed(path: Path) -> str | None:
    """Say how an archive is other than what was signed here; None where nothing is known of it."""
    with contextlib.suppress(ArchiveError):
        finding = not_as_signed(path, signed_here)
        if finding is not None:
            return " ".join(filter(None, (finding.what, finding.advice)))
    return None


_MOST_BACKDATED = 5
_HEAD_FAULTS = frozenset(
    {"bad-signature", "other-archive", "rewritten", "truncated", "unknown-key"}
)


def _about_heads(faults: Sequence[Fault]) -> list[Fault]:
    return [fault for fault in faults if fault.kind in _HEAD_FAULTS]


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A checkpoint given to `verify`; one whose signature is false says nothing to hold to."""

    head: EarlierHead
    trusted: bool


def _earlier_heads(
    session: Session, checkpoints: Sequence[Path], keys: Sequence[str]
) -> tuple[list[_Earlier], list[Fault]]:
    """Read the checkpoints. Raises RefusedError where one is not there or is none."""
    if not checkpoints:
        return [], []
    # Only here: checking signatures needs a library that is slow to load.
    signing = importlib.import_module("fonds.archive.cli.signing")
    kept = importlib.import_module("fonds.archive.proofs.checkpoints")
    own = signing.signing_keys(session)
    known = [*own.publics(), *signing.given_keys(keys)]
    heads: list[_Earlier] = []
    faults: list[Fault] = []
    for file in kept.files_of(checkpoints):
        text = signing.read_text(file, "a checkpoint")
        head, fault = kept.judge(str(file), text, known, own.check)
        heads.append(_Earlier(head, fault is None or fault.kind != "bad-signature"))
        faults += [] if fault is None else [fault]
    return heads, faults


@command("backup", example="fonds backup marlow.fonds marlow-2026-11-21.fonds")
@archive_argument
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def backup(session: Session, path: Path, target: Path) -> int:
    """Copy an archive, as it is now, to a new file, and verify the copy.

    The copy appears only when it is whole and verified; nothing that exists is overwritten. Others
    may go on recording meanwhile. Ends with 1 where the archive has faults, which the copy then
    shares.
    """
    with session.reading(path) as archive, progress("Copying") as bar:
        copied = archive.backup(target, bar)
    size, faults = copied.head.size, copied.faults
    document = {
        "archive": str(path),
        "backup": str(target),
        "events": size,
        "ok": not faults,
        "faults": _as_json(faults),
    }
    lines = [f"{safe(str(target))}  {size:,} events, verified"]
    if faults:
        ink = session.ink
        noun = "fault" if len(faults) == 1 else "faults"
        lines = [
            f"{safe(str(target))}  {size:,} events",
            ink.alert(f"! {safe(str(path))} has {len(faults)} {noun}, and so has the copy:"),
            *fault_lines(faults, session.width),
        ]
    session.answer(document, lines)
    return NOT_SO if faults else DONE


@command("rebuild", example="fonds rebuild marlow.fonds")
@archive_argument
@click.pass_obj
def rebuild(session: Session, path: Path) -> int:
    """Make the disposable tables anew from the log.

    The log itself is only read. Readers keep the old tables until the new ones are whole. A tree
    that was kept of other events than the log has is left as it is: it is evidence. That is told,
    and ends with 4.
    """
    with session.writing(path) as archive:
        try:
            with progress("Rebuilding") as bar:
                with_tree = archive.rebuild(bar)
        except KeyboardInterrupt as error:
            message = "Interrupted. The tables in use are as they were."
            code = "interrupted"
            raise Cancelled(code, message) from error
        size = archive.head().size
    lines = [f"The tables of {safe(str(path))} were made anew from {size:,} events."]
    if not with_tree:
        told = (
            "The tree kept beside the log is not what its events give, and was left as it is: it"
            " may show that the log was changed. Run fonds verify."
        )
        lines += [session.ink.alert(line) for line in wrap(told, session.width, first="! ")]
    document = {"archive": str(path), "rebuilt": True, "events": size, "tree": with_tree}
    session.answer(document, lines)
    return DONE if with_tree else ArchiveError.EXIT


def _way_out(path: Path, faults: Sequence[Fault]) -> list[str]:
    """Say what to do about damage to the log; faults of other kinds say so themselves."""
    if all(fault.kind in _OF_TABLES | _HEAD_FAULTS for fault in faults):
        return []
    name = safe(str(path))
    return [
        "Keep the file as it is, and look for a sound backup. What can be trusted of it is saved",
        "into a new archive by",
        f"  fonds recover {name} NEW.fonds",
    ]


def _as_json(faults: Sequence[Fault]) -> list[dict[str, object]]:
    return [
        {"kind": fault.kind, "position": fault.position, "detail": fault.detail} for fault in faults
    ]
