# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A passage put into another language: it keeps its own words and gains ours, or loses them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonds.archive.commands.examining import prose
from fonds.archive.errors import RefusedError, WrongUseError
from fonds.archive.sources.passages import Place
from fonds.events.catalogue.excerpt import (
    ExcerptTaken,
    ExcerptTranslated,
    Translation,
    TranslationContent,
)
from fonds.events.sentences import say

if TYPE_CHECKING:
    from fonds.archive.commands.plan import Plan

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""The form of a language tag (BCP 47, section 2.1), looser: registered subtags are not known."""


@dataclass(frozen=True, slots=True)
class Translated:
    """What a passage gained, or lost where ``words`` is None; ``quote`` are its own, if here.

    ``earlier`` is what stood in that language before, None for nothing (or withheld words).
    """

    excerpt: str
    source: str
    language: str
    quote: str | None
    words: str | None
    translator: str | None
    earlier: Translation | None = None


@dataclass(frozen=True, slots=True)
class TranslatePassage:
    """Give a passage words in another language; in the same one they replace those before.

    ``translator`` is who made them, where that is not whoever records it.
    """

    excerpt: str
    language: str
    words: str
    translator: str | None = None

    def plan(self, plan: Plan) -> Translated:
        """Plan `ExcerptTranslated`.

        Raises:
            RefusedError: no such passage, no language tag, its words are gone, or the same stands.
            WrongUseError: no words.
        """
        words = self.words.strip()
        if not words:
            message = "Give the translation's words."
            raise WrongUseError("no-words", message)
        excerpt, source, quote, standing = _passage(plan, self.excerpt)
        language = _language(self.language)
        if quote is None:
            message = say(
                "The words of the passage {excerpt} were erased or withheld; nothing is translated"
                " that is not there.",
                excerpt=excerpt,
            )
            raise RefusedError("no-quote", message, excerpt=excerpt)
        made = Translation(words=words, translator=(self.translator or "").strip() or None)
        if standing.get(language) == made:
            message = say(
                "The passage {excerpt} has that translation already.",
                excerpt=excerpt,
            )
            raise RefusedError("no-change", message, excerpt=excerpt)
        content = TranslationContent(language=language)
        plan.add(ExcerptTranslated(content=content, translation=made), excerpt, (source,))
        earlier = standing.get(language)
        return Translated(excerpt, source, language, quote, words, made.translator, earlier)


@dataclass(frozen=True, slots=True)
class WithdrawTranslation:
    """Take a passage's translation into a language back: its own words stay."""

    excerpt: str
    language: str
    reason: str = "undone"

    def plan(self, plan: Plan) -> Translated:
        """Plan `ExcerptTranslated` without words.

        Raises:
            RefusedError: no such passage, or it has no translation into that language.
        """
        excerpt, source, quote, standing = _passage(plan, self.excerpt)
        language = _language(self.language)
        if language not in standing:
            message = say(
                "The passage {excerpt} has no translation into “{language}”.",
                excerpt=excerpt,
                language=language,
            )
            raise RefusedError("no-translation", message, excerpt=excerpt, language=language)
        content = TranslationContent(language=language, withdrawn=True)
        plan.add(ExcerptTranslated(content=content, reason=prose(self.reason)), excerpt, (source,))
        return Translated(excerpt, source, language, quote, None, None, standing[language])


def _language(tag: str) -> str:
    if not _TAG.fullmatch(tag.strip()):
        message = say(
            "“{tag}” is no language tag. Write it as in BCP 47: en, de, pt-BR, zh-Hant.", tag=tag
        )
        raise RefusedError("bad-language", message, language=tag)
    # Tags are the same in any case (BCP 47, section 2.1.1): one language, one translation.
    first, *rest = tag.strip().split("-")
    return "-".join([first.lower(), *map(_subtag, rest)])


def _subtag(tag: str) -> str:
    """Write a script as Hant, a region as BR, all else small (BCP 47, section 2.1.1)."""
    if len(tag) == 4 and tag.isalpha():
        return tag.title()
    return tag.upper() if len(tag) == 2 else tag.lower()


def _passage(plan: Plan, name: str) -> tuple[str, str, str | None, dict[str, Translation | None]]:
    """Return a passage, its source, its words, and its translations by language.

    None stands for one whose words were erased or withheld.
    """
    excerpt = plan.names.excerpt(name)
    standing: dict[str, Translation | None] = {}
    source, quote = "", None
    for recorded in plan.store.stream(excerpt):
        event = recorded.event
        if recorded.header.type == ExcerptTaken.__name__:
            # The first thing that a passage's event is about is its source.
            source = recorded.header.about[0]
        if isinstance(event, ExcerptTaken):
            quote = event.quotation.quote if event.quotation else None
            row, span = plan.texts.rendition(event.content.rendition), event.content.span
            if row is not None and span is not None:
                plan.touch(excerpt, row, Place(span.start, span.end))
        elif isinstance(event, ExcerptTranslated):
            standing.pop(event.content.language, None)
            if not event.content.withdrawn:
                standing[event.content.language] = event.translation
    return excerpt, source, quote, standing
