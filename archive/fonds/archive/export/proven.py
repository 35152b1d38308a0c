# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""What an export with proofs asks of whoever proves, and the digests that its signature covers."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fonds.archive.export.shapes import FactShape, ProvenEventShape, SourceShape


class Proofs(Protocol):
    """Gives an export its proofs, against the head that the log has when it begins."""

    def begin(self) -> None:
        """Sign the head; called inside the snapshot that the export is made from."""
        ...

    def of_fact(self, fact: FactShape, last: int | None) -> list[ProvenEventShape]:
        """Return the events behind an exported fact, up to position ``last`` if there is one."""
        ...

    def of_source(self, source: SourceShape, last: int | None) -> list[ProvenEventShape]:
        """Return the events behind an exported source."""
        ...

    def head(self) -> Mapping[str, object]:
        """Return the members that state the head: the checkpoint, the public key, all headers."""
        ...

    def signature(self, digests: Mapping[str, str]) -> str:
        """Return the signature over the document, given the digest of each of its members."""
        ...


class Digests:
    """SHA-256 of each member of a document, in hexadecimal, whatever its layout.

    A member is hashed as JSON with sorted names, ", " and ": " between things, and no ASCII escapes
    (Python's `json.dumps` with `sort_keys` and without `ensure_ascii`). A list may come in pieces.
    """

    def __init__(self) -> None:
        """Begin without members."""
        self.found: dict[str, str] = {}
        self._list = hashlib.sha256(b"[")
        self._empty = True

    def add(self, name: str, value: object) -> None:
        """Hash a member."""
        self.found[name] = hashlib.sha256(_spelt(value)).hexdigest()

    def add_item(self, item: object) -> None:
        """Hash the next item of the list that `end_list` will name."""
        self._list.update((b"" if self._empty else b", ") + _spelt(item))
        self._empty = False

    def end_list(self, name: str) -> None:
        """Name the list whose items were hashed."""
        self._list.update(b"]")
        self.found[name] = self._list.hexdigest()


def _spelt(value: Any) -> bytes:  # noqa: ANN401 - any JSON
    return json.dumps(value, sort_keys=True, ensure_ascii=False).encode("utf-8")
