# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The sample archive that comes with the program: where its builder lies, and how it is run.

The builder and its documents are the project's `examples/`; a wheel brings them beside this module.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

from fonds.archive.errors import RefusedError
from fonds.archive.files import unfinished

_FOLDER = "examples"
_BUILDER = "build_sample.py"
_CHECKOUT = 3
"""How far up from this file a checkout's root lies."""


def builder() -> Path | None:
    """Give the program that builds the sample; None where this came without it."""
    here = Path(__file__).resolve()
    installed = here.parent / _FOLDER / _BUILDER
    if installed.is_file():
        return installed
    root = here.parents[_CHECKOUT]
    found = root / _FOLDER / _BUILDER
    return found if found.is_file() and (root / "archive").is_dir() else None


def build(target: Path) -> None:
    """Build the sample at ``target``, where nothing may be yet.

    Raises:
        RefusedError: something is there already, or this came without the sample.
        ArchiveError: the file cannot be written.
    """
    path = builder()
    if path is None:
        message = "This installation came without the sample. Install Fonds from its wheel."
        code = "no-sample"
        raise RefusedError(code, message)
    spec = importlib.util.spec_from_file_location("fonds_sample_builder", path)
    if spec is None or spec.loader is None:
        message = f"{path} cannot be loaded"
        raise ImportError(message)
    # An example, and no part of the program: it is loaded from its file.
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    # It acts several times on a file; only a whole one gets the name.
    with unfinished(target) as making:
        making.unlink()
        module.build(making)
