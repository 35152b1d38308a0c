# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The policy of an archive: what it hides unless asked, as it was last set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.events.catalogue.archive import PolicyContent, PolicySet

if TYPE_CHECKING:
    from fonds.archive.store.sqlite import SqliteStore


def policy_in_force(store: SqliteStore) -> PolicyContent:
    """Return the policy that was set last; a new archive hides nothing."""
    content = PolicyContent()
    for recorded in store.stream(store.at([1])[0].header.archive):
        if isinstance(recorded.event, PolicySet):
            content = recorded.event.content
    return content
