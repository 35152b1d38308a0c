# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Proposers that others write: found by their entry points, asked in a process of their own.

A proposer is an entry point of the group `fonds.proposers` (PyPA, "Entry points specification"): a
callable without arguments that returns a `Proposer`. Nobody is asked who was not named: a model may
take its time, or send the text elsewhere. What one answers is looked at piece by piece, a crash is
told, and one that takes too long is ended; in either case nothing of it is used.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import tempfile
import time
from importlib import metadata
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from fonds.archive.apart import start
from fonds.archive.errors import Cancelled, RefusedError
from fonds.archive.extraction.frames import read_frame, write_frame
from fonds.archive.extraction.process import end_process
from fonds.archive.proposals.proposing import Proposed
from fonds.events.dates import DateError, parse
from fonds.events.sentences import say
from fonds.events.values import Certainty, SubjectKind, ValueType

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fonds.archive.proposals.page import Page

GROUP = "fonds.proposers"
"""The group of entry points."""

SECONDS = 600.0
"""How long a proposer may take over one source."""

MOST_PROPOSED = 10_000
"""Candidates of one proposer from one source; further ones are not looked at."""

_MOST_BYTES = 64 * 1024**2
"""How large an answer may grow, looked at while it is written: it lies on the disk."""

_BEAT = 0.1
_LONGEST_NAME = 100
_QUALIFIER = re.compile(r"[^\W\d]\w{0,99}")
_PROPERTY = re.compile(r"[a-z][a-z0-9_-]{0,99}(?::[a-z0-9_-]{1,99})?")


def installed() -> tuple[str, ...]:
    """Return the names of the proposers that other packages bring, in order."""
    return tuple(sorted({one.name for one in metadata.entry_points(group=GROUP)}))


class PluggedProposer:
    """A proposer of another package. It is asked when `propose` is called, apart from us."""

    def __init__(
        self,
        entry: str,
        *,
        seconds: float = SECONDS,
        report: Callable[[int, int], bool] | None = None,
    ) -> None:
        """Take the name of an entry point; ``report`` is called often; it answers False to stop.

        Raises:
            RefusedError: there is none of that name.
        """
        known = installed()
        if entry not in known:
            message = (
                say(
                    "There is no proposer “{entry}”. Installed are: {names}.",
                    entry=entry,
                    names=", ".join(known),
                )
                if known
                else say(
                    "There is no proposer “{entry}”, nor any other. They come with packages of"
                    " their own.",
                    entry=entry,
                )
            )
            raise RefusedError("unknown-proposer", message, proposer=entry)
        self.entry = entry
        self.name = entry
        self.version = "?"
        self.misunderstood = 0
        """Candidates that were no candidates: a value of no known type, a date that is none."""
        self._seconds = seconds
        self._report = report

    def propose(self, page: Page) -> list[Proposed]:
        """Return what the proposer answers. Whether its words stand there is looked at by others.

        Raises:
            RefusedError: it failed, took too long, or answered what cannot be read.
            Cancelled: somebody asked for it to stop.
        """
        answer = self._ask(page)
        match answer:
            case {"name": str(name), "version": str(version), "proposed": list(proposed)}:
                self.name = _tidy(name) or self.entry
                self.version = _tidy(version) or "?"
            case {"failed": str(why)}:
                raise self._refusal(say("it failed ({why})", why=_tidy(why)))
            case _:
                raise self._refusal(say("it ended without an answer"))
        read = [_candidate(one) for one in proposed[:MOST_PROPOSED]]
        found = [one for one in read if one is not None]
        self.misunderstood = len(read) - len(found)
        return found

    def _ask(self, page: Page) -> Any:  # noqa: ANN401 - any JSON
        asked = {
            "entry": self.entry,
            "text": page.text,
            "title": page.title,
            "subject": page.subject,
            "issued": page.issued,
            "edges": page.edges,
            "blocks": page.blocks,
        }
        with tempfile.TemporaryFile() as answer:
            started = start("proposals-worker", stdout=answer)
            try:
                if started.stdin is not None:
                    # One that has ended already no longer listens; that is told below.
                    with contextlib.suppress(OSError), started.stdin as stream:
                        write_frame(cast("BinaryIO", stream), asked)
                self._wait(started, answer.fileno())
            finally:
                end_process(started)
            answer.seek(0)
            try:
                return read_frame(answer, _MOST_BYTES)
            except (ValueError, RecursionError) as error:
                raise self._refusal(say("its answer cannot be read")) from error

    def _wait(self, started: subprocess.Popen[bytes], answer: int) -> None:
        begun = time.monotonic()
        while True:
            if self._report is not None and not self._report(0, 1):
                code, message = "cancelled", say("Cancelled. Nothing was recorded.")
                raise Cancelled(code, message)
            with contextlib.suppress(subprocess.TimeoutExpired):
                started.wait(_BEAT)
                return
            if os.fstat(answer).st_size > _MOST_BYTES:
                raise self._refusal(
                    say("its answer is larger than {most:,} bytes", most=_MOST_BYTES)
                )
            if time.monotonic() - begun > self._seconds:
                raise self._refusal(
                    say("it took more than {seconds:g} seconds", seconds=self._seconds)
                )

    def _refusal(self, what: str) -> RefusedError:
        message = say(
            "The proposer “{entry}” proposed nothing: {what}. Leave it out, or ask who wrote it.",
            entry=self.entry,
            what=what,
        )
        return RefusedError("proposer-failed", message, proposer=self.entry)


def _candidate(said: object) -> Proposed | None:
    """Return a candidate as a proposer spells it, None where it is none."""
    if not isinstance(said, dict):
        return None
    with contextlib.suppress(KeyError, TypeError, ValueError, DateError):
        when = _words(said.get("when"))
        value = said["value"]
        start, end = said["start"], said["end"]
        if type(start) is not int or type(end) is not int or type(value) not in {str, int}:
            return None
        subject, name = str(said["subject"]), str(said["property"])
        if not subject.strip() or _PROPERTY.fullmatch(name) is None:
            return None
        return Proposed(
            subject=subject,
            property=name,
            value=value,
            value_type=ValueType(said.get("value_type", ValueType.TEXT)).value,
            quote=str(said["quote"]),
            start=start,
            end=end,
            rule=_tidy(str(said.get("rule") or "")) or "unnamed",
            when=None if when is None else parse(when).text,
            qualifiers=_qualifiers(said.get("qualifiers")),
            subject_kind=SubjectKind(said.get("subject_kind", SubjectKind.PERSON)).value,
            certainty=Certainty(said.get("certainty", Certainty.STATED)).value,
            note=_words(said.get("note")),
            speaker=_words(said.get("speaker")),
        )
    return None


def _words(said: object) -> str | None:
    if said is not None and not isinstance(said, str):
        wrong = "no words"
        raise TypeError(wrong)
    return said.strip() or None if said else None


def _qualifiers(said: object) -> Mapping[str, str | int | bool]:
    if said is None:
        return {}
    if not isinstance(said, dict) or any(
        _QUALIFIER.fullmatch(name) is None or not isinstance(one, str | int | bool)
        for name, one in said.items()
    ):
        wrong = "no qualifiers"
        raise TypeError(wrong)
    return said


def _tidy(name: str) -> str:
    """Return a name on one line, of printable signs, not too long."""
    return " ".join("".join(one if one.isprintable() else " " for one in name).split())[
        :_LONGEST_NAME
    ]
