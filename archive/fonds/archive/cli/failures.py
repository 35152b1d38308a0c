# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""From whatever went wrong to one or two plain sentences on standard error and an exit code."""

from __future__ import annotations

import importlib
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

import click

from fonds.archive.cli import preferences
from fonds.archive.cli.progress import progress
from fonds.archive.cli.terminal import Ink, safe, safe_lines
from fonds.archive.errors import ArchiveError, FondsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

DONE = 0
NOT_SO = 1
WRONG_USE = 2
DEFECT = 70
INTERRUPTED = 130

_MOST_LINES = 20

_HINTS = {"quote-ambiguous": " --start N says where it begins."}
"""What the command line can add to a refusal that does not know of its options."""


class _ReaderLeftError(Exception):
    """Whoever read standard output has stopped."""


@contextmanager
def until_reader_leaves() -> Iterator[None]:
    """Hide a broken pipe from click, which would end with 1: here "the thing asked is not so"."""
    try:
        yield
    except BrokenPipeError:
        raise _ReaderLeftError from None


@contextmanager
def printing(*, recorded: bool = False) -> Iterator[None]:
    """Tell trouble with standard output from trouble with the archive.

    ``recorded`` says that the log has grown already.

    Raises:
        ArchiveError: standard output cannot be written: its disk is full, or reports an error.
    """
    try:
        with until_reader_leaves():
            yield
    except OSError as error:
        _stop_printing()
        why = (error.strerror or str(error)).lower()
        kept = " What was recorded stays recorded; see fonds history." if recorded else ""
        code, message = "output", f"Standard output cannot be written: {why}.{kept}"
        raise ArchiveError(code, message) from error


@contextmanager
def answering() -> Iterator[None]:
    """Let a reader leave before the whole answer is printed, without changing how it ends.

    What verify found it found, though only the first line of it was wanted.
    """
    try:
        yield
    except _ReaderLeftError:
        _stop_printing()


@contextmanager
def about_archive(path: Path | None) -> Iterator[None]:
    """Put into plain words an error of SQLite that nothing further in has put so.

    Anything else that nobody foresaw may be our defect, or what a damaged file led to: the file is
    verified to tell which.

    Raises:
        ArchiveError: as `fonds.archive.connection.translated`; or "damaged".
    """
    try:
        yield
    except (FondsError, OSError, click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except _ReaderLeftError:
        raise
    except Exception as error:
        # Help must not load SQLite; an error of SQLite means that it is loaded.
        if type(error).__module__.partition(".")[0] in {"sqlite3", "_sqlite3", "pysqlite3"}:
            connection = importlib.import_module("fonds.archive.connection")
            with connection.translated(path if path is not None else "The archive"):
                raise
        what = None if path is None else _damage(path)
        if what is None:
            raise
        message = (
            f"{path} is damaged: {what} Run fonds verify to see what is affected, and fonds recover"
            " to save what is sound."
        )
        code = "damaged"
        raise ArchiveError(code, message, path=str(path)) from error


def _damage(path: Path) -> str | None:
    """Return the first fault that verification finds, None where there is none, or no archive."""
    module = sys.modules.get("fonds.archive.archive")
    if module is None:
        return None
    try:
        with progress("Looking for damage") as bar:
            faults = module.Archive.verify_file(path, bar).faults
    except Exception:  # noqa: BLE001 - the first error is told then
        return None
    return str(faults[0].detail) if faults else None


def guarded(work: Callable[[], Any], arguments: Sequence[str]) -> int:
    """Do the work and return the exit code, having said what went wrong if anything did."""
    as_json = "--json" in arguments
    try:
        code = work()
        with printing():
            stream: TextIO | None = sys.stdout
            if stream is not None:
                stream.flush()
        return code if isinstance(code, int) else DONE
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.UsageError as error:
        _say(as_json, "usage", _usage(error))
        return WRONG_USE
    except click.ClickException as error:
        _say(as_json, "usage", error.format_message())
        return WRONG_USE
    except FondsError as error:
        _refuse(as_json, error)
        return error.EXIT
    except (KeyboardInterrupt, click.Abort):
        _say(as_json, "interrupted", "Interrupted. Nothing was recorded.")
        return INTERRUPTED
    except (_ReaderLeftError, BrokenPipeError):
        _stop_printing()
        return DONE
    except Exception as error:  # noqa: BLE001 - the last place where a defect can be told plainly
        return _defect(as_json, error, arguments)


def _usage(error: click.UsageError) -> str:
    message = error.format_message().rstrip()
    if error.ctx is None:
        return message
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return message
    ending = "" if message.endswith((".", "?", "!")) else "."
    if isinstance(error.ctx.command, click.Group):
        return f"{message}{ending} See {error.ctx.command_path} --help."
    form = " ".join((error.ctx.command_path, *error.ctx.command.collect_usage_pieces(error.ctx)))
    return f"{message}{ending} The form is: {form} (see --help)."


def _refuse(as_json: bool, error: FondsError) -> None:
    hint = _HINTS.get(error.code, "")
    _say(as_json, error.code, f"{error.message}{hint}", **error.details)
    faults = error.details.get("errors")
    if as_json or not isinstance(faults, list | tuple):
        return
    # The message tells the first.
    for fault in faults[1:_MOST_LINES]:
        if isinstance(fault, dict) and "line" in fault:
            _write(f"  line {fault['line']}: {safe(str(fault.get('message', '')))}\n")
    if len(faults) > _MOST_LINES:
        _write(f"  and {len(faults) - _MOST_LINES} more; --json lists them all.\n")


def _say(as_json: bool, code: str, message: str, **details: Any) -> None:
    if as_json:
        known = {name: value for name, value in details.items() if name not in {"code", "message"}}
        document = {"error": {"code": code, "message": message, **known}}
        import json  # noqa: PLC0415 - help is printed without it

        _write(json.dumps(document, ensure_ascii=False, default=str) + "\n")
        return
    ink = Ink.for_stream(sys.stderr)
    lines = safe_lines(message).split("\n")
    _write("\n".join([ink.alert(lines[0]) if code != "usage" else lines[0], *lines[1:]]) + "\n")


def _write(text: str) -> None:
    try:
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()
    except (OSError, ValueError):
        # Nobody can be told any more; the exit code still says it.
        return


def _defect(as_json: bool, error: Exception, arguments: Sequence[str]) -> int:
    """Tell of a defect of ours; the traceback goes to a file, never to the terminal."""
    if os.environ.get("FONDS_DEBUG") == "1":
        import traceback  # noqa: PLC0415 - help is printed without it

        traceback.print_exception(error)
        return DEFECT
    report = _report(error, arguments)
    where = f" The details are in {report}." if report else ""
    message = (
        f"Something went wrong in Fonds itself ({type(error).__name__}). Nothing was recorded by"
        f" the step that failed.{where} Please report it."
    )
    _say(as_json, "defect", message, report=str(report) if report else None)
    return DEFECT


def installed_version() -> str:
    """Return the version that is installed, "unknown" where Fonds runs from bare files."""
    # Half of the time that help takes would go into importing this, so not at the top.
    metadata = importlib.import_module("importlib.metadata")
    try:
        return str(metadata.version("fonds"))
    except metadata.PackageNotFoundError:
        return "unknown"


def _report(error: Exception, arguments: Sequence[str]) -> Path | None:
    """Write what a developer needs; only which command and options were used, not what was said."""
    import platform  # noqa: PLC0415 - help is printed without it
    import traceback  # noqa: PLC0415 - help is printed without it

    words = [word.split("=")[0] for word in arguments if word.startswith("--")]
    command = [word for word in arguments[:2] if word.isalpha()]
    lines = [
        f"Fonds {installed_version()}, Python {platform.python_version()}, {platform.platform()}",
        f"Command: {' '.join([*command, *words])}",
        "",
        *traceback.format_exception(error),
    ]
    folder = preferences.home() / "reports"
    file = folder / f"{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}-{os.getpid()}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines), encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return file


def _stop_printing() -> None:
    """Give the rest of standard output nowhere to go, so that its closing does not complain."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (AttributeError, OSError, ValueError):
        # Not a real stream: a test's, or closed already, or none at all.
        return
