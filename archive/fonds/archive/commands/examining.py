# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands on what a source is, rests on, cites and lacks, and on what of it was read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.bibliography.works import with_variables
from fonds.archive.commands.times import read_when
from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.sources.passages import Place
from fonds.archive.tables import ThingKind
from fonds.events.catalogue.base import Prose
from fonds.events.catalogue.source import (
    DependenceContent,
    DependenceKind,
    DependenceWithdrawal,
    InquiryContent,
    InquiryRecorded,
    InquiryWording,
    PassageRead,
    ReadContent,
    SourceDependenceAsserted,
    SourceDependenceWithdrawn,
    SourceDescribed,
    SourceOrigin,
    SourceRegistered,
)
from fonds.events.sentences import say
from fonds.events.values import Certainty, Span

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Appended, Plan
    from fonds.archive.lookup.texts import RenditionRow

_RANGE = re.compile(r"^\s*(\d{1,15})\s*[:\-–]\s*(\d{1,15})\s*$")


def described(plan: Plan, source: str) -> SourceRegistered | SourceDescribed:
    """Return the description of a source in force.

    Raises:
        RefusedError: it was erased.
    """
    for recorded in reversed(plan.store.stream(source)):
        if isinstance(recorded.event, SourceRegistered | SourceDescribed):
            return recorded.event
    message = say("The description of the source {source} was erased.", source=source)
    raise RefusedError("erased-source", message, source=source)


@dataclass(frozen=True, slots=True)
class DescribeSource:
    """Amend what is said of a work. What is None stays as it was; an empty text takes it away."""

    source: str
    title: str | None = None
    authors: tuple[str, ...] | None = None
    container_title: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    date: str | None = None
    url: str | None = None
    csl_type: str | None = None
    language: str | None = None
    repository: str | None = None
    call_number: str | None = None
    aliases: tuple[str, ...] = ()
    reason: str | None = None
    variables: tuple[tuple[str, str], ...] = ()
    """Further variables of CSL by name; names as "Family, Given; Family, Given"."""

    def plan(self, plan: Plan) -> Appended:
        """Plan `SourceDescribed`.

        Raises:
            RefusedError: no such source, a bad date, an empty title, or nothing that differs.
        """
        source = plan.names.source(self.source)
        before = described(plan, source)
        said = {
            name: getattr(self, name) or None
            for name in (
                "title", "container_title", "publisher", "publisher_place", "csl_type", "language",
                "repository", "call_number",
            )
            if getattr(self, name) is not None
        }  # fmt: skip
        if "" in {self.title, self.csl_type}:
            code, message = "no-title", "A source needs its title and its type; give them words."
            raise WrongUseError(code, message)
        content = before.content.model_copy(update=said)
        if self.authors is not None:
            authors = tuple(author for author in self.authors if author)
            others = tuple(one for one in content.contributors if one.role != "author")
            content = content.model_copy(update={"authors": authors, "contributors": others})
        content = with_variables(content, self.variables)
        if self.date is not None:
            issued = read_when(self.date) if self.date else None
            content = content.model_copy(update={"issued": issued})
        origin = before.origin or SourceOrigin()
        if self.url is not None:
            origin = origin.model_copy(update={"url": self.url or None})
        known = {*origin.aliases, content.title}
        # A title that was known stays a name by which the source is found.
        new = [*self.aliases, *([before.content.title] if said.get("title") else [])]
        fresh = tuple(name for name in dict.fromkeys(new) if name and name not in known)
        origin = origin.model_copy(update={"aliases": (*origin.aliases, *fresh)})
        if content == before.content and origin == (before.origin or SourceOrigin()):
            message = say(
                "Nothing changes: “{title}” is described so already.", title=before.content.title
            )
            raise RefusedError("no-change", message, source=source)
        plan.add(
            SourceDescribed(
                content=content,
                origin=None if origin == SourceOrigin() else origin,
                reason=prose(self.reason),
            ),
            source,
        )
        return plan.appended()


@dataclass(frozen=True, slots=True)
class AssertDependence:
    """Say that a source, or passages of it, copies or rests on another, held or not.

    ``passages`` are excerpts by id or beginning of one, or ranges "START:END" of the newest text.
    """

    source: str
    on: str
    kind: DependenceKind = DependenceKind.RESTS_ON
    certainty: Certainty = Certainty.STATED
    passages: tuple[str, ...] = ()
    reason: str | None = None

    def plan(self, plan: Plan) -> Appended:
        """Plan `SourceDependenceAsserted`.

        Raises:
            RefusedError: no such source or passage, it would rest on itself, or that is said.
        """
        source, on = plan.names.source(self.source), plan.names.source(self.on)
        if source == on:
            message = say(
                "“{label}” cannot rest on itself. Name another source.",
                label=plan.names.label(source),
            )
            raise RefusedError("self-dependence", message, source=source)
        content = DependenceContent(
            on=on,
            kind=self.kind,
            certainty=self.certainty,
            passages=tuple(dict.fromkeys(_passage(plan, source, one) for one in self.passages)),
        )
        if any(event.content == content for _, event in standing_dependences(plan, source)):
            message = say("That is said of “{label}” already.", label=plan.names.label(source))
            raise RefusedError("no-change", message, source=source)
        plan.flush()
        plan.add(
            SourceDependenceAsserted(content=content, note=prose(self.reason)),
            source,
            about=(on, *content.passages),
        )
        return plan.appended()


def standing_dependences(plan: Plan, source: str) -> list[tuple[str, SourceDependenceAsserted]]:
    """Return what is said of a source's dependence and was not taken back, with event ids."""
    said: dict[str, SourceDependenceAsserted] = {}
    for recorded in plan.store.stream(source):
        if isinstance(recorded.event, SourceDependenceAsserted):
            said[recorded.header.id] = recorded.event
        elif isinstance(recorded.event, SourceDependenceWithdrawn):
            said.pop(recorded.event.content.asserted, None)
    return list(said.items())


@dataclass(frozen=True, slots=True)
class WithdrawDependence:
    """Take back that a source rests on another: all that was said of the two, or of one kind."""

    source: str
    on: str
    kind: DependenceKind | None = None
    reason: str | None = None

    def plan(self, plan: Plan) -> Appended:
        """Plan `SourceDependenceWithdrawn` for each assertion.

        Raises:
            RefusedError: no such source, or nothing was said that could be taken back.
        """
        source, on = plan.names.source(self.source), plan.names.source(self.on)
        meant = [
            asserted
            for asserted, event in standing_dependences(plan, source)
            if event.content.on == on and self.kind in {None, event.content.kind}
        ]
        if not meant:
            message = say(
                "Nobody says that “{label}” depends on “{label2}”; there is nothing to take back.",
                label=plan.names.label(source),
                label2=plan.names.label(on),
            )
            raise RefusedError("no-dependence", message, source=source)
        for asserted in meant:
            plan.add(
                SourceDependenceWithdrawn(
                    content=DependenceWithdrawal(asserted=asserted), reason=prose(self.reason)
                ),
                source,
                about=(on, asserted),
            )
        return plan.appended()


@dataclass(frozen=True, slots=True)
class RecordInquiry:
    """Record what was looked for in a source, how far, and what came of it.

    ``subject`` is whom it was about, where that is somebody of this archive; ``outcome`` is "not
    found" unless said. A fact can cite the inquiry as evidence of absence.
    """

    source: str
    sought: str
    subject: str | None = None
    spellings: tuple[str, ...] = ()
    extent: str | None = None
    gaps: str | None = None
    method: str | None = None
    made_on: str | None = None
    outcome: str = "not found"
    note: str | None = None

    def plan(self, plan: Plan) -> tuple[str, Appended]:
        """Plan `InquiryRecorded`; return the inquiry's id, and where it stands.

        Raises:
            RefusedError: no such source or subject, or a bad date.
        """
        source = plan.names.source(self.source)
        subject = plan.subject(self.subject) if self.subject else None
        captures = plan.texts.captures(source)
        inquiry = plan.randomness.new_id()
        plan.add(
            InquiryRecorded(
                content=InquiryContent(
                    inquiry=inquiry,
                    capture=captures[-1] if captures else None,
                    sought=subject,
                    made_on=read_when(self.made_on) if self.made_on else None,
                    outcome=self.outcome,
                ),
                wording=InquiryWording(
                    sought=self.sought,
                    spellings=self.spellings,
                    extent=self.extent or None,
                    gaps=self.gaps or None,
                    method=self.method or None,
                ),
                note=prose(self.note),
            ),
            source,
            about=(inquiry, *((subject,) if subject else ())),
        )
        return inquiry, plan.appended()


@dataclass(frozen=True, slots=True)
class RecordRead:
    """Record that a range of a source's newest text was read and yielded nothing more.

    Without ``start`` and ``end`` (code points) all of it.
    """

    source: str
    start: int | None = None
    end: int | None = None
    note: str | None = None

    def plan(self, plan: Plan) -> Appended:
        """Plan `PassageRead`.

        Raises:
            RefusedError: the source has no text, or not that range.
        """
        source = plan.names.source(self.source)
        row = newest_text(plan, source)
        start = 0 if self.start is None else self.start
        end = row.length if self.end is None else self.end
        if not 0 <= start < end <= row.length:
            message = say(
                "“{label}” has {length:,} characters; there is no range {start}:{end} in it.",
                label=plan.names.label(source),
                length=row.length,
                start=start,
                end=end,
            )
            raise RefusedError("bad-offsets", message, source=source)
        plan.add(
            PassageRead(
                content=ReadContent(rendition=row.id, span=Span(start=start, end=end)),
                note=prose(self.note),
            ),
            source,
        )
        return plan.appended()


def newest_text(plan: Plan, source: str) -> RenditionRow:
    """Return the newest text of a source.

    Raises:
        RefusedError: it has none.
    """
    renditions = plan.texts.renditions(source)
    if not renditions:
        message = say(
            "“{label}” has no text here yet. Capture a file of it, or transcribe it.",
            label=plan.names.label(source),
        )
        raise RefusedError("no-rendition", message, source=source)
    return renditions[0]


def _passage(plan: Plan, source: str, given: str) -> str:
    """Return the excerpt a passage means: by id, or a range of the newest text."""
    spelt = _RANGE.match(given)
    if spelt is None:
        return plan.names.thing(given, ThingKind.EXCERPT)
    row = newest_text(plan, source)
    text = plan.texts.text(row) or ""
    place = Place(int(spelt[1]), int(spelt[2]))
    if not place.start < place.end <= len(text):
        message = say(
            "There is no range {given} in a text of {count:,} characters.",
            given=given,
            count=len(text),
        )
        raise RefusedError("bad-offsets", message, source=source)
    locator = plan.texts.locator(row, place.start, place.end)
    return plan.excerpt(row, text, place, locator)


def prose(text: str | None) -> Prose | None:
    """Return a remark or reason as events keep it, None where nothing was said."""
    return Prose(text=text) if text else None
