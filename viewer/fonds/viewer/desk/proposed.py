# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From a source's proposals to the candidates of the panel, and from a yes to an import's line."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from fonds.archive.cli.preferences import preferred_proposers
from fonds.archive.commands.values import ALWAYS_SUBJECTS, SUBJECT_KINDS
from fonds.archive.errors import RefusedError
from fonds.archive.proposals.plugged import PluggedProposer
from fonds.archive.queries.shown import shown_date
from fonds.events.values import SubjectKind, ValueType
from fonds.viewer.candidates import Candidate, Proposals
from fonds.viewer.desk.form_help import command_of
from fonds.viewer.drafts import FactSeed
from fonds.viewer.passages import Passage, PassageIndex
from fonds.viewer.wording import Counted, translate, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from fonds.archive.proposals.passed_over import PassedOver
    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.queries import Queries
    from fonds.archive.queries.source_answers import TextAnswer
    from fonds.viewer.desk.form_help import Lexicon
    from fonds.viewer.desk.source_views import ReadSource
    from fonds.viewer.drafts import FactDraft


def find_proposals(
    queries: Queries,
    source: str,
    beside: str,
    dismissed: Collection[str],
    label_of: Callable[[str], str],
    report: Callable[[int, int], bool] | None = None,
) -> Proposals:
    """Look a source's newest text through, with the proposers that are preferred.

    ``beside`` is the label of the subject whose record is open: whom the source is taken to be
    about where it does not say so itself. Candidates the archive holds already, and those in
    ``dismissed`` (keys), are only counted.

    ``report`` is called while others are asked, and answers False to stop.

    Raises:
        RefusedError: it has no text here.
    """
    passed: list[PassedOver] = []
    lines, failed = _lines(queries, source, beside, report, passed)
    found: list[Candidate] = []
    recorded = left_out = 0
    # Not before: others may be asked for minutes, in which no state of the archive is held.
    with queries.snapshot():
        text = queries.text(source)
        held = _held(queries, text, lines)
        changed = _taken_changed(text, lines, held)
        for line in lines:
            key = key_of(line)
            if key in changed or any(_says(fact, line) for fact in held[_place(line)]):
                recorded += 1
            elif key in dismissed:
                left_out += 1
            else:
                found.append(_candidate(queries, line, label_of))
    return Proposals(text.source, text.title, tuple(found), recorded, left_out, len(passed), failed)


def _lines(
    queries: Queries,
    source: str,
    beside: str,
    report: Callable[[int, int], bool] | None,
    passed: list[PassedOver],
) -> tuple[list[dict[str, object]], RefusedError | None]:
    """Give the candidates, and why the first of the preferred proposers that gave none did not."""
    failed: list[RefusedError] = []
    asked: list[PluggedProposer] = []
    for one in preferred_proposers():
        try:
            asked.append(PluggedProposer(one, report=report))
        except RefusedError as error:
            failed.append(error)
    lines = queries.proposals(source, proposers=asked, failed=failed, report=report, passed=passed)
    if not lines and beside:
        passed.clear()
        lines = queries.proposals(
            source, beside, asked, failed=failed, report=report, passed=passed
        )
    return lines, failed[0] if failed else None


def key_of(line: Mapping[str, object]) -> str:
    """Give a key that tells a candidate from others and holds none of its words."""
    said = [line.get(name) for name in ("source", "subject", "property", "value", "when", "start")]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:24]


def _place(line: Mapping[str, object]) -> tuple[int, int]:
    start, end = line["start"], line["end"]
    return (start, end) if isinstance(start, int) and isinstance(end, int) else (0, 0)


def _held(
    queries: Queries, text: TextAnswer, lines: Collection[Mapping[str, object]]
) -> dict[tuple[int, int], list[FactAnswer]]:
    """Give the facts that rest on words which meet those of a candidate, by its place."""
    index = PassageIndex(
        Passage(one.start, one.end, str(number)) for number, one in enumerate(text.passages)
    )
    at = {
        place: [
            fact for one in index.touching(*place) for fact in text.passages[int(one.excerpt)].facts
        ]
        for place in {_place(line) for line in lines}
    }
    wanted = list(dict.fromkeys(fact for facts in at.values() for fact in facts))
    known = {fact.id: fact for fact in queries.facts(wanted)}
    return {
        place: [known[fact] for fact in dict.fromkeys(facts) if fact in known]
        for place, facts in at.items()
    }


def _says(fact: FactAnswer, line: Mapping[str, object]) -> bool:
    """Tell whether a fact says what a candidate would say."""
    return fact.property == line["property"] and _has_value(fact, line)


def _has_value(fact: FactAnswer, line: Mapping[str, object]) -> bool:
    value = str(line["value"]).casefold()
    return value in {str(fact.value).casefold(), fact.display.casefold()}


def _taken_changed(
    text: TextAnswer,
    lines: Collection[Mapping[str, object]],
    held: Mapping[tuple[int, int], list[FactAnswer]],
) -> set[str]:
    """Give the keys of candidates that a person took after changing what they say.

    Such a fact rests on just the candidate's words and has its property or its value; it is no
    other candidate's, nor can it be said which of two it was made of.
    """
    resting: dict[tuple[int, int], set[str]] = {}
    for one in text.passages:
        resting.setdefault((one.start, one.end), set()).update(one.facts)
    taken = set()
    for place, facts in held.items():
        here = [line for line in lines if _place(line) == place]
        left = [line for line in here if not any(_says(fact, line) for fact in facts)]
        own = [
            fact
            for fact in facts
            if fact.id in resting.get(place, ()) and not any(_says(fact, line) for line in here)
        ]
        for fact in own:
            like = [line for line in left if line["property"] == fact.property]
            like = like or [line for line in left if _has_value(fact, line)]
            if len(like) == 1:
                taken.add(key_of(like[0]))
    return taken


def _candidate(
    queries: Queries, line: dict[str, object], label_of: Callable[[str], str]
) -> Candidate:
    subject, value = str(line["subject"]), str(line["value"])
    value_type = ValueType(str(line["value_type"]))
    kind = SubjectKind(str(line["subject_kind"]))
    meant = queries.names.subjects_labelled(subject, kind)
    remarks: list[str] = []
    unclear = len(meant) > 1
    if unclear:
        remarks.append(_several(subject, len(meant)))
    elif not meant:
        remarks.append(translate("Proposed", "opens a new subject"))
    if value_type in ALWAYS_SUBJECTS:
        others = queries.names.subjects_labelled(value, SUBJECT_KINDS[value_type])
        if len(others) > 1:
            unclear = True
            remarks.append(_several(value, len(others)))
        elif not others:
            remarks.append(translate("Proposed", "opens “{name}” too").format(name=value))
    start, end = _place(line)
    when = str(line["when"] or "")
    work = line.get("cited_work")
    return Candidate(
        key=key_of(line),
        subject=subject,
        property=str(line["property"]),
        label=label_of(str(line["property"])),
        value=worded(shown_date(value)) if value_type is ValueType.DATE else value,
        start=start,
        end=end,
        quote=str(line["quote"]),
        about=meant[0] if len(meant) == 1 else "",
        when=when,
        when_said=worded(shown_date(when)) if when and when != value else "",
        speaker=str(line["asserted_by"] or ""),
        mark=str(work.get("mark") or "") if isinstance(work, dict) else "",
        rule=str(line["rule"]),
        program=str(line["proposed_by"]),
        remark=" · ".join(remarks),
        unclear=unclear,
        line=line if len(meant) != 1 else line | {"subject_id": meant[0]},
    )


def _several(name: str, count: int) -> str:
    words = Counted.tr("%Ln subjects are called “{name}”: say which", "", count)
    return words.format(name=name)


def seed_of(one: Candidate, source: str, rendition: str) -> FactSeed:
    """Give what the form begins with when a candidate is changed."""
    return FactSeed(
        source=source,
        rendition=rendition,
        start=one.start,
        end=one.end,
        quote=one.quote,
        subject=one.about,
        subject_label=one.subject,
        property=one.property,
        value=one.value,
        when_text=one.when if one.when_said else "",
        speaker=one.speaker,
        mark=one.mark,
    )


def changed_line(
    one: Candidate, draft: FactDraft, lexicon: Lexicon, read: ReadSource
) -> dict[str, object]:
    """Make the line of a candidate as a person changed it.

    Where another property, value or time is given, the fact is the person's own and no longer
    what the program proposed; then its rule is not named.
    """
    said = command_of(draft, lexicon, read)
    line = dict(one.line)
    line.pop("subject_id", None)
    line["subject"] = draft.subject_label or one.subject
    if draft.subject:
        line["subject_id"] = draft.subject
    same_value = draft.value == one.value
    same_when = (said.when or "") == (one.when if one.when_said else "")
    if not (same_value and same_when and said.property == one.property):
        for name in ("rule", "proposed_by"):
            line.pop(name, None)
    if said.property != one.property:
        line["property"] = said.property
        line.pop("value_type", None)
    if not same_value:
        is_number = isinstance(one.line.get("value"), int)
        value = str(said.value)
        line["value"] = int(value) if is_number and value.isdecimal() else value
        line["qualifiers"] = {"as_written": said.as_written} if said.as_written else {}
    if not same_when:
        line["when"] = said.when
    line["asserted_by"] = said.asserted_by
    line["note"] = said.note or line.get("note")
    if said.mark or said.cited_work:
        line["cited_work"] = {"mark": said.mark, "work": said.cited_work}
    else:
        line.pop("cited_work", None)
    if draft.speaker_subject:
        cited = line.pop("cited_work", None)
        who = {"speaker": line.pop("asserted_by"), "subject": draft.speaker_subject, "read": True}
        line["chain"] = [who, *([cited] if cited else [])]
    return line
