# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands on subjects: add, list, link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, Kind, archive_argument, reason_option
from fonds.archive.cli.policies import living_option
from fonds.archive.cli.tables import counted, table
from fonds.archive.cli.terminal import flowing, safe
from fonds.archive.commands.subjects import LinkSubjects, OpenSubject
from fonds.archive.errors import RefusedError
from fonds.archive.queries.namesakes import Namesake, told_apart
from fonds.events.catalogue.subject import Judgement
from fonds.events.values import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fonds.archive.cli.session import Session
    from fonds.archive.queries.identity import Contradiction
    from fonds.archive.queries.queries import Queries

_PAGE = 50


@command("add", example='fonds subject add marlow.fonds "Edda Marlow" --kind person')
@archive_argument
@click.argument("label", metavar="LABEL", type=WORDS)
@click.option("--kind", type=Kind(SubjectKind), required=True, help="What it is.")
@click.option(
    "--also", "names", metavar="NAME", type=WORDS, multiple=True, help="Another name of it."
)
@click.option("--language", metavar="TAG", type=WORDS, help="The label's language (BCP 47).")
@click.pass_obj
def add(
    session: Session,
    path: Path,
    label: str,
    kind: SubjectKind,
    names: tuple[str, ...],
    language: str | None,
) -> None:
    """Make somebody or something a subject; print its id.

    Two subjects may bear one label: they are told apart by their ids.
    """
    with session.writing(path) as archive:
        alike = dict.fromkeys(archive.queries.names.subjects_labelled(label))
        opened = session.record(
            archive, OpenSubject(label, kind, names, language), "Recording"
        ).answer
    document = {"subject": opened.stream, "event": opened.event, "position": opened.position}
    session.answer(document, opened.stream)
    if alike:
        session.note(
            f"{', '.join(alike)} {'is' if len(alike) == 1 else 'are'} called"
            f" “{flowing(label.strip())}” too. Say by the id which of them you mean from now on;"
            " if there is but one, withdraw the new subject."
        )


_TOLD = 3


def refuse_contradictions(found: Sequence[Contradiction]) -> None:
    """Tell what would contradict itself if two subjects were one.

    Raises:
        RefusedError: something would.
    """
    if not found:
        return
    # Several facts may disagree for one and the same reason, which is said once.
    said = (f"{one.label}: {one.reason}" if one.label else one.reason for one in found)
    reasons = list(dict.fromkeys(said))
    told, left = " ".join(reasons[:_TOLD]), len(reasons) - _TOLD
    more = f" And {counted(left, 'more reason')}." if left > 0 else ""
    what = "Their facts" if any(one.facts for one in found) else "Conclusions"
    message = (
        f"{what} would contradict each other. {told}{more} Nothing was recorded; say --anyway"
        " if they are one all the same."
    )
    code = "contradiction"
    listed = [{"property": one.property, "facts": list(one.facts)} for one in found]
    raise RefusedError(code, message, contradictions=listed)


@command(
    "list",
    example="""fonds subject list marlow.fonds --kind person
    fonds subject list marlow.fonds --begins edda --limit 20""",
)
@archive_argument
@click.option("--kind", type=Kind(SubjectKind), help="Only subjects of this kind.")
@click.option("--begins", metavar="WORDS", type=WORDS, help="Only those whose label begins so.")
@click.option("--limit", type=click.IntRange(min=1), help="A page of so many, by label.")
@click.option(
    "--after", metavar="SUBJECT", type=WORDS, help="Those after this one, which ended a page."
)
@living_option
@click.pass_obj
def list_subjects(
    session: Session,
    path: Path,
    kind: SubjectKind | None,
    begins: str | None,
    limit: int | None,
    after: str | None,
) -> None:
    """List the subjects with the number of facts that stand.

    All of them, those with most facts first; with --begins, --limit or --after a page (of 50 if
    not said) in the order of their labels, which takes no longer in a large archive. Those of one
    name are told apart.
    """
    with session.reading(path) as archive:
        queries, more = archive.queries, None
        if begins is None and limit is None and after is None:
            rows = [row for row in queries.subjects() if kind is None or row.kind is kind]
        else:
            page = queries.subject_page(begins or "", kind=kind, after=after, limit=limit or _PAGE)
            rows, more = list(page.subjects), page.after
        apart = told_apart(queries, (Namesake(row.id, row.label, row.kind) for row in rows))
    document = {
        "after": more,
        "subjects": [
            {
                "id": row.id,
                "label": row.label,
                "kind": row.kind.value,
                "facts": row.facts,
                "withdrawn": row.withdrawn,
                "told_apart": apart.get(row.id),
            }
            for row in rows
        ],
    }
    lines = table(
        [
            (
                row.id,
                row.kind.value,
                f"{row.facts:,}",
                row.label
                + (f" ({known})" if (known := apart.get(row.id)) else "")
                + (" (withdrawn)" if row.withdrawn else ""),
            )
            for row in rows
        ],
        right={2},
    )
    if more is not None:
        lines += ["", f"There are more: --after {more}"]
    none = "There are no subjects yet; add one with fonds subject add."
    if begins is not None or after is not None:
        none = "There is no such subject."
    session.answer(document, lines or none)


@command(
    "link",
    example='fonds subject link marlow.fonds 3kq7 x2ab --not-same --reason "Father and son."',
)
@archive_argument
@click.argument("first", metavar="A", type=WORDS)
@click.argument("second", metavar="B", type=WORDS)
@click.option("--same", "judgement", flag_value="same", help="They are one.")
@click.option("--not-same", "judgement", flag_value="not same", help="They are two.")
@click.option("--unsure", "judgement", flag_value="unsure", help="They may be one.")
@click.option(
    "--evidence", metavar="PASSAGE", type=WORDS, multiple=True, help="A passage that shows it."
)
@click.option(
    "--anyway", is_flag=True, help="Say that they are one although their facts contradict."
)
@reason_option
@click.pass_obj
def link(
    session: Session,
    path: Path,
    first: str,
    second: str,
    judgement: str | None,
    evidence: tuple[str, ...],
    anyway: bool,
    reason: str,
) -> None:
    """Say whether two subjects are one.

    No fact is rewritten; a later link takes the place of an earlier one. Where two that are to be
    one have facts that contradict each other, these are shown and nothing is recorded, unless
    --anyway is given.
    """
    if judgement is None:
        message = "Say what you concluded: --same, --not-same or --unsure"
        raise click.UsageError(message, click.get_current_context())
    linking = LinkSubjects(first, second, Judgement(judgement), reason, evidence)
    with session.writing(path) as archive:
        if linking.judgement is Judgement.SAME and not anyway:
            refuse_contradictions(archive.queries.joining(first, second))
        linked = session.record(archive, linking, "Recording").answer
        still = (
            _still_one(archive.queries, first, second)
            if linking.judgement is not Judgement.SAME
            else ""
        )
    document: dict[str, object] = {
        "subject": linked.stream,
        "event": linked.event,
        "position": linked.position,
    }
    if still:
        document["warnings"] = [still]
    session.answer(document, f"@{linked.position}")
    if still:
        session.note(still)


def _still_one(queries: Queries, first: str, second: str) -> str:
    """Say by whom two are still one that were just said not to be; nothing where they are not."""
    merged = queries.record(first, merged=True, only=()).merged
    ids = {queries.names.subject(one) for one in (first, second)}
    if not ids <= {one for one, _ in merged}:
        return ""
    others = [safe(label) for one, label in merged if one not in ids]
    by = ", ".join(others[:_TOLD]) + (" and others" if len(others) > _TOLD else "")
    return (
        f"They are still taken for one, by way of {by}, with whom both were judged to be the same."
        " Part them from there too with fonds subject link --not-same."
    )
