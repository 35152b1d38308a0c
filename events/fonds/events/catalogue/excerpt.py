# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Events of excerpts: passages with an identity of their own."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Literal

from fonds.events.catalogue.base import Event, Prose, StreamKind
from fonds.events.closed import Closed
from fonds.events.ids import Id
from fonds.events.values import Region, Span, Words

CONTEXT_LENGTH = 32
"""Code points kept before and after a quotation (W3C Web Annotation, TextQuoteSelector)."""


class ExcerptContent(Closed):
    """Where a passage stands: a range of a rendition, a region, a locator as one would print it."""

    rendition: Id
    span: Span | None = None
    region: Region | None = None
    locator: Words | None = None


class Quotation(Closed):
    """The passage verbatim, with a little before and after it."""

    quote: Words
    before: str = ""
    after: str = ""


class ExcerptTaken(Event):
    """A passage was taken from a rendition."""

    STREAM: ClassVar = StreamKind.EXCERPT
    OPENS: ClassVar = True
    type: Literal["ExcerptTaken"] = "ExcerptTaken"
    content: ExcerptContent
    quotation: Quotation | None = None


class AnchorState(StrEnum):
    """How a passage was found again in a newer rendition."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


class RelocationContent(Closed):
    """A passage's place in a newer rendition; no span where it is lost or ambiguous."""

    rendition: Id
    state: AnchorState
    span: Span | None = None
    region: Region | None = None


class ExcerptRelocated(Event):
    """A passage was looked for in a newer rendition."""

    STREAM: ClassVar = StreamKind.EXCERPT
    ADDITIVE: ClassVar = True
    type: Literal["ExcerptRelocated"] = "ExcerptRelocated"
    content: RelocationContent
    quotation: Quotation | None = None
    reason: Prose | None = None


class TranslationContent(Closed):
    """Into which language (BCP 47) a passage was put; ``withdrawn`` takes back what was said so."""

    language: Words
    withdrawn: bool = False


class Translation(Closed):
    """A passage in words of ours; whoever recorded it made it unless a translator is named."""

    words: Words
    translator: Words | None = None


class ExcerptTranslated(Event):
    """A passage gained words in another language beside its own; a later one replaces them."""

    STREAM: ClassVar = StreamKind.EXCERPT
    ADDITIVE: ClassVar = True
    type: Literal["ExcerptTranslated"] = "ExcerptTranslated"
    content: TranslationContent
    translation: Translation | None = None
    reason: Prose | None = None
