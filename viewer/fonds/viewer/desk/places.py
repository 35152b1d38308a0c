# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Where one is in an archive, the way back and forward, and what is kept until the next start."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from fonds.events.fixed import fixed
from fonds.viewer.navigator_model import Arrangement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtCore import QSettings

_MOST_STEPS = 200
_MOST_DISMISSED = 5000
_MOST_RECENT = 10


@fixed
class Place:
    """A place: a record (or a list of what is to do), facts chosen in it, a source beside it.

    ``scroll`` is the source's first visible code point, -1 where that does not matter.
    """

    kind: str = ""
    id: str = ""
    facts: tuple[str, ...] = ()
    source: str = ""
    scroll: int = -1

    @property
    def is_somewhere(self) -> bool:
        """Whether it names anything."""
        return bool(self.id or self.source)


class Trail:
    """The places one has been at, and where among them one is."""

    def __init__(self) -> None:
        """Begin nowhere."""
        self._places: list[Place] = []
        self._at = -1

    def go(self, place: Place) -> None:
        """Add a place after the present one; what lay ahead is forgotten."""
        if self._at >= 0 and self._places[self._at] == place:
            return
        self._places = [*self._places[: self._at + 1], place][-_MOST_STEPS:]
        self._at = len(self._places) - 1

    def here(self, place: Place) -> None:
        """Say more exactly where one is now, without a step."""
        if self._at >= 0:
            self._places[self._at] = place

    def step(self, by: int) -> Place | None:
        """Go back or forward; none where there is no more."""
        if not self.can(by):
            return None
        self._at += by
        return self._places[self._at]

    def can(self, by: int) -> bool:
        """Tell whether there is a place back or forward."""
        return 0 <= self._at + by < len(self._places)


class Memory:
    """What is remembered between starts: places by archive, recent files. None forgets all."""

    def __init__(self, settings: QSettings | None) -> None:
        """Keep to these settings."""
        self._settings = settings

    def place(self, archive: str) -> Place:
        """Give the last place in an archive."""
        found = self._read(f"places/{archive}")
        if not isinstance(found, dict):
            return Place()
        try:
            return Place(**{**found, "facts": tuple(found.get("facts", ()))})
        except TypeError:
            return Place()

    def keep_place(self, archive: str, place: Place) -> None:
        """Keep the last place in an archive."""
        self._write(f"places/{archive}", asdict(place))

    def draft(self, archive: str) -> dict[str, object]:
        """Give what stood in a form that was left unfinished in an archive; empty for none."""
        found = self._read(f"drafts/{archive}")
        return found if isinstance(found, dict) else {}

    def keep_draft(self, archive: str, draft: Mapping[str, object] | None) -> None:
        """Keep what stands in an open form, on the disk at once; None forgets it."""
        if self._settings is None:
            return
        if draft:
            self._write(f"drafts/{archive}", draft)
        else:
            self._settings.remove(f"drafts/{archive}")
        self._settings.sync()

    def dismissed(self, archive: str) -> list[str]:
        """Give the keys of the proposals that are not wanted in an archive."""
        found = self._read(f"dismissed/{archive}")
        return [str(one) for one in found] if isinstance(found, list) else []

    def keep_dismissed(self, archive: str, keys: Sequence[str]) -> None:
        """Keep the keys of unwanted proposals: the latest, each once."""
        self._write(f"dismissed/{archive}", list(dict.fromkeys(keys))[-_MOST_DISMISSED:])

    def arrangement(self) -> Arrangement:
        """Give the order in which subjects and sources were last listed."""
        found = self._read("window/navigator")
        known = isinstance(found, str) and found in {"facts", "name", "recent"}
        return Arrangement(str(found)) if known else Arrangement()

    def keep_arrangement(self, arrangement: Arrangement) -> None:
        """Keep the order; which kind is shown is not kept, lest others seem to be gone."""
        self._write("window/navigator", arrangement.order)

    def recent(self) -> list[str]:
        """Give the files opened last, the last first."""
        found = self._read("recent/files")
        return [str(one) for one in found] if isinstance(found, list) else []

    def keep_recent(self, path: Path) -> None:
        """Put a file first among the recent ones."""
        name = str(path.resolve())
        others = [one for one in self.recent() if one != name]
        self._write("recent/files", [name, *others][:_MOST_RECENT])

    def forget_recent(self, name: str) -> None:
        """Drop a file that is no longer there."""
        self._write("recent/files", [one for one in self.recent() if one != name])

    def _read(self, key: str) -> object:
        if self._settings is None:
            return None
        found = self._settings.value(key)
        try:
            return json.loads(found) if isinstance(found, str) else None
        except ValueError:
            return None

    def _write(self, key: str, value: object) -> None:
        # As JSON: QSettings gives lists of one, and tuples, back in other shapes.
        if self._settings is not None:
            self._settings.setValue(key, json.dumps(value))
