# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Commands that write exports and print schemas."""

from __future__ import annotations

import contextlib
import difflib
import importlib
from typing import TYPE_CHECKING, Any

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import (
    WORDS,
    OneOf,
    archive_argument,
    as_of_option,
    output_option,
)
from fonds.archive.cli.policies import GivenPolicy, policy_options
from fonds.archive.cli.progress import progress
from fonds.archive.cli.terminal import safe
from fonds.archive.commands.interchange import FactLine
from fonds.archive.errors import Cancelled, RefusedError
from fonds.archive.export.json_export import export_pieces
from fonds.archive.export.shapes import export_schema
from fonds.archive.export.writing import write_whole
from fonds.events.recorded import event_schema, event_types

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from fonds.archive.archive import Archive
    from fonds.archive.cli.session import Session
    from fonds.archive.export.json_export import Progress
    from fonds.archive.export.proven import Proofs
    from fonds.archive.queries.queries import Queries

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


@command(
    "export",
    example="""fonds export marlow.fonds --format json -o marlow.json
    fonds export marlow.fonds --format json --subject "Edda Marlow" --as-of 2026-11-20""",
)
@archive_argument
@click.option("--format", "form", type=OneOf(["json"]), default="json", help="Which format.")
@click.option(
    "--subject",
    "subjects",
    metavar="SUBJECT",
    type=WORDS,
    multiple=True,
    help="Only this subject; may be given again.",
)
@as_of_option
@output_option
@click.option(
    "--proofs",
    is_flag=True,
    help="With every fact its events, salts and path to the signed head.",
)
@click.option(
    "--all-headers",
    is_flag=True,
    help="With --proofs: carry every header, to show that no event about a fact is left out.",
)
@policy_options
@click.pass_obj
def export(
    session: Session,
    path: Path,
    form: str,
    subjects: tuple[str, ...],
    as_of: str | None,
    output: Path | None,
    proofs: bool,
    all_headers: bool,
    policy: GivenPolicy,
) -> None:
    """Write records, with every fact and its passages, to a file.

    The same archive gives the same bytes each time. FILE appears only when it is whole. The format
    is given by fonds schema export. With --proofs anyone can check it: fonds check-proof.
    """
    del form  # the only one so far
    if all_headers and not proofs:
        message = "Give --all-headers together with --proofs"
        raise click.UsageError(message, click.get_current_context())
    with (
        session.reading(path, exporting=True) as archive,
        progress("Exporting") as bar,
        # Closed before the archive is: what is left of it wants to end its reading there.
        contextlib.closing(
            _pieces(
                archive.queries,
                subjects,
                as_of,
                policy,
                bar,
                _proofs(session, archive, all_headers=all_headers) if proofs else None,
            )
        ) as pieces,
    ):
        if output is None:
            for piece in pieces:
                session.print_bytes(piece.encode("utf-8"))
            return
        try:
            write_whole(output, pieces, forbidden=path)
        except KeyboardInterrupt as error:
            message = f"Interrupted. {output} was not written."
            code = "interrupted"
            raise Cancelled(code, message) from error
    session.answer({"export": str(output)}, safe(str(output)))


def _pieces(
    queries: Queries,
    subjects: tuple[str, ...],
    as_of: str | None,
    given: GivenPolicy,
    bar: Progress,
    proofs: Proofs | None = None,
) -> Generator[str, None, None]:
    policy = given.meant(queries)
    yield from export_pieces(
        queries, subjects=subjects or None, as_of=as_of, policy=policy, progress=bar, proofs=proofs
    )


def _proofs(session: Session, archive: Archive, *, all_headers: bool) -> Proofs:
    """Return what proves the facts. Raises RefusedError where anything is hidden."""
    if archive.queries.veiled.hides_anything:
        message = (
            "A proof shows whole events, names of others included, so it cannot hide anybody. Prove"
            " from a copy made with fonds share-copy --withhold living, or use --living shown."
            if archive.queries.living == "hidden"
            else "A proof shows whole events, so it cannot hide a part of them. Prove from a copy"
            " made with fonds share-copy --withhold policy, or use --show everything."
        )
        raise RefusedError("hidden", message)
    # Keys need a library that takes longer to load than a small export takes.
    signing = importlib.import_module("fonds.archive.cli.signing")
    notary = archive.notary(signing.signing_keys(session))
    proofs: Proofs = notary.export_proofs(all_headers=all_headers)
    return proofs


@command(
    "schema",
    example="""fonds schema export > fonds-export.schema.json
    fonds schema FactAsserted""",
)
@click.argument("name", metavar="export|fact-import|EVENT-TYPE", type=WORDS)
@click.pass_obj
def schema(session: Session, name: str) -> None:
    """Print the JSON Schema (draft 2020-12) of the export, the import, or an event type."""
    session.print_json(_schema(name))


def _schema(name: str) -> dict[str, Any]:
    if name == "export":
        return export_schema()
    if name == "fact-import":
        return {
            "$schema": _DRAFT,
            **FactLine.model_json_schema(),
            "title": "Fonds fact import, one line",
        }
    if name in event_types():
        return {"$schema": _DRAFT, **event_schema(name), "title": f"Fonds event {name}"}
    names = ["export", "fact-import", *event_types()]
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.4)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    message = f"There is no schema “{name}”.{hint} There are: {', '.join(names)}."
    code = "unknown-schema"
    raise RefusedError(code, message, name=name, names=names)
