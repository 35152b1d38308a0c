# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Translating the lit passage: asked for, recorded, replaced, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from fonds.archive.commands.translating import TranslatePassage, WithdrawTranslation
from fonds.viewer.desk.acting import Acting
from fonds.viewer.desk.compensating import Undo, undo_reason
from fonds.viewer.desk.translation_dialog import OurWords, TranslationDialog
from fonds.viewer.desk.unfinished import TRANSLATING, typed_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.archive.archive import Outcome
    from fonds.archive.commands.plan import Command
    from fonds.archive.commands.translating import Translated
    from fonds.archive.queries.answers import FactAnswer
    from fonds.archive.queries.queries import Queries


class Translating(Acting):
    """Gives the passage that is lit in the source words in another language."""

    def translate(self) -> None:
        """Ask for the words of the lit passage, or of the one at the chosen fact."""
        read, record = self._reader.source.read, self._reader.record
        if read is None or not self._desk.is_writable:
            return
        lit = self._desk.window.source.lit_excerpts()
        cited = [one.excerpt for one in record.citations(record.chosen_facts)]
        passages = {one.excerpt for one in read.view.passages}
        wanted = next((one for one in [*lit, *cited] if one in passages), None)
        if wanted is None:
            words = self.tr("Choose a passage first: click its words, or press F8 to step to one.")
            self._desk.window.notice.refuse(words)
            return
        self._ask(read.view.id, read.view.rendition, wanted)

    def take_up(self, lost: Mapping[str, object]) -> None:
        """Open once more the form that was open when the window went away."""
        words = typed_in(lost)
        source, rendition, excerpt = (
            str(lost.get(name)) for name in ("source", "rendition", "excerpt")
        )
        self._ask(source, rendition, excerpt, words)

    def _ask(
        self, source: str, rendition: str, excerpt: str, typed: Mapping[str, str] | None = None
    ) -> None:
        def question(queries: Queries) -> tuple[str, list[FactAnswer]] | None:
            text = queries.text(source, rendition or None)
            one = next((one for one in text.passages if one.excerpt == excerpt), None)
            if one is None:
                return None
            return text.text[one.start : one.end], queries.facts(one.facts[:1])

        def found(answer: tuple[str, list[FactAnswer]] | None) -> None:
            if answer is not None and self._desk.is_writable:
                quote, facts = answer
                self._open((source, rendition, excerpt), quote, _standing(facts, excerpt), typed)

        self._desk.ask("translating", question, found)

    def _open(
        self,
        place: tuple[str, str, str],
        quote: str,
        standing: dict[str, OurWords],
        typed: Mapping[str, str] | None,
    ) -> None:
        source, rendition, excerpt = place
        window = self._desk.window
        own = QLocale().name().split("_")[0]
        language = own if own in standing or not standing else next(iter(standing))
        dialog = TranslationDialog(window.theme, quote, standing, language, window)

        def send(words: OurWords) -> None:
            command = TranslatePassage(
                excerpt, words.language, words.words, words.translator or None
            )
            self._record(dialog, command, self.tr("The passage has its translation."))

        def withdraw(tag: str) -> None:
            command = WithdrawTranslation(excerpt, tag, undo_reason())
            self._record(dialog, command, self.tr("The translation is taken back."))

        dialog.submitted.connect(send)
        dialog.withdrawn.connect(withdraw)
        about = {"source": source, "rendition": rendition, "excerpt": excerpt}
        self._unfinished.follow(dialog, {"form": TRANSLATING, **about}, typed)
        dialog.open()

    def _record(self, dialog: TranslationDialog, command: Command[Translated], told: str) -> None:
        def done(outcome: Outcome[Translated]) -> None:
            answer, before = outcome.answer, outcome.answer.earlier
            back: Command[Translated] = (
                WithdrawTranslation(answer.excerpt, answer.language, undo_reason())
                if before is None
                else TranslatePassage(
                    answer.excerpt, answer.language, before.words, before.translator
                )
            )
            words = self.tr("the translation of a passage")
            self._undoing.offer(Undo(words, back, (), beyond_facts=True))
            dialog.accept()
            self._desk.window.notice.tell(told)

        self._desk.record(command, done, lambda error: self._desk.refuse(error, dialog.refuse))


def _standing(facts: list[FactAnswer], excerpt: str) -> dict[str, OurWords]:
    """Give what a passage is in other languages, as a fact that cites it tells it."""
    cited = [one for fact in facts for one in fact.citations if one.excerpt == excerpt]
    return {
        one.language: OurWords(one.words, one.language, one.translator or "")
        for held in cited[:1]
        for one in held.translations
    }
