# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The program `fonds`: its table of commands. Only click and the standard library load here."""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from fonds.archive.apart import WORKERS
from fonds.archive.cli import interrupts
from fonds.archive.cli.failures import guarded, installed_version, until_reader_leaves
from fonds.archive.cli.lazy import Entry, LazyGroup
from fonds.archive.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

_HERE = "fonds.archive.cli"


def _group(name: str, short: str, **entries: Entry) -> LazyGroup:
    return LazyGroup(
        name,
        entries={key.replace("_", "-"): entry for key, entry in entries.items()},
        short_help=short,
        help=short,
        subcommand_metavar="COMMAND ARCHIVE [ARGS]…",
    )


_COMMANDS: dict[str, Entry | LazyGroup] = {
    "new": Entry(f"{_HERE}.files:new", "Make a new archive."),
    "source": _group(
        "source",
        "Take in documents and say what is known of them.",
        add=Entry(f"{_HERE}.sources:add", "Register sources and capture their files."),
        recapture=Entry(
            f"{_HERE}.recapturing:recapture", "Capture a source again; find its passages again."
        ),
        settle=Entry(f"{_HERE}.settling:settle", "Decide what became of a passage."),
        translate_passage=Entry(
            f"{_HERE}.translating:translate_passage", "Give a passage a translation."
        ),
        reread=Entry(f"{_HERE}.reading:reread", "Read a source's files again, or with OCR."),
        transcribe=Entry(f"{_HERE}.sources:transcribe", "Add a text typed from the original."),
        appraise=Entry(f"{_HERE}.sources:appraise", "Judge how far a source is to be trusted."),
        notes=Entry(f"{_HERE}.source_notes:notes", "Note the works that footnotes cite."),
        propose=Entry(f"{_HERE}.proposing:propose", "Propose facts from what is certain in form."),
        coverage=Entry(f"{_HERE}.source_notes:coverage", "Show which parts were used and read."),
        describe=Entry(f"{_HERE}.source_changes:describe", "Amend what is said of a work."),
        depends=Entry(f"{_HERE}.source_changes:depends", "Say what a source copies or rests on."),
        trace=Entry(f"{_HERE}.source_changes:trace", "Say what a work is that a source cites."),
        inquired=Entry(
            f"{_HERE}.source_changes:inquired", "Record what was looked for and not found."
        ),
        read=Entry(f"{_HERE}.source_changes:read", "Record that a text was read."),
        withdraw=Entry(f"{_HERE}.source_changes:withdraw", "Say that it is no source after all."),
        attach=Entry(f"{_HERE}.sharing:attach", "Put withheld words back from the document."),
        bibliography=Entry(
            f"{_HERE}.bibliography:bibliography", "List sources as references in a style."
        ),
        import_bibliography=Entry(
            f"{_HERE}.bibliography:import_bibliography", "Take in a library of Zotero or BibTeX."
        ),
        export_bibliography=Entry(
            f"{_HERE}.bibliography:export_bibliography", "Write sources as CSL-JSON or BibTeX."
        ),
        list=Entry(f"{_HERE}.source_views:list_sources", "List the sources."),
        show=Entry(f"{_HERE}.source_views:show", "Show all that is known of a source."),
        text=Entry(f"{_HERE}.source_views:text", "Print a source's text exactly."),
        facsimile=Entry(
            f"{_HERE}.facsimile:facsimile", "Draw the page a passage stands on, and frame it."
        ),
        structure=Entry(
            f"{_HERE}.structure:structure", "List a text's headings, rows, captions and notes."
        ),
    ),
    "subject": _group(
        "subject",
        "Say whom and what the archive is about.",
        add=Entry(f"{_HERE}.subjects:add", "Make somebody or something a subject."),
        list=Entry(f"{_HERE}.subjects:list_subjects", "List the subjects."),
        link=Entry(f"{_HERE}.subjects:link", "Say whether two subjects are one."),
        describe=Entry(f"{_HERE}.subject_changes:describe", "Say anew what a subject is called."),
        withdraw=Entry(f"{_HERE}.subject_changes:withdraw", "Say that a subject is not used."),
        split=Entry(f"{_HERE}.subject_changes:split", "Part two who were taken for one."),
        candidates=Entry(f"{_HERE}.subject_changes:candidates", "List who may be one by name."),
    ),
    "property": _group(
        "property",
        "The vocabulary: what facts can say.",
        list=Entry(f"{_HERE}.properties:list_properties", "List the properties."),
        define=Entry(f"{_HERE}.properties:define", "Bring a property into use."),
        amend=Entry(f"{_HERE}.properties:amend", "Say anew what a property is."),
    ),
    "fact": _group(
        "fact",
        "Record what sources say, and change what is held of it.",
        add=Entry(f"{_HERE}.facts:add", "Record one sourced fact."),
        **{
            "import": Entry(
                f"{_HERE}.imports:import_facts", "Record the facts of a JSON Lines file."
            )
        },
        list=Entry(f"{_HERE}.fact_list:list_facts", "List the facts about a subject, in pages."),
        show=Entry(f"{_HERE}.fact_show:show", "Show one fact whole, with all that bears on it."),
        sheet=Entry(f"{_HERE}.sheets:sheet", "Record a sheet of facts typed from a book."),
        reread=Entry(f"{_HERE}.sheets:reread", "List or correct all that rests on a passage."),
        correct=Entry(f"{_HERE}.changes:correct", "Give facts the reading they should have had."),
        reattribute=Entry(
            f"{_HERE}.changes:reattribute", "Say that facts are about another subject."
        ),
        retract=Entry(f"{_HERE}.changes:retract", "Say that facts are no longer held."),
        reinstate=Entry(f"{_HERE}.changes:reinstate", "Hold retracted facts again."),
        assess=Entry(f"{_HERE}.changes:assess", "Judge facts: rank, confidence, evidence."),
        cite=Entry(f"{_HERE}.citations:cite", "Add a passage that bears on a fact."),
        uncite=Entry(f"{_HERE}.citations:uncite", "Take one citation of a fact back."),
    ),
    "note": _group(
        "note",
        "Write notes beside the record.",
        add=Entry(f"{_HERE}.notes:add", "Write a note about a subject or fact."),
    ),
    "policy": _group(
        "policy",
        "What exports hide unless told otherwise.",
        show=Entry(f"{_HERE}.policy:show", "Show the policy."),
        set=Entry(f"{_HERE}.policy:set_policy", "Decide what exports hide."),
    ),
    "show": Entry(f"{_HERE}.show:show", "Show the record of a subject."),
    "history": Entry(f"{_HERE}.history:history", "Show what was recorded, newest first."),
    "diff": Entry(f"{_HERE}.diff:diff", "Show how a record changed."),
    "conflict": _group(
        "conflict",
        "Weigh one conflict.",
        show=Entry(f"{_HERE}.conflict:show", "Show a conflict as a proof summary."),
        resolve=Entry(f"{_HERE}.conflict:resolve", "Conclude something about a conflict."),
        reopen=Entry(f"{_HERE}.conflict:reopen", "Take back what was concluded about a conflict."),
    ),
    "conflicts": Entry(f"{_HERE}.conflicts:conflicts", "List where sources disagree."),
    "timeline": Entry(f"{_HERE}.lives:timeline", "Show a life in the order of time."),
    "ties": Entry(f"{_HERE}.lives:ties", "Show whom and what a subject is tied to."),
    "narrative": Entry(f"{_HERE}.narrative:narrative", "Tell a record as a life."),
    "todo": Entry(f"{_HERE}.todo:todo", "List what is left to do."),
    "dates": Entry(f"{_HERE}.dates:dates", "Tell what dates can be, and what clashes."),
    "what-if": Entry(f"{_HERE}.what_if:what_if", "Tell what would fall if a source fell."),
    "search": Entry(f"{_HERE}.search:search", "Search facts, passages, texts and notes."),
    "export": Entry(f"{_HERE}.exports:export", "Write records to a file."),
    "schema": Entry(f"{_HERE}.exports:schema", "Print the JSON Schema of a format."),
    "verify": Entry(f"{_HERE}.files:verify", "Check that nothing in an archive was changed."),
    "checkpoint": Entry(f"{_HERE}.checkpoints:checkpoint", "Sign what the archive is now."),
    "prove": Entry(f"{_HERE}.proofs:prove", "Write a proof of a fact that anyone can check."),
    "check-proof": Entry(f"{_HERE}.proofs:check_proof", "Check a proof, without the archive."),
    "key": LazyGroup(
        "key",
        entries={
            "show": Entry(f"{_HERE}.keys:show", "Show your public key."),
            "export": Entry(f"{_HERE}.keys:export", "Write your private key out."),
            "import": Entry(f"{_HERE}.keys:import_key", "Use a private key that was written out."),
            "rotate": Entry(f"{_HERE}.keys:rotate", "Begin a new key."),
        },
        short_help="The key you sign with.",
        help="The key you sign heads and proofs with.",
        subcommand_metavar="COMMAND [ARGS]…",
    ),
    "backup": Entry(f"{_HERE}.files:backup", "Copy an archive to a new file."),
    "erase": Entry(f"{_HERE}.erasing:erase", "Erase words for good, and keep the proof."),
    "recover": Entry(f"{_HERE}.recovery:recover", "Save what a damaged archive still holds."),
    "share-copy": Entry(
        f"{_HERE}.sharing:share_copy", "Copy an archive without some of its words."
    ),
    "rebuild": Entry(f"{_HERE}.files:rebuild", "Make the disposable tables anew."),
    "doctor": Entry(f"{_HERE}.checkup:doctor", "Look for what may go wrong here."),
    "view": Entry(f"{_HERE}.window:view", "Open the window."),
    "agent": Entry(f"{_HERE}.agents:agent", "Say under which name you record."),
    "completion": Entry(f"{_HERE}.completion:completion", "Print a shell's completion script."),
}


def _print_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if not value or context.resilient_parsing:
        return
    version, session = installed_version(), context.find_root().obj
    session.answer({"version": version}, f"fonds {version}")
    context.exit()


class Program(LazyGroup):
    """The whole program, with the exit codes and errors of the contract."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run, print what went wrong in plain words, and leave with the contract's exit code."""
        given: Sequence[str] | None = args[0] if args else kwargs.pop("args", None)
        arguments = list(sys.argv[1:] if given is None else given)
        kwargs.update(args=arguments, standalone_mode=False)
        kwargs["prog_name"] = kwargs.get("prog_name") or "fonds"
        run = super().main

        def work() -> Any:  # noqa: ANN401 - what click returns
            interrupts.listen()
            return run(**kwargs)

        code = guarded(work, arguments)
        interrupts.done()
        sys.exit(code)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the program's own options."""
        session = kwargs.setdefault("obj", Session())
        given = args[1] if len(args) > 1 else kwargs.get("args", ())
        # Whichever of the two is named first.
        session.json = session.json or {"--json", "--version"} <= set(given)
        return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        with until_reader_leaves():
            answer = super().invoke(ctx)
        interrupts.done()
        return answer


program = Program(
    "fonds",
    entries=_COMMANDS,
    help=(
        "An archive of what sources say about people: every fact with its passage, its speaker and"
        " its history, in one file."
    ),
    epilog=(
        "ARCHIVE is the path of a .fonds file. Subjects and sources are named by id, the beginning"
        " of an id, or their exact name; facts by id. Start with: fonds new NAME.fonds"
    ),
    subcommand_metavar="COMMAND [ARGS]…",
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_print_version,
            help="Print the version and leave.",
        )
    ],
)


_YOUNG_OBJECTS = 50_000
"""How many new objects the collector of cycles waits for. Python's 700 has it run hundreds of times
while modules are loaded, for nothing: a fifth of the time to a record."""


def main() -> NoReturn:
    """Run the program on the command line's arguments.

    In a frozen program, which has no interpreter to start a process of ours with, it is the program
    itself that is started for that.
    """
    gc.set_threshold(_YOUNG_OBJECTS)
    # A stranger's plugins must not see, or change, what is read from an archive; and to look for
    # them the description of every package installed is read.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if worker := WORKERS.get("".join(sys.argv[1:2])):
        importlib.import_module(worker).main(*sys.argv[2:])
        sys.exit(0)
    # Help is printed by click, which knows of no sign that a terminal may lack.
    if isinstance(sys.stdout, io.TextIOWrapper):
        # It writes what waits there first: where that cannot be written, whoever prints next tells.
        with contextlib.suppress(OSError):
            sys.stdout.reconfigure(errors="backslashreplace")
    program.main()
