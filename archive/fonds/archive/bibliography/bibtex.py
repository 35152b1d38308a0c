# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Reading BibTeX and biblatex, as Zotero and Better BibTeX write them.

The file is parted by bibtexparser, its LaTeX is read by pylatexenc; what a field means is ours.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from fonds.archive.bibliography.bibtex_inherit import inherited
from fonds.archive.bibliography.bibtex_latex import LatexText, address, quiet, verbatim
from fonds.archive.bibliography.bibtex_words import (
    DATES,
    FIELDS,
    KINDS,
    LANGUAGES,
    MONTHS,
    NAMES,
    NOT_KEPT,
    SUBTITLES,
    SUBTYPES,
    TYPES,
    VARIABLES,
)
from fonds.archive.bibliography.csl_dates import edtf_or_none
from fonds.archive.bibliography.items import Entry, Library, refuse, untitled
from fonds.archive.bibliography.keys import keyed
from fonds.archive.errors import RefusedError
from fonds.archive.sources.extracted import keepable
from fonds.events.sentences import say, told_by
from fonds.events.values import Contributor, WorkVariable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bibtexparser.library import Library as ParsedLibrary
    from bibtexparser.model import Entry as Block

_SPACES = re.compile(r"\s+")
_DASHES = re.compile(r"\s*(?:--+|–)\s*")
_FILE_PARTS = re.compile(r"(?<!\\):")
_FILES = re.compile(r"(?<!\\);")
_ESCAPED = re.compile(r"\\([:;\\{}_])")
_VERBATIM = frozenset({"url", "doi", "file", "urldate", "date", "isbn", "issn", "fonds", "eprint"})
"""Fields that biblatex reads without LaTeX (manual, section 2.2.1)."""

_NAMED_PARTS = re.compile(r"\s*(?:family|given|prefix|suffix)\s*=", re.IGNORECASE)
_NAMED_PART = re.compile(
    r"(?P<name>[A-Za-z-]+)\s*=\s*(?P<value>\"[^\"]*\"|(?:[^,{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)"
)
"""Names in parts by their names (biblatex manual, section 3.6, "extended name format")."""

_MOST_DEEP = 100


def read_bibtex(text: str, name: str, *, skip_bad: bool = False) -> Library:
    """Return the works of a BibTeX or biblatex text; with ``skip_bad`` those that can be read.

    Raises:
        RefusedError: blocks cannot be read or keys are given twice, told by their lines; or there
            is none.
    """
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - rarely needed

    if _deepest(text) > _MOST_DEEP:
        message = say("{name} nests its braces too deep to be BibTeX. Export it anew.", name=name)
        raise RefusedError("bad-library", message, file=name)
    with quiet("bibtexparser"):
        library = parse_string(keepable(text), parse_stack=[])
    blocks, failed, twice = _parted(library)
    errors = [
        (say("line {start_line:,}", start_line=(block.start_line or 0) + 1), _why(block))
        for block in failed
    ]
    strings = {one.key.lower(): _value(str(one.value), {}) for one in library.strings}
    left_out: Counter[str] = Counter()
    latex = LatexText(left_out)
    if twice:
        left_out["entries that stand twice, the same"] += twice
    for comment in library.comments:
        groups = str(comment.comment).count("Group:")
        if "grouping" in str(comment.comment).lower() and groups:
            left_out["collections"] += groups
    every = {_named(block): (block.entry_type.lower(), _raw(block, strings)) for block in blocks}
    entries: list[Entry] = []
    for block in blocks:
        if block.entry_type.lower() == "xdata":
            # Not a work, but fields that works share.
            continue
        place = say(
            "line {start_line:,} ({key})", start_line=(block.start_line or 0) + 1, key=block.key
        )
        fields = inherited(every, _named(block), left_out)
        try:
            entries.append(_Reader(block, fields, latex, left_out, place).entry())
        except ValueError as error:
            errors.append((place, told_by(error)))
    if not (skip_bad and entries):
        refuse(name, errors)
    if not entries:
        message = say("There is no entry in {name}. Is it CSL-JSON, BibTeX or biblatex?", name=name)
        raise RefusedError("bad-library", message, file=name)
    # JabRef keeps works without a key; the same one is made for them each time.
    return Library(tuple(keyed(entries)), dict(left_out), tuple(errors))


def _named(block: Block) -> str:
    """Return what an entry is known by while the file is read: its key, or its line."""
    return str(block.key).strip() or f"\n{block.start_line}"


def _parted(library: ParsedLibrary) -> tuple[list[Block], list[Any], int]:
    """Return the entries in their order, the blocks that cannot be read, and how many stand twice.

    A key given again is an error, unless there is none, or the entry is the same to the letter; so
    it is with abbreviations (@string), which libraries put together from others repeat.
    """
    blocks, failed, twice = list(library.entries), [], 0
    meant = {one.key: str(one.value) for one in library.strings}
    said = {one.key: _spelt(one) for one in blocks}
    for one in library.failed_blocks:
        again = getattr(one, "ignore_error_block", None)
        if type(one).__name__ != "DuplicateBlockKeyBlock" or again is None:
            failed.append(one)
        elif not hasattr(again, "entry_type"):
            if str(again.value) != meant.get(again.key):
                failed.append(one)
        elif not again.key.strip():
            blocks.append(again)
        elif _spelt(again) != said.get(again.key):
            failed.append(one)
        else:
            twice += 1
    return sorted(blocks, key=lambda one: one.start_line or 0), failed, twice


def _spelt(block: Block) -> tuple[str, dict[str, str]]:
    """Return an entry as the file spells it."""
    return block.entry_type.lower(), {
        field.key.lower(): " ".join(str(field.value).split()) for field in block.fields
    }


def _raw(block: Block, strings: Mapping[str, str]) -> dict[str, str]:
    """Return an entry's fields as written, strings put in; those that say nothing left out."""
    return {
        field.key.lower(): said
        for field in block.fields
        if (said := _value(str(field.value), strings).strip())
    }


def _deepest(text: str) -> int:
    deepest = depth = 0
    for one in re.finditer(r"[{}]", text):
        depth = depth + 1 if one.group() == "{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _why(block: Any) -> str:  # noqa: ANN401 - the library's own block
    key = getattr(block, "key", None)
    if type(block).__name__ == "DuplicateBlockKeyBlock":
        return say("the key “{key}” was given to an entry before it", key=key)
    if type(block).__name__ == "DuplicateFieldKeyBlock":
        return say("it has one of its fields twice")
    return say("its braces or quotation marks do not match")


def _value(raw: str, strings: Mapping[str, str]) -> str:
    """Return a field's value: braces and quotation marks off, strings put in, # joined."""
    pieces: list[str] = []
    at = 0
    while at < len(raw):
        sign = raw[at]
        if sign.isspace() or sign == "#":
            at += 1
            continue
        end = _end(raw, at)
        piece = raw[at:end]
        if sign in '{"' and len(piece) > 1:
            pieces.append(piece[1:-1])
        else:
            pieces.append(strings.get(piece.strip().lower(), piece.strip()))
        at = end
    return "".join(pieces)


def _end(raw: str, at: int) -> int:
    """Return where the piece ends that begins at an offset."""
    if raw[at] not in '{"':
        found = re.compile(r"[\s#{\"]").search(raw, at + 1)
        return found.start() if found else len(raw)
    depth = 0
    for place in range(at, len(raw)):
        sign = raw[place]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if raw[at] == "{" and depth == 0:
                return place + 1
        elif sign == '"' and raw[at] == '"' and depth == 0 and place > at:
            return place + 1
    return len(raw)


class _Reader:
    """One entry being read."""

    def __init__(
        self,
        block: Block,
        fields: Mapping[str, str],
        latex: LatexText,
        left_out: Counter[str],
        place: str,
    ) -> None:
        self._raw = fields
        self._block = block
        self._latex = latex
        self._left_out = left_out
        self._place = place
        self._used: set[str] = set()

    def entry(self) -> Entry:
        key = keepable(self._block.key).strip()
        kind = self._block.entry_type.lower()
        csl_type = SUBTYPES.get(self._take("entrysubtype").lower(), TYPES.get(kind, "document"))
        published = address(self._raw.get("howpublished", ""))
        url = self._take("url") or published
        if url and url == published:
            # Classic BibTeX has no field for an address, and people write it there.
            self._used.add("howpublished")
            self._raw = {name: raw for name, raw in self._raw.items() if name != "howpublished"}
        fields: dict[str, Any] = {}
        for theirs, ours in FIELDS.items():
            if theirs in self._raw and ours not in fields:
                fields[ours] = self._titled(theirs)
        variables = {"id": key} if key else {}
        for theirs, ours in VARIABLES.items():
            if said := self._take(theirs):
                said = _DASHES.sub("–", said) if ours == "page" else said
                variables[ours] = KINDS.get(said, said) if ours == "genre" else said
        if kind in KINDS and csl_type == "thesis":
            variables.setdefault("genre", KINDS[kind])
        if said := self._take("number"):
            numbered = {"article": "issue", "book": "collection-number"}
            variables[numbered.get(kind, "number")] = said
        if said := self._take("issue"):
            variables.setdefault("issue", said)
        for theirs, ours in DATES.items():
            if said := self._take(theirs):
                variables[ours] = edtf_or_none(said) or said
        issued = self._issued()
        if issued is not None and edtf_or_none(issued) is None:
            variables["issued"], issued = issued, None
        contributors = [
            name for theirs, role in NAMES.items() for name in self._names(theirs, role)
        ]
        language = self._take("langid") or self._take("language")
        title = self._titled("title")
        entry = Entry(
            key=key,
            place=self._place,
            title=title or untitled(fields, key),
            csl_type=csl_type,
            contributors=tuple(contributors),
            issued=issued,
            language=LANGUAGES.get(language.lower(), language) or None,
            url=url or None,
            variables=tuple(WorkVariable(name=name, text=said) for name, said in variables.items()),
            files=self._files(),
            own=self._take("fonds") or None,
            **{name: said for name, said in fields.items() if said},
        )
        for name in self._raw.keys() - self._used:
            self._left_out[NOT_KEPT.get(name, f"“{name}”")] += 1
        return entry

    def _titled(self, name: str) -> str:
        """Return a field, with what goes on with it where it is a title."""
        said = self._take(name)
        further = self._take(SUBTITLES[name]) if name in SUBTITLES else ""
        return ": ".join(filter(None, (said, further)))

    def _take(self, name: str) -> str:
        self._used.add(name)
        raw = self._raw.get(name, "")
        if not raw:
            return ""
        return verbatim(raw) if name in _VERBATIM else self._latex.text(raw)

    def _issued(self) -> str | None:
        date = self._take("date")
        year, month, day = self._take("year"), self._take("month"), self._take("day")
        if date:
            return edtf_or_none(date) or date
        if not year:
            return None
        if re.fullmatch(r"\d{1,4}", year) is None:
            return edtf_or_none(year) or year
        said = f"{int(year):04d}"
        number = month if month.isdigit() else _month(month)
        if number:
            said += f"-{int(number):02d}"
            if day.isdigit():
                said += f"-{int(day):02d}"
        return edtf_or_none(said) or " ".join(one for one in (day, month, year) if one)

    def _names(self, field: str, role: str) -> Iterator[Contributor]:
        from bibtexparser.middlewares.names import (  # noqa: PLC0415 - as in read_bibtex
            InvalidNameError,
            parse_single_name_into_parts,
            split_multiple_persons_names,
        )

        self._used.add(field)
        raw = _SPACES.sub(" ", self._raw.get(field, ""))
        for one in split_multiple_persons_names(raw) if raw else ():
            if one == "others":
                self._left_out["“and others”"] += 1
                continue
            if one.startswith("{") and _end(one, 0) == len(one):
                if literal := self._latex.text(one[1:-1]):
                    yield Contributor(role=role, literal=literal)
                continue
            if _NAMED_PARTS.match(one):
                yield self._in_named_parts(field, role, one)
                continue
            try:
                parts = parse_single_name_into_parts(one)
            except InvalidNameError as error:
                message = say(
                    "its {field} “{one}” is no name: {reason}",
                    field=field,
                    one=one,
                    reason=error.reason,
                )
                raise ValueError(message) from error
            said = {
                "given": self._latex.text(" ".join(parts.first)),
                "particle": self._latex.text(" ".join(parts.von)),
                "family": self._latex.text(" ".join(parts.last)),
                "suffix": self._latex.text(" ".join(parts.jr)),
            }
            if any(said.values()):
                yield Contributor(role=role, **{part: text or None for part, text in said.items()})

    def _in_named_parts(self, field: str, role: str, one: str) -> Contributor:
        """Return a name of biblatex's data model: "family=Gogh, given=Vincent, prefix=van"."""
        parts: dict[str, str] = {}
        for match in _NAMED_PART.finditer(one):
            part = match["value"].strip()
            parts[match["name"].lower()] = self._latex.text(
                part[1:-1] if part[:1] == '"' == part[-1:] and len(part) > 1 else part
            )
        if not (parts.get("family") or parts.get("given")):
            message = say("its {field} “{one}” is no name: it has no family", field=field, one=one)
            raise ValueError(message)
        prefix = parts.get("prefix") or None
        stays = parts.get("useprefix", "").lower() == "true"
        return Contributor(
            role=role,
            family=parts.get("family") or None,
            given=parts.get("given") or None,
            particle=prefix if stays else None,
            dropping_particle=None if stays else prefix,
            suffix=parts.get("suffix") or None,
        )

    def _files(self) -> tuple[str, ...]:
        self._used.add("file")
        found = []
        for one in _FILES.split(self._raw.get("file", "")):
            parts = _FILE_PARTS.split(one)
            # "Title:path:media type" of JabRef and Zotero, or a path alone; a drive's colon is
            # escaped where there is a title, and not where there is none.
            path = parts[1] if len(parts) == 3 else one
            path = _ESCAPED.sub(r"\1", path).strip()
            if path:
                found.append(path)
        return tuple(dict.fromkeys(found))


def _month(word: str) -> str | None:
    short = word.strip().lower()[:3]
    return str(MONTHS.index(short) + 1) if short in MONTHS else None
