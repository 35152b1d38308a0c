# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From a source's text to what its pane shows: passages with what they say, marks, captures."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from fonds.archive.errors import RefusedError
from fonds.archive.naming import fold_name
from fonds.archive.queries.shown import shown_date
from fonds.events.fixed import fixed
from fonds.viewer.desk.guesses import guess_speaker
from fonds.viewer.desk.history_entries import day_said
from fonds.viewer.desk.record_rows import value_said
from fonds.viewer.desk.value_remarks import passage_remarks
from fonds.viewer.passages import CaptureChoice, NoteMark, Passage, SourceView
from fonds.viewer.vocabulary_words import term
from fonds.viewer.wording import Counted, translate, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.queries import Queries
    from fonds.archive.queries.source_answers import (
        CaptureAnswer,
        RenditionAnswer,
        SourceAnswer,
        TextAnswer,
    )

_TRANSCRIPTS = frozenset({"text/vtt", "application/x-subrip"})
_BY_A_PERSON = frozenset({"transcribed", "translated", "redacted"})

_MOST_TOLD = 500
"""Facts up to which every passage says on hover what it is used for."""


@fixed
class ReadSource:
    """A source as it was read for its pane.

    ``facts`` are those on each passage, by excerpt; ``speaker`` is who mostly speaks here;
    ``entries`` are the works behind its footnote marks, where they are known: mark and wording.
    ``newest`` where no later text of the source is held; ``spoken`` where its text tells what is
    said in a recording.
    """

    view: SourceView
    facts: dict[str, tuple[str, ...]]
    speaker: str
    entries: tuple[tuple[str, str], ...]
    newest: bool = True
    spoken: bool = False

    def speaker_of(self, start: int, end: int) -> str:
        """Return who says the words from ``start`` to ``end``: in a transcript, whom it names."""
        named = guess_speaker(self.view.text, start, end) if self.spoken else ""
        return named or self.speaker

    def cited(self, typed: str) -> tuple[str, str | None]:
        """Return the mark typed and the work it means; None where there is none, or several.

        Of several entries that bear one mark, its words after the mark say which: "1 Gazette".
        """
        works = {work for mark, work in self.entries if mark == typed}
        if works:
            return typed, works.pop() if len(works) == 1 else None
        folded = fold_name(typed)
        meant = {
            (mark, work)
            for mark, work in self.entries
            if folded.startswith(f"{fold_name(mark)} ")
            and fold_name(work).startswith(folded[len(mark) :].strip())
        }
        return meant.pop() if len(meant) == 1 else (typed, None)

    def knows(self, mark: str) -> bool:
        """Tell whether any entry of a mark is known."""
        return any(mark == one for one, _ in self.entries)


def read_source(
    queries: Queries,
    source: str,
    as_of: str | None,
    *,
    capture: str | None = None,
    rendition: str | None = None,
) -> ReadSource:
    """Read a source as it stands, or stood at a moment: its newest text unless one is named.

    Raises:
        RefusedError: it has no text here.
    """
    known = queries.source(source)
    last = queries.moment(as_of).position if as_of is not None else None
    captures = [one for one in known.captures if last is None or one.position <= last]
    if as_of is None and not known.renditions:
        raise RefusedError("no-rendition", _how_to_read(known), source=source)
    rendition = rendition or _rendition_of(known, capture, last)
    text = queries.text(source, rendition, as_of)
    cited = list(dict.fromkeys(fact for one in text.passages for fact in one.facts))
    told = queries.facts(cited, as_of) if len(cited) <= _MOST_TOLD else []
    labels = {one.name: term(one.label) for one in queries.properties()} if told else {}
    by_id = {fact.id: fact for fact in told}
    counts = {len(one.facts) for one in text.passages}
    said = {count: Counted.tr("%Ln fact(s)", "", count) for count in counts}
    # How much was read of the text that is shown unless another is named is told with a source.
    unread = rendition is None and known.coverage is not None and not known.coverage.read
    shown = next((one for one in known.renditions if one.id == text.rendition), None)
    made = _made(shown) if shown else ""
    view = SourceView(
        id=source,
        title=text.title,
        text=text.text,
        passages=tuple(
            Passage(
                one.start,
                one.end,
                one.excerpt,
                len(one.facts),
                _note([by_id[fact] for fact in one.facts if fact in by_id], labels, one.excerpt)
                or said[len(one.facts)],
            )
            for one in text.passages
        ),
        number=text.number,
        captures=tuple(
            CaptureChoice(one.id, label + (made if one.id == text.capture else ""))
            for one, label in zip(captures, _capture_labels(captures), strict=True)
        ),
        capture=text.capture,
        rendition=text.rendition,
        marks=_marks(text, known),
        read=_read_ranges(queries, source, text.rendition, as_of, unread=unread),
    )
    works = tuple((one.mark, one.work) for one in known.cited_works if one.mark and one.work)
    facts = {one.excerpt: one.facts for one in text.passages}
    newest = max(known.renditions, key=lambda one: one.position, default=None)
    is_newest = newest is None or newest.id == text.rendition
    return ReadSource(view, facts, _speaker(told, text), works, is_newest, _spoken(known, text))


def _spoken(known: SourceAnswer, text: TextAnswer) -> bool:
    """Tell whether a text tells what is said: of a recording, or typed from one."""
    typed = any(one.id == text.rendition and one.method in _BY_A_PERSON for one in known.renditions)
    return any(
        file.media_type in _TRANSCRIPTS or file.media_type.startswith(("audio/", "video/"))
        for capture in known.captures
        if typed or capture.id == text.capture
        for file in capture.files
    )


def _read_ranges(
    queries: Queries, source: str, rendition: str, as_of: str | None, *, unread: bool
) -> tuple[tuple[int, int], ...]:
    """Read which ranges somebody read and finished with, apart from those that facts use.

    ``unread``: nothing was, by now.
    """
    if as_of is not None:
        texts = queries.coverage_then(source, as_of, rendition)
    else:
        texts = [] if unread else [queries.coverage(source, rendition)]
    spans = [span for one in texts for span in one.spans]
    return tuple((one.start, one.end) for one in spans if one.state == "read")


def _how_to_read(known: SourceAnswer) -> str:
    """Say how words come to stand where a source has none."""
    files = [file for capture in known.captures for file in capture.files]
    if files and all(file.media_type.startswith(("audio/", "video/")) for file in files):
        words = translate(
            "SourceKeeper",
            "“{title}” is a recording and has no words yet. Add a time-coded transcript of it (in a"
            " terminal, fonds source transcribe), or type in what it says (Fact, “Type in a"
            " passage”).",
        )
    elif known.captures:
        words = translate(
            "SourceKeeper",
            "“{title}” is held, but has no words yet. Have pictures read (File, “Read pictures by"
            " OCR”), or type in what it says (Fact, “Type in a passage”).",
        )
    else:
        words = translate(
            "SourceKeeper",
            "“{title}” is not held here. Type in what you read in it (Fact, “Type in a"
            " passage”), or add a file of it (File, “Add a new copy of the source”).",
        )
    return words.format(title=known.title)


def _rendition_of(source: SourceAnswer, capture: str | None, last: int | None) -> str | None:
    if capture is None:
        return None
    of_capture = [
        one
        for one in source.renditions
        if one.capture == capture and (last is None or one.position <= last)
    ]
    return of_capture[-1].id if of_capture else None


def _note(facts: Sequence[FactAnswer], labels: dict[str, str], excerpt: str) -> str:
    if not facts:
        return ""
    lines = [f"{labels.get(fact.property, fact.property)}: {value_said(fact)}" for fact in facts]
    cited = [one for fact in facts for one in fact.citations if one.excerpt == excerpt]
    lines += passage_remarks(cited[0]) if cited else []
    return "\n".join(dict.fromkeys(lines))


def _speaker(facts: Sequence[FactAnswer], text: TextAnswer) -> str:
    """Guess who speaks in a source: whoever was said to most often, else the source itself."""
    spoken = Counter(
        citation.asserted_by
        for fact in facts
        for citation in fact.citations
        if citation.source == text.source and citation.asserted_by
    )
    return spoken.most_common(1)[0][0] if spoken else text.title


def _marks(text: TextAnswer, source: SourceAnswer) -> tuple[NoteMark, ...]:
    """Find the marks of the works a source cites where they stand in brackets in its text."""
    marks: list[NoteMark] = []
    for work in source.cited_works:
        if not work.mark:
            continue
        marks += [
            NoteMark(found.start(), found.end(), work.mark, work.status == "dangling")
            for found in re.finditer(rf"\[{re.escape(work.mark)}\]", text.text)
        ]
    return tuple(sorted(marks, key=lambda mark: mark.start))


def _made(rendition: RenditionAnswer) -> str:
    """Say of a text that a person made it, and in which language: ", translated (de)"."""
    if rendition.method not in _BY_A_PERSON:
        return ""
    language = f" ({rendition.language})" if rendition.language else ""
    return f", {worded(rendition.method)}{language}"


def _capture_labels(captures: Sequence[CaptureAnswer]) -> list[str]:
    """Name captures by their day; those of one day are numbered, oldest first."""
    days = [_capture_label(one) for one in captures]
    of_the_day = Counter(days)
    met: Counter[str] = Counter()
    labels: list[str] = []
    for day in days:
        met[day] += 1
        numbered = translate("SourceViews", "{day} ({number} of {count})")
        labels.append(
            numbered.format(day=day, number=met[day], count=of_the_day[day])
            if of_the_day[day] > 1
            else day
        )
    return labels


def _capture_label(capture: CaptureAnswer) -> str:
    if capture.retrieved_at:
        return _captured(worded(shown_date(capture.retrieved_at)))
    if capture.seen_on:
        return translate("SourceViews", "seen {date}").format(
            date=worded(shown_date(capture.seen_on))
        )
    recorded = datetime.fromisoformat(capture.recorded_at).astimezone()
    return _captured(day_said(recorded))


def _captured(day: str) -> str:
    """Say that a day is not the source's own."""
    return translate("SourceViews", "captured {date}").format(date=day)
