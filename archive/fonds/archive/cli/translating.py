# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The command that gives a passage words in another language, beside its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fonds.archive.cli.lazy import command
from fonds.archive.cli.parameters import WORDS, archive_argument
from fonds.archive.cli.terminal import flowing, safe, wrap
from fonds.archive.commands.translating import Translated, TranslatePassage, WithdrawTranslation

if TYPE_CHECKING:
    from pathlib import Path

    from fonds.archive.cli.session import Session


@command(
    "translate-passage",
    example="""fonds source translate-passage marlow.fonds m4te "Ihr Vater, ein Lotse" \\
    --language de --translator "Ida Brenn"
    fonds source translate-passage marlow.fonds m4te --language de --undo""",
)
@archive_argument
@click.argument("excerpt", metavar="EXCERPT", type=WORDS)
@click.argument("words", metavar="[TRANSLATION]", type=WORDS, required=False)
@click.option(
    "--language", metavar="TAG", type=WORDS, required=True, help="Of the translation: de, pt-BR."
)
@click.option("--translator", metavar="NAME", type=WORDS, help="Who made it, if not the agent.")
@click.option("--undo", is_flag=True, help="Take the translation into this language back.")
@click.option("--reason", metavar="TEXT", type=WORDS, help="Why it is taken back.")
@click.pass_obj
def translate_passage(
    session: Session,
    path: Path,
    excerpt: str,
    words: str | None,
    language: str,
    translator: str | None,
    undo: bool,
    reason: str | None,
) -> None:
    """Give a passage a translation: it keeps its own words and gains these.

    EXCERPT is a passage's id; fonds show --ids names them. A passage has one translation a
    language; a later one replaces it, and the history keeps both. It is shown beside the passage,
    with who translated it, wherever the passage is quoted, and found by fonds search. To translate
    a whole text use fonds source transcribe --method translated.
    """
    if undo == (words is not None):
        message = "Give the translation's words, or --undo to take the one there is back"
        raise click.UsageError(message, click.get_current_context())
    if (translator is not None and undo) or (reason is not None and not undo):
        message = "--translator goes with a translation, --reason with --undo"
        raise click.UsageError(message, click.get_current_context())
    with session.writing(path) as archive:
        wanted = (
            WithdrawTranslation(excerpt, language, reason or "undone")
            if undo
            else TranslatePassage(excerpt, language, words or "", translator)
        )
        done: Translated = session.record(archive, wanted, "Recording").answer
    document = {
        "excerpt": done.excerpt,
        "source": done.source,
        "language": done.language,
        "quote": done.quote,
        "translation": done.words,
        "translator": done.translator,
    }
    own = f"“{flowing(done.quote or '')}”"
    if done.words is None:
        said = f"Taken back: {own} has no translation into {safe(done.language)} any more."
    else:
        said = f"{own} is, in {safe(done.language)}: “{flowing(done.words)}”"
    session.answer(document, wrap(said, session.width))
