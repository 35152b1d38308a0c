# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The import of many facts: all or nothing, errors by line; repeating it adds nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fonds.archive.collecting import uncollected
from fonds.archive.commands.doubting import doubts_of
from fonds.archive.commands.facts import (
    GivenCitation,
    assert_fact,
    bound,
    find_passage,
    place_citation,
    stated_place,
)
from fonds.archive.commands.interchange import FactLine, read_line
from fonds.archive.commands.known import KnownFacts
from fonds.archive.commands.programs import program_agent
from fonds.archive.commands.repeated import StandingFacts
from fonds.archive.commands.undescribed import defined_by_import
from fonds.archive.commands.values import (
    ALWAYS_SUBJECTS,
    SUBJECT_KINDS,
    choose_type,
    make_reading,
)
from fonds.archive.errors import FondsError, RefusedError
from fonds.archive.sources.reading import sniff_text
from fonds.archive.vocabulary import builtin_properties
from fonds.events.ids import is_id
from fonds.events.sentences import as_sentence, say
from fonds.events.values import Proposal, SubjectKind, ValueType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fonds.archive.commands.plan import Plan
    from fonds.archive.lookup.texts import RenditionRow
    from fonds.archive.sources.passages import Place
    from fonds.events.catalogue.fact import FactAsserted
    from fonds.events.catalogue.properties import PropertyContent

CHUNK = 2000
"""Lines after which the tables are brought up to date; all chunks lie in one transaction."""

_MOST_ERRORS = 20


@dataclass(frozen=True, slots=True)
class ImportAnswer:
    """What an import did."""

    appended: int
    already_present: int
    subjects_opened: int
    properties_defined: int
    joined: tuple[tuple[str, str], ...] = ()
    """The labels that met a subject of the archive, with its id, in the order they were met."""
    namesakes: tuple[tuple[str, str], ...] = ()
    """The labels of which new subjects were opened beside one that bears them, with its id."""
    doubts: tuple[tuple[int, str], ...] = ()
    """Lines whose value is another day than their quotation names, the first twenty; why."""
    repeated: tuple[tuple[int, str], ...] = ()
    """Lines that say what stood already, from the same passage, and the fact that says it."""


@dataclass(frozen=True, slots=True)
class ImportFacts:
    """Import lines of the interchange format.

    ``lines`` are UTF-8 bytes, one JSON object each; blank ones are passed over. ``name`` is the
    file's name for messages. ``match_labels`` lets a label meet a subject already in the archive.
    ``skip_repeated`` leaves out what stands already, from the same passage. ``typed``, by hand: a
    source may be its number, and a quote is ``spelled``.
    """

    lines: Iterable[bytes]
    name: str = "the import"
    match_labels: bool = False
    define_properties: bool = False
    skip_repeated: bool = False
    typed: bool = False

    def plan(self, plan: Plan) -> ImportAnswer:
        """Plan `FactAsserted` for every line that is new.

        Raises:
            RefusedError: at least one line is refused; ``errors`` lists them by line number.
        """
        return _Import(self, plan).run()


@dataclass(slots=True)
class _Import:
    """One import under way."""

    command: ImportFacts
    plan: Plan
    subjects: dict[str, str] = field(default_factory=dict)
    own_ids: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, SubjectKind] = field(default_factory=dict)
    own_ids_of_label: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sources: dict[str, str] = field(default_factory=dict)
    texts: dict[str, tuple[RenditionRow, str]] = field(default_factory=dict)
    programs: dict[str, str] = field(default_factory=dict)
    seen: dict[str, FactLine] = field(default_factory=dict)
    errors: list[dict[str, object]] = field(default_factory=list)
    joined: dict[str, str] = field(default_factory=dict)
    namesakes: dict[str, str] = field(default_factory=dict)
    doubts: list[tuple[int, str]] = field(default_factory=list)
    repeated: list[tuple[int, str]] = field(default_factory=list)

    standing: StandingFacts = field(init=False)

    def __post_init__(self) -> None:
        """Remember what stood before."""
        self.standing = StandingFacts(self.plan)

    def run(self) -> ImportAnswer:
        # A copy takes no imports: said once, not of each line.
        self.plan.import_key("fact:")
        with uncollected():
            lines = self._read()
        if not lines and not self.errors:
            name = self.command.name
            message = say("There is nothing to import in {file}: it has no line.", file=name)
            raise RefusedError("nothing-readable", message, file=name)
        appended = 0
        for first in range(0, len(lines), CHUNK):
            chunk = lines[first : first + CHUNK]
            with uncollected():
                appended += self._import_chunk(chunk)
                if not self.errors:
                    self.plan.flush()
            self.plan.report(first + len(chunk), len(lines))
        self._refuse_if_any()
        return ImportAnswer(
            appended,
            len(lines) - appended,
            self.plan.subjects_opened,
            self.plan.properties_defined,
            tuple(self.joined.items()),
            tuple(self.namesakes.items()),
            tuple(self.doubts),
            tuple(self.repeated),
        )

    # Reading ---------------------------------------------------------------------------------

    def _read(self) -> list[tuple[int, FactLine]]:
        lines: list[tuple[int, FactLine]] = []
        for number, given in enumerate(self.command.lines, 1):
            # A byte-order mark is a signature, not text.
            data = given.removeprefix(b"\xef\xbb\xbf") if number == 1 else given
            if not data.strip():
                continue
            try:
                line = read_line(data)
            except RefusedError as error:
                if number == 1:
                    # Of a picture or a database one thing is wrong, not each of its lines.
                    sniff_text(data, self.command.name)
                self._note(number, error.message)
                continue
            lines.append((number, line))
            # Where a label is a subject in the file, the kind said there wins over what its use
            # as a value would suggest.
            if "subject_kind" in line.model_fields_set:
                said = self.kinds.setdefault(line.subject, line.subject_kind)
                if said is not line.subject_kind and line.subject_id is None:
                    self._note(
                        number,
                        say(
                            "“{subject}” is a {kind} in an earlier line and a {other} here."
                            " Tell the two apart with subject_id.",
                            subject=line.subject,
                            kind=as_sentence(said.value),
                            other=as_sentence(line.subject_kind.value),
                        ),
                    )
            if line.subject_id is not None:
                self.own_ids_of_label[line.subject].add(line.subject_id)
        return lines

    def _note(self, number: int, message: str) -> None:
        if len(self.errors) < _MOST_ERRORS:
            self.errors.append({"line": number, "message": message})
        else:
            self._refuse_if_any()

    def _refuse_if_any(self) -> None:
        if not self.errors:
            return
        first = self.errors[0]
        others = len(self.errors) - 1
        more = ""
        if others == 1:
            more = say(" (1 more line is refused.)")
        elif others:
            more = say(" ({others} more lines are refused.)", others=others)
        message = say(
            "{command}, line {line}: {message}{more} Nothing was imported.",
            command=self.command.name,
            line=first["line"],
            message=first["message"],
            more=more,
        )
        raise RefusedError("import", message, file=self.command.name, errors=self.errors)

    # One line --------------------------------------------------------------------------------

    def _import_chunk(self, chunk: Sequence[tuple[int, FactLine]]) -> int:
        """Plan the facts of some lines, noting those that are refused; return how many are new."""
        own_ids = [line.own_id() for _, line in chunk]
        import_keys = [self.plan.import_key(f"fact:{own_id}") for own_id in own_ids]
        known = KnownFacts(self.plan)
        known.look_ahead(import_keys)
        appended = 0
        for (number, line), *keys in zip(chunk, own_ids, import_keys, strict=True):
            try:
                appended += self._import(known, number, line, *keys)
            except FondsError as error:
                if error.EXIT not in {2, 3}:
                    raise
                self._note(number, error.message)
        return appended

    def _import(
        self, known: KnownFacts, number: int, line: FactLine, own_id: str, import_key: str
    ) -> bool:
        """Plan one line's fact; False where it is in the archive already."""
        twin = self.seen.setdefault(own_id, line)
        if twin is not line:
            if twin != line:
                message = say(
                    "the id “{own_id}” stands twice in the file, with different content.",
                    own_id=own_id,
                )
                raise RefusedError("import-key", message)
            return False
        before = known.find(import_key)
        source = self._source(line.source)
        if before is not None:
            known.check_same(before, line, source, own_id)
            self._learn(before, line)
            return False
        content = self._property(line)
        given = line.reading()
        cited = line.citation(source, self.command.typed)
        citation = bound(cited, self._person, self.plan.names.label)
        rendition, text, place = self._place(source, citation)
        subject = self._subject(line)
        meant = self._value_subject(line, choose_type(given, content))
        reading, wording = make_reading(given, content, meant)
        placed = place_citation(self.plan, citation, rendition, text, place)
        same = self.standing.saying(subject, reading, placed, line.certainty)
        if same is not None:
            self.repeated.append((number, same))
            if self.command.skip_repeated:
                return False
        assert_fact(
            self.plan,
            subject=subject,
            reading=reading,
            wording=wording,
            placed=placed,
            certainty=line.certainty,
            note=line.note,
            import_key=import_key,
            proposal=self._proposal(line),
        )
        if len(self.doubts) < _MOST_ERRORS:
            self.doubts += [(number, said) for said in doubts_of(line, reading, placed.chain)]
        return True

    def _proposal(self, line: FactLine) -> Proposal | None:
        """Return which program proposed a line, and by which rule; both or none must be said."""
        if line.rule is None and line.proposed_by is None:
            return None
        if line.rule is None or line.proposed_by is None:
            message = "say both “rule” and “proposed_by”, or neither of them."
            raise RefusedError("bad-line", message)
        if line.proposed_by not in self.programs:
            self.programs[line.proposed_by] = program_agent(self.plan, line.proposed_by)
        return Proposal(agent=self.programs[line.proposed_by], rule=line.rule)

    def _learn(self, before: FactAsserted, line: FactLine) -> None:
        """A line imported earlier tells which subjects its labels mean in this file."""
        if line.subject_id is None:
            self.subjects.setdefault(line.subject, before.content.subject)
        else:
            self.own_ids.setdefault(line.subject_id, before.content.subject)
        meant = before.content.reading.value_subject
        if meant is not None and isinstance(line.value, str):
            self.subjects.setdefault(line.value, meant)

    def _source(self, name: str) -> str:
        if name not in self.sources:
            names = self.plan.names
            self.sources[name] = (
                names.source_typed(name) if self.command.typed else names.source(name)
            )
        return self.sources[name]

    def _place(self, source: str, given: GivenCitation) -> tuple[RenditionRow, str, Place]:
        newest = self.texts.get(source)
        stated = stated_place(newest[1], given) if newest is not None else None
        if newest is not None and stated is not None:
            return *newest, stated
        rendition, text, place = find_passage(self.plan, source, given)
        self.texts.setdefault(source, (rendition, text))
        return rendition, text, place

    def _property(self, line: FactLine) -> PropertyContent:
        name = line.property
        if (
            self.command.define_properties
            and name not in builtin_properties()
            and not self.plan.knows_property(name)
        ):
            self.plan.define(defined_by_import(name))
        return self.plan.property(name)

    # Subjects --------------------------------------------------------------------------------

    def _subject(self, line: FactLine) -> str:
        if line.subject_id is None:
            return self._labelled(line.subject, self.kinds.get(line.subject, line.subject_kind))
        if line.subject_id not in self.own_ids:
            self.own_ids[line.subject_id] = self._by_own_id(
                line.subject_id, line.subject, line.subject_kind
            )
        return self.own_ids[line.subject_id]

    def _by_own_id(self, own_id: str, label: str, kind: SubjectKind) -> str:
        if is_id(own_id) and self.plan.names.is_subject(own_id):
            return own_id
        import_key = self.plan.import_key(f"subject:{own_id}")
        known = KnownFacts(self.plan).subject(import_key)
        return known or self.plan.open_subject(label, kind, import_key=import_key)

    def _value_subject(self, line: FactLine, value_type: ValueType) -> str | None:
        named = value_type in ALWAYS_SUBJECTS or (
            line.value_subject and value_type in SUBJECT_KINDS
        )
        if not named or line.value is None:
            return None
        return self._labelled(str(line.value), SUBJECT_KINDS[value_type])

    def _person(self, label: str) -> str:
        return self._labelled(label, SubjectKind.PERSON)

    def _labelled(self, label: str, kind: SubjectKind) -> str:
        """Return the subject a label means in this file."""
        if label in self.subjects:
            return self.subjects[label]
        if is_id(label) and self.plan.names.is_subject(label):
            return label
        own_ids = self.own_ids_of_label.get(label, set())
        if len(own_ids) > 1:
            message = say(
                "“{label}” is the name of {count} subjects of this file; say which with"
                " subject_id.",
                label=label,
                count=len(own_ids),
            )
            raise RefusedError("ambiguous-subject", message)
        if own_ids:
            own_id = next(iter(own_ids))
            if own_id not in self.own_ids:
                self.own_ids[own_id] = self._by_own_id(own_id, label, self.kinds.get(label, kind))
            self.subjects[label] = self.own_ids[own_id]
            return self.subjects[label]
        kind = self.kinds.get(label, kind)
        self.subjects[label] = self._met(label, kind) or self.plan.open_subject(label, kind)
        return self.subjects[label]

    def _met(self, label: str, kind: SubjectKind) -> str | None:
        """Return the subject of the archive that bears a label; one of another kind is not it."""
        found = self.plan.names.subjects_labelled(label, kind)
        if found and not self.command.match_labels:
            self.namesakes[label] = found[0]
            return None
        if len(found) > 1:
            message = say(
                "“{label}” is the name of {count} subjects of this archive ({found}); say"
                " which with subject_id.",
                label=label,
                count=len(found),
                found=", ".join(found[:5]),
            )
            raise RefusedError("ambiguous-subject", message)
        if found:
            self.joined[label] = found[0]
        return found[0] if found else None
