# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Arguments and options that several commands share, and how their words become values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from fonds.archive.cli.least_window import LEAST_WINDOW
from fonds.archive.errors import RefusedError

if TYPE_CHECKING:
    import os

    from fonds.archive.commands.facts import GivenCitation
    from fonds.events.values import ChainLink

KindT = TypeVar("KindT", bound=StrEnum)
FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

Scalar = str | int | bool
QualifierValue = Scalar | list[Scalar]

_WHOLE_NUMBER = re.compile(r"^-?(0|[1-9]\d{0,14})$")
_SIZE = re.compile(r"^(\d{2,5})[x×](\d{2,5})$")
_SERVER = re.compile(r"^postgres(ql)?://", re.IGNORECASE)


class ArchivePath(click.Path):
    """The path of an archive. Whether it is there is for the command to say (exit code 3)."""

    name = "archive"

    def __init__(self) -> None:
        """Take any path."""
        super().__init__(path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """Return the path.

        Raises:
            RefusedError: an address of a shared archive.
        """
        if isinstance(value, str) and _SERVER.match(value):
            message = (
                "Archives on a server cannot be opened yet: sharing is not built. Give the path of"
                " a .fonds file."
            )
            code = "not-built"
            raise RefusedError(code, message)
        return super().convert(value, param, ctx)


class Words(click.ParamType[str]):
    """Words as typed. Bytes that are no text in the terminal's encoding are refused."""

    name = "text"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the words unchanged."""
        words = str(value)
        if any("\ud800" <= character <= "\udfff" for character in words):
            self.fail("it holds bytes that are not text in this terminal's encoding", param, ctx)
        return words


class OneOf(click.Choice[str]):
    """One of a few words."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        """Name the words as they are typed, not as Python writes them."""
        del ctx
        listed = ", ".join(self.choices)
        return f"“{value}” is not {'one of ' if len(self.choices) > 1 else ''}{listed}."


class Kind(click.ParamType[KindT]):
    """One of the words of an enumeration; a hyphen or space in it may be typed either way."""

    name = "choice"

    def __init__(self, kind: type[KindT], words: Iterable[KindT] | None = None) -> None:
        """Allow all members, or only ``words``."""
        self._words = {member.value: member for member in (words or kind)}

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Show the words to choose from."""
        del param, ctx
        return "|".join(word.replace(" ", "-") for word in self._words)

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> KindT:
        """Return the member."""
        wanted = str(value).strip().casefold().replace("-", " ")
        for word, member in self._words.items():
            if word == wanted:
                return member
        listed = ", ".join(word.replace(" ", "-") for word in self._words)
        return self.fail(f"“{value}” is not one of {listed}.", param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Offer the words that begin so."""
        del ctx, param
        words = [word.replace(" ", "-") for word in self._words]
        return [
            click.shell_completion.CompletionItem(word)
            for word in words
            if word.startswith(incomplete)
        ]


class WindowSize(click.ParamType[tuple[int, int]]):
    """A width and height in pixels: 1440x900."""

    name = "size"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Return the two numbers."""
        match = _SIZE.match(str(value).strip().lower())
        if match is None:
            self.fail(f"“{value}” is no size; write it as 1440x900", param, ctx)
        width, height = int(match.group(1)), int(match.group(2))
        if width < LEAST_WINDOW[0] or height < LEAST_WINDOW[1]:
            least = "x".join(map(str, LEAST_WINDOW))
            self.fail(f"“{value}” is too small; the smallest window is {least}", param, ctx)
        return width, height


WORDS = Words()


def archive_argument(function: FunctionT) -> FunctionT:
    """Take the archive's path as the argument ``path``."""
    return click.argument("path", metavar="ARCHIVE", type=ArchivePath())(function)


def reason_option(function: FunctionT) -> FunctionT:
    """Take why; it is kept beside the change."""
    return click.option(
        "--reason", metavar="TEXT", type=WORDS, required=True, help="Why; kept beside the change."
    )(function)


def facts_argument(function: FunctionT) -> FunctionT:
    """Take the ids of one fact or more as ``facts``."""
    return click.argument("facts", metavar="FACT…", type=WORDS, nargs=-1, required=True)(function)


def passage_options(function: FunctionT) -> FunctionT:
    """Take what cites a passage: source, quote, place, speaker, cited work."""
    options = (
        click.option(
            "--source", metavar="SOURCE", type=WORDS, default=None, help="Which source says it."
        ),
        click.option(
            "--quote",
            metavar="WORDS",
            type=WORDS,
            default=None,
            help="The passage, word for word as it stands there; \\t and \\n may be typed for a tab"
            " and a line end.",
        ),
        click.option(
            "--start",
            metavar="N",
            type=click.IntRange(min=0),
            help="Where the passage begins, in characters; needed where it stands twice.",
        ),
        click.option(
            "--end", metavar="N", type=click.IntRange(min=0), help="Where it ends; for checking."
        ),
        click.option(
            "--locator", metavar="PLACE", type=WORDS, help="Page, folio or line, as one prints it."
        ),
        click.option("--asserted-by", metavar="NAME", type=WORDS, help="Who says so."),
        click.option(
            "--cited-work",
            metavar="WORK",
            type=WORDS,
            help="The work the source passes on, as it cites it.",
        ),
        click.option(
            "--mark",
            metavar="MARK",
            type=WORDS,
            help="The footnote's mark; alone, it means the entry the text has under it.",
        ),
        click.option(
            "--chain",
            "chain",
            metavar="LINK",
            type=WORDS,
            multiple=True,
            help="Who says it to whom, nearest first: “speaker=…; subject=…; work=…; mark=…;"
            " manner=…; read”. SUBJECT is who the speaker is, by name or id: papers that quote one"
            " person are then one lineage. The manner “denies” records that VALUE is denied: it"
            " speaks against it.",
        ),
        click.option("--ends-nowhere", is_flag=True, help="The last of them gives no source."),
        click.option(
            "--inquiry",
            metavar="ID",
            type=WORDS,
            help="What was looked for and not found, in the place of source and quote.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def read_passage(
    *,
    source: str | None,
    quote: str | None,
    start: int | None,
    end: int | None,
    locator: str | None,
    asserted_by: str | None,
    cited_work: str | None,
    mark: str | None,
    chain: tuple[str, ...],
    ends_nowhere: bool,
    inquiry: str | None,
) -> GivenCitation:
    """Return what a passage's options say.

    Raises:
        UsageError: source or quote is missing or blank, and no inquiry stands for them; or a link
            of the chain cannot be read.
    """
    from fonds.archive.commands.facts import GivenCitation

    if inquiry is None:
        for name, words in (("--source", source), ("--quote", quote)):
            if words is None:
                message = f"Missing option '{name}'."
                raise click.UsageError(message, click.get_current_context())
            if not words.strip():
                message = f"A fact needs its source and its words: {name} is empty."
                raise click.UsageError(message, click.get_current_context())
    elif source is not None or quote is not None:
        message = "An inquiry stands in the place of --source and --quote; leave those out."
        raise click.UsageError(message, click.get_current_context())
    read = [_read_link(text) for text in chain]
    links = tuple([link for link, _ in read])
    if links and not any(link.read for link in links):
        links = (links[0].model_copy(update={"read": True}), *links[1:])
    if sum(link.read for link in links) > 1:
        message = "Exactly one link of a chain is the one you read; mark only that with “read”."
        raise click.UsageError(message, click.get_current_context())
    return GivenCitation(
        source=source or "",
        quote=quote or "",
        start=start,
        end=end,
        locator=locator,
        asserted_by=asserted_by,
        cited_work=cited_work,
        mark=mark,
        links=links,
        speakers=tuple([subject for _, subject in read]),
        ends_nowhere=ends_nowhere,
        inquiry=inquiry,
        spelled=True,
    )


def _read_link(text: str) -> tuple[ChainLink, str | None]:
    """Read one link: "speaker=A. Kowal; work=Diary, vol. 2; manner=quotes; read".

    Returns:
        The link, and the name of the subject that its speaker is; None where it is not said.
    """
    from fonds.events.values import ChainLink, Manner

    said: dict[str, object] = {}
    subject: str | None = None
    for part in filter(None, map(str.strip, text.split(";"))):
        name, sign, words = (piece.strip() for piece in part.partition("="))
        if part == "read":
            said["read"] = True
        elif name == "manner" and words in set(Manner):
            said[name] = Manner(words)
        elif name in {"speaker", "work", "mark"} and sign and words:
            said[name] = words
        elif name == "subject" and sign and words:
            subject = words
        else:
            message = (
                f"“{part}” is no part of a chain's link. Write “speaker=…; subject=…; work=…;"
                f" mark=…; manner=…; read”; manner is one of {', '.join(Manner)}."
            )
            raise click.UsageError(message, click.get_current_context())
    if subject is None and not said.keys() & {"speaker", "work", "mark"}:
        message = "A link of a chain names a speaker, a subject, a work or a mark."
        raise click.UsageError(message, click.get_current_context())
    return ChainLink.model_validate(said), subject


def read_scalar(text: str) -> Scalar:
    """Return a whole number or true/false where the word is one, else the word."""
    if text in {"true", "false"}:
        return text == "true"
    return int(text) if _WHOLE_NUMBER.match(text) else text


def read_qualifiers(given: Iterable[str]) -> dict[str, QualifierValue]:
    """Read ``name=value`` pairs; a name given twice has the list of its values.

    Raises:
        UsageError: a pair has no name or no value.
    """
    found: dict[str, QualifierValue] = {}
    for pair in given:
        name, sign, text = pair.partition("=")
        if not sign or not name.strip() or not text:
            message = f"“{pair}” is no qualifier; write it as name=value."
            raise click.UsageError(message, click.get_current_context())
        value = read_scalar(text)
        name = name.strip()
        before = found.get(name)
        if before is None:
            found[name] = value
        else:
            found[name] = [*before, value] if isinstance(before, list) else [before, value]
    return found


def as_of_option(function: FunctionT) -> FunctionT:
    """Take --as-of: the moment a record is asked for, as it was typed, None for now."""
    return click.option(
        "--as-of",
        metavar="MOMENT",
        type=WORDS,
        help="As it was held at @412, a day, or a time (UTC).",
    )(function)


def merged_option(function: FunctionT) -> FunctionT:
    """Take --merged: whether subjects that were judged to be the same are taken for one."""
    words = "As one with all subjects that were judged to be the same."
    return click.option("--merged", is_flag=True, help=words)(function)


def format_option(words: str, otherwise: str, **endings: str) -> Callable[[FunctionT], FunctionT]:
    """Take --format: one of several, else what the name of the file to write to ends in.

    ``endings`` give each format the ending of its files, an underscore for a hyphen; where there is
    no such file it is ``otherwise``.
    """
    forms = {name.replace("_", "-"): ending for name, ending in endings.items()}

    def chosen(context: click.Context, _parameter: click.Parameter, given: str | None) -> str:
        output = context.params.get("output")
        ending = output.suffix.casefold() if output else ""
        return given or next((form for form, one in forms.items() if one == ending), otherwise)

    return click.option(
        "--format",
        "form",
        type=OneOf(list(forms)),
        callback=chosen,
        help=f"{words} Else as the file's name ends, or {otherwise}.",
    )


def output_option(function: FunctionT) -> FunctionT:
    """Take -o: the file to write to, None (or -) for standard output."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        type=click.Path(path_type=Path, allow_dash=True),
        # Before what depends on it.
        is_eager=True,
        callback=lambda _context, _parameter, given: None if str(given) == "-" else given,
        help="Where to; else standard output.",
    )(function)
