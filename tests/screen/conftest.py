# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""A display of its own for the tests here, or the reason why there can be none."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from screen import Screen, Window, missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    if lacking := missing():
        pytest.skip(lacking)
    home = tmp_path / "home"
    home.mkdir()
    with Screen(home) as made:
        yield made


@pytest.fixture
def start(screen: Screen) -> Iterator[Callable[..., Window]]:
    """Starts the program; what a failing test leaves running is ended."""
    started: list[Window] = []

    def begin(*arguments: str) -> Window:
        started.append(Window(screen, *arguments))
        return started[-1]

    yield begin
    for window in started:
        window.end()


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sys.path.insert(0, str(EXAMPLES))
    try:
        import build_sample
    finally:
        sys.path.remove(str(EXAMPLES))
    path = tmp_path_factory.mktemp("sample") / "sample.fonds"
    build_sample.build(path)
    return path


@pytest.fixture
def sample(built_sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample that a test may write to."""
    path = tmp_path / "sample.fonds"
    shutil.copy(built_sample, path)
    return path
