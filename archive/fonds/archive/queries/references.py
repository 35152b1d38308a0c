# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What facts refer to: passages with their sources, inquiries, cited works, agents."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from fonds.archive.lookup.anchors import masked_passage
from fonds.archive.queries.answers import CitedWorkAnswer
from fonds.archive.queries.citation_answers import LinkEvidence, NewestAnswer, TranslationAnswer
from fonds.archive.queries.newest_texts import in_newest_texts
from fonds.archive.store.quotations import quotations
from fonds.archive.tables import LIVE, SupportRole
from fonds.events.catalogue.excerpt import ExcerptTaken, ExcerptTranslated
from fonds.events.catalogue.source import CitedWorkTraced, InquiryRecorded
from fonds.events.fixed import fixed
from fonds.events.sentences import joined, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fonds.archive.record.states import FactState
    from fonds.archive.store.sqlite import SqliteStore
    from fonds.events.catalogue.subject import LinkContent


@fixed
class Passage:
    """Where an excerpt stands, with its words unless they are gone."""

    source: str
    title: str
    capture: str | None
    rendition: str | None
    quote: str | None
    start: int | None
    end: int | None
    locator: str | None
    searched: str | None = None
    translations: tuple[TranslationAnswer, ...] = ()
    newest: NewestAnswer | None = None


class References:
    """Reads what many facts refer to with a fixed number of questions, and remembers it."""

    def __init__(self, store: SqliteStore, last: int | None = None) -> None:
        """Read through the store, translations up to a position; nothing is read yet."""
        self._store = store
        self._last = last
        self._agents: dict[str, str] = {}
        self._passages: dict[str, Passage] = {}
        self._sources: dict[str, str] = {}
        self._works: dict[str, CitedWorkAnswer] = {}

    def passages(self, targets: Sequence[str]) -> list[tuple[str, Passage]]:
        """Return passages by their ids, those that are there."""
        self._load_passages(targets)
        return [(one, self._passages[one]) for one in targets if one in self._passages]

    def agent(self, agent: str) -> str:
        """Return an agent's name; "somebody" where it was erased."""
        if agent not in self._agents:
            row = self._store.connection.execute(
                f"SELECT a.name, a.version FROM {LIVE.view('agent')} a"
                f" JOIN {LIVE.view('thing')} t ON t.key = a.key WHERE t.id = ?",
                (agent,),
            ).fetchone()
            self._agents[agent] = "somebody" if row is None else " ".join(filter(None, row))
        return self._agents[agent]

    def sources_cited(self, states: Iterable[FactState]) -> set[str]:
        """Return the sources of the facts' passages, of those that were read and may be told."""
        passages, found = self._passages, set()
        for state in states:
            for target in state.cited:
                if (passage := passages.get(target)) is not None:
                    found.add(passage.source)
        return found

    def _load_passages(self, targets: Iterable[str]) -> None:
        wanted = [target for target in dict.fromkeys(targets) if target not in self._passages]
        if not wanted:
            return
        view = LIVE.view
        rows = self._store.connection.execute(
            f"SELECT t.id, e.rendition, e.position, e.first, e.last, e.locator"
            f" FROM {view('thing')} t JOIN {view('excerpt')} e ON e.key = t.key"
            " WHERE t.id IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        ).fetchall()
        quotes = quotations(self._store.connection, [row[2] for row in rows])
        texts = self._texts_of({row[1] for row in rows})
        for excerpt, text, position, start, end, locator in rows:
            if text not in texts:
                continue
            source, title, capture, rendition = texts[text]
            quote = quotes.get(position)
            self._passages[excerpt] = Passage(
                source, title, capture, rendition, quote, start, end, locator
            )
            masked = masked_passage(self._store, excerpt) if quote is None else None
            if masked is not None:
                self._passages[excerpt] = replace(
                    self._passages[excerpt],
                    rendition=masked.rendition,
                    quote=masked.quote,
                    start=masked.start,
                    end=masked.end,
                )
        taken_from = {excerpt: text for excerpt, text, *_ in rows if text in texts}
        for excerpt, newest in in_newest_texts(self._store, taken_from, self._last).items():
            self._passages[excerpt] = replace(self._passages[excerpt], newest=newest)
        self._load_translations(wanted)
        if others := [target for target in wanted if target not in self._passages]:
            self._load_inquiries(others)
        self._sources.update(
            (target, self._passages[target].source) for target in wanted if target in self._passages
        )
        for target in wanted:
            if target not in self._passages:
                self._load_erased(target)

    def _texts_of(self, renditions: Iterable[int]) -> dict[int, tuple[str, str, str, str]]:
        """Return of texts, by key: source, its title, capture and rendition. Passages share few."""
        view = LIVE.view
        rows = self._store.connection.execute(
            f"SELECT n.key, s.id, x.title, c.id, r.id FROM json_each(?) w"
            f" CROSS JOIN {view('rendition')} n ON n.key = w.value"
            f" JOIN {view('thing')} r ON r.key = n.key JOIN {view('thing')} c ON c.key = n.capture"
            f" JOIN {view('thing')} s ON s.key = n.source"
            f" JOIN {view('source')} x ON x.key = n.source",
            (json.dumps(list(renditions)),),
        )
        return {key: (source, title, capture, text) for key, source, title, capture, text in rows}

    def _load_translations(self, wanted: Sequence[str]) -> None:
        """Read what passages were translated into: of each language the last that was said."""
        view = LIVE.view
        rows = self._store.connection.execute(
            f"SELECT t.id, x.position FROM {view('translation')} x"
            f" JOIN {view('thing')} t ON t.key = x.excerpt"
            f" WHERE EXISTS (SELECT 1 FROM {view('translation')})"
            f" AND x.excerpt IN (SELECT key FROM {view('thing')}"
            " WHERE id IN (SELECT value FROM json_each(?1)))"
            " AND (?2 IS NULL OR x.position <= ?2) ORDER BY x.position",
            (json.dumps(list(wanted)), self._last),
        ).fetchall()
        found: dict[str, dict[str, TranslationAnswer | None]] = {}
        for (excerpt, position), recorded in zip(
            rows, self._store.at([row[1] for row in rows]), strict=True
        ):
            event, header = recorded.event, recorded.header
            if not isinstance(event, ExcerptTranslated):
                continue
            said = event.translation
            found.setdefault(excerpt, {})[event.content.language] = (
                TranslationAnswer(
                    event.content.language,
                    said.words,
                    said.translator,
                    self.agent(header.agent),
                    header.recorded_at,
                    position,
                )
                if said is not None and not event.content.withdrawn
                else None
            )
        for excerpt, languages in found.items():
            standing = tuple(one for _, one in sorted(languages.items()) if one is not None)
            if standing and excerpt in self._passages:
                held = self._passages[excerpt]
                self._passages[excerpt] = replace(held, translations=standing)

    def sources(self) -> Mapping[str, str]:
        """Return, of the passages and inquiries read so far, the sources they were taken from.

        A passage that was erased is not among them.
        """
        return self._sources

    def _load_erased(self, excerpt: str) -> None:
        """Of a passage that is not here its header still names the source."""
        row = self._store.connection.execute(
            f"SELECT s.id, x.title FROM event e JOIN {LIVE.view('thing')} s"
            " ON s.id = json_extract(e.header, '$.about[0]')"
            f" JOIN {LIVE.view('source')} x ON x.key = s.key"
            " WHERE e.stream = ? AND json_extract(e.header, '$.type') = ?",
            (excerpt, ExcerptTaken.__name__),
        ).fetchone()
        if row is not None:
            source, title = row
            self._passages[excerpt] = Passage(source, title, None, None, None, None, None, None)

    def _load_inquiries(self, wanted: list[str]) -> None:
        view = LIVE.view
        rows = self._store.connection.execute(
            f"SELECT t.id, s.id, x.title, i.position FROM {view('thing')} t"
            f" JOIN {view('inquiry')} i ON i.key = t.key"
            f" JOIN {view('thing')} s ON s.key = i.source"
            f" JOIN {view('source')} x ON x.key = i.source"
            " WHERE t.id IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        ).fetchall()
        for inquiry, source, title, position in rows:
            event = self._store.at([position])[0].event
            if isinstance(event, InquiryRecorded):
                capture = event.content.capture
                self._passages[inquiry] = Passage(
                    source, title, capture, None, None, None, None, None, said_of_inquiry(event)
                )

    def _load_works(self, works: Iterable[str]) -> None:
        wanted = [work for work in dict.fromkeys(works) if work not in self._works]
        if not wanted:
            return
        rows = self._store.connection.execute(
            f"SELECT t.id, w.mark, w.work, w.status FROM {LIVE.view('thing')} t"
            f" JOIN {LIVE.view('cited_work')} w ON w.key = t.key"
            " WHERE t.id IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        )
        self._works.update(dict.fromkeys(wanted, CitedWorkAnswer(None, None, "noted")))
        self._works.update((row[0], CitedWorkAnswer(*row[1:])) for row in rows)
        self._load_traces([work for work in wanted if self._works[work].status == "traced"])

    def _load_traces(self, traced: list[str]) -> None:
        """Read which source each traced work was last found to be, from what its own source says.

        A step of its own: few works are traced, and the events that say so are listed by source.
        """
        if not traced:
            return
        view = LIVE.view
        rows = self._store.connection.execute(
            f"SELECT DISTINCT p.position FROM {view('thing')} t"
            f" JOIN {view('cited_work')} w ON w.key = t.key"
            f" JOIN {view('support')} p ON p.source = w.source AND p.role = ?"
            " WHERE t.id IN (SELECT value FROM json_each(?)) ORDER BY p.position",
            (SupportRole.RESTS, json.dumps(traced)),
        )
        events = [one.event for one in self._store.at([row[0] for row in rows])]
        found = {
            one.content.cited_work: one.content.source
            for one in events
            if isinstance(one, CitedWorkTraced)
        }
        titles = dict(
            self._store.connection.execute(
                f"SELECT t.id, x.title FROM {view('thing')} t"
                f" JOIN {view('source')} x ON x.key = t.key"
                " WHERE t.id IN (SELECT value FROM json_each(?))",
                (json.dumps([source for source in found.values() if source]),),
            )
        )
        for work in traced:
            if source := found.get(work):
                self._works[work] = replace(
                    self._works[work], traced_to=source, traced_title=titles.get(source)
                )


def outcome_said(outcome: str) -> str:
    """Return what came of an inquiry: mostly nothing; else the words of whoever made it."""
    return say("not found") if outcome == "not found" else outcome


def said_of_inquiry(event: InquiryRecorded) -> str:
    """Return what was looked for and what came of it, in one line for a reader."""
    words = event.wording
    if words is None:
        return say(
            "An inquiry (its words were erased or withheld): {outcome}",
            outcome=outcome_said(event.content.outcome),
        )
    parts = [say("Looked for {sought}", sought=words.sought)]
    parts += (
        [say("also as {spellings}", spellings=", ".join(words.spellings))]
        if words.spellings
        else []
    )
    parts += [say("in {extent}", extent=words.extent)] if words.extent else []
    parts += [say("by {method}", method=words.method)] if words.method else []
    said = say(
        "{sought}: {outcome}",
        sought=joined(", ", parts),
        outcome=outcome_said(event.content.outcome),
    )
    return say("{said} (gaps: {gaps})", said=said, gaps=words.gaps) if words.gaps else said


def link_evidence(references: References, content: LinkContent) -> tuple[LinkEvidence, ...]:
    """Return the passages that a conclusion about two subjects rests on."""
    return tuple(
        LinkEvidence(
            target,
            passage.source,
            passage.title,
            passage.capture,
            passage.rendition,
            passage.quote,
            passage.start,
        )
        for target, passage in references.passages([one.target for one in content.evidence])
    )
