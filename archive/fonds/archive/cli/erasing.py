# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that erases: it lists, asks, erases, and says what remains and is out of reach."""

from __future__ import annotations

import contextlib
import re
import sys
from importlib import metadata
from typing import TYPE_CHECKING

import click

from fonds.archive.cli import preferences
from fonds.archive.cli.erasing_text import parts_of, went, would_go
from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, OneOf, archive_argument
from fonds.archive.cli.progress import progress
from fonds.archive.cli.terminal import is_terminal, safe, wrap
from fonds.archive.commands.erasing import GROUNDS, EraseContent
from fonds.archive.errors import Cancelled, WrongUseError

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.archive import Archive
    from fonds.archive.cli.session import Session
    from fonds.archive.commands.erasing import Erasure
    from fonds.archive.wiping import Wiped

OUT_OF_REACH = (
    "Backups and copies of this archive, wherever they are, still hold it.",
    "So do exports, proofs and anything printed or handed out before now.",
    "What the disk keeps of overwritten files is its own affair; use an encrypted one.",
)
"""What an erasure cannot reach, whatever it erases."""

_RANGE = re.compile(r"^(\d{1,12}):(\d{1,12})$")


@command(
    "erase",
    example="""fonds erase marlow.fonds 3kq7 --ground "Her letter of 3 May." --dry-run
    fonds erase marlow.fonds "Casimir Thale" --code request --ground "He asked for it." --yes
    fonds erase marlow.fonds 5fza --range 210:247 --ground "A telephone number." """,
)
@archive_argument
@click.argument("target", metavar="EVENT|FACT|EXCERPT|CAPTURE|SUBJECT", type=WORDS)
@click.option(
    "--ground",
    metavar="TEXT",
    type=WORDS,
    required=True,
    help="Why, in words; kept beside the record of the erasure, and erasable itself.",
)
@click.option(
    "--code",
    type=OneOf(list(GROUNDS)),
    default="other",
    show_default=True,
    help="The kind of ground; it stays for good.",
)
@click.option(
    "--range",
    "masked",
    metavar="START:END",
    type=WORDS,
    help="Of a capture, mask only these characters of its text.",
)
@click.option("--texts", is_flag=True, help="Mask a subject's names in texts of sources too.")
@click.option("--keep-facts", is_flag=True, help="Keep facts that rest on an erased passage.")
@click.option("--dry-run", is_flag=True, help="List what would go, and erase nothing.")
@click.option("--all", "whole", is_flag=True, help="Of much that goes or stays, list everything.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def erase(
    session: Session,
    path: Path,
    target: str,
    ground: str,
    code: str,
    masked: str | None,
    texts: bool,
    keep_facts: bool,
    dry_run: bool,
    whole: bool,
    yes: bool,
) -> None:
    """Erase words for good, with proof that nothing else was changed.

    All that says it goes: values and qualifiers of other facts that name a subject, notes, reasons,
    corrections, the search, the window's drafts. That something was erased stays on record, and
    every earlier proof still holds. What an erasure cannot reach is said. EVENT is a position such
    as @412, or an id; the others are ids or their beginnings, a subject also its name.
    """
    if not yes and not dry_run and (session.json or not is_terminal(sys.stdin)):
        message = (
            "Nothing was erased: there is nobody to ask here. See what would go with --dry-run,"
            " then give --yes."
        )
        raise WrongUseError("not-confirmed", message)
    erasing = EraseContent(
        target, ground, code, read_range(masked), texts=texts, keep_facts=keep_facts
    )
    with session.writing(path) as archive:
        if dry_run or not yes:
            with progress("Looking for all that says it") as bar:
                rehearsed, _ = archive.erase(erasing, progress=bar, dry_run=True)
            if dry_run:
                _tell(session, rehearsed.answer, None, None, whole=whole)
                return
            _ask(session, rehearsed.answer, whole=whole)
        before = archive.head().size
        try:
            with progress("Erasing") as bar:
                outcome, wiped = archive.erase(erasing, progress=bar, begun=bar.go_on_with)
            session.recorded = True
            forgotten = forget_drafts(archive)
            action = outcome.action
            _tell(session, outcome.answer, action, wiped, whole=whole, forgotten=forgotten)
        except KeyboardInterrupt as error:
            # Others may have recorded meanwhile: what counts is whether anything was erased.
            if (archive.queries.archive().last_erasure or 0) <= before:
                code, message = "interrupted", "Interrupted. Nothing was erased."
            else:
                code, message = (
                    "interrupted-late",
                    (
                        "Interrupted, but it was erased on the record already, and stays so: see"
                        " fonds history."
                    ),
                )
            raise Cancelled(code, message) from error
    session.say_who()
    if wiped.stopped:
        raise click.exceptions.Exit(Cancelled.EXIT)


def read_range(text: str | None) -> tuple[int, int] | None:
    """Read START:END, in characters from 0, the end left out. Raises WrongUseError."""
    if text is None:
        return None
    found = _RANGE.match(text.strip())
    if found is None:
        message = f"“{text}” is no range. Give START:END in characters, such as 210:247."
        raise WrongUseError("bad-range", message)
    return int(found.group(1)), int(found.group(2))


def forget_drafts(archive: Archive) -> bool:
    """Have the window forget its drafts of an archive; tell whether there is a window to ask."""
    for entry in metadata.entry_points(group="fonds.window"):
        if entry.name == "forget":
            with contextlib.suppress(ImportError):
                entry.load()(archive.id)
                return True
    return False


def _ask(session: Session, erasure: Erasure, *, whole: bool) -> None:
    for line in [*would_go(erasure, session.width, whole=whole), "This cannot be undone."]:
        session.note(line)
    if not click.confirm(f"Erase {parts_of(erasure)}?", default=False, err=True):
        code, message = "cancelled", "Nothing was erased."
        raise Cancelled(code, message)


def _tell(
    session: Session,
    erasure: Erasure,
    action: str | None,
    wiped: Wiped | None,
    *,
    whole: bool,
    forgotten: bool = True,
) -> None:
    """Say what was erased, or would be where ``wiped`` is None."""
    reach = list(OUT_OF_REACH)
    reports = preferences.home() / "reports"
    if reports.is_dir():
        reach.append(f"Reports of defects in {reports} may repeat words; delete those you find.")
    if not forgotten:
        reach.append("The window's unfinished form, if one was left; open the window to drop it.")
    document = {
        "dry_run": wiped is None,
        "kind": erasure.kind,
        "target": erasure.target,
        "ground": erasure.ground,
        "action": action,
        "event": erasure.event if wiped is not None else None,
        "position": erasure.position if wiped is not None else None,
        "erased": [
            {
                "position": item.position,
                "event": item.event,
                "type": item.type,
                "parts": list(item.parts),
            }
            for item in erasure.items
        ],
        "facts": list(erasure.facts),
        "facts_of_others": [
            {
                "fact": one.fact,
                "property": one.property,
                "subject": one.subject,
                "label": one.label,
            }
            for one in erasure.others
        ],
        "facts_without_chain": [
            {
                "fact": one.fact,
                "property": one.property,
                "subject": one.subject,
                "label": one.label,
                "held": one.held,
            }
            for one in erasure.unchained
        ],
        "files": erasure.files,
        "masked": [
            {
                "source": one.source,
                "rendition": one.rendition,
                "redacted": one.redacted,
                "ranges": [list(range_) for range_ in one.ranges],
            }
            for one in erasure.masked
        ],
        "remains": list(erasure.remains),
        "still": [
            {
                "position": one.position,
                "type": one.type,
                "advice": one.advice,
                "starts": list(one.starts),
                "ranges": [list(range_) for range_ in one.ranges],
            }
            for one in erasure.still
        ],
        "out_of_reach": reach,
        "finished": wiped is None or wiped.finished,
        "unfinished": wiped.why if wiped is not None else None,
        "leftovers": list(wiped.removed) if wiped is not None else [],
    }
    width = session.width
    lines = (
        would_go(erasure, width, whole=whole)
        if wiped is None
        else went(erasure, wiped, width, whole=whole)
    )
    lines.append("Out of reach:")
    for told in reach:
        lines += wrap(safe(told), session.width, first="  - ", rest="    ")
    session.answer(document, lines)
