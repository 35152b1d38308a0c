# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Looking at records under a policy: without a source, only originals, only what is stated.

Nothing in the archive changes, and it can be recorded meanwhile; a banner says what is left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fonds.archive.record.policy import EVERYTHING
from fonds.viewer.wording import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fonds.archive.record.policy import Policy
    from fonds.viewer.desk.desk import Desk
    from fonds.viewer.desk.reader import Reader


class Policies(QObject):
    """Puts the policy together that records are looked at under."""

    def __init__(self, desk: Desk, reader: Reader, again: Callable[[], None]) -> None:
        """Begin with everything; ``again`` fills anew what else is seen of the record."""
        super().__init__(desk)
        self._desk = desk
        self._reader = reader
        self._again = again
        desk.window.policy_banner.all_wanted.connect(self.show_all)
        desk.opened.connect(lambda _: self._take(EVERYTHING))
        desk.closed.connect(lambda: self._take(EVERYTHING))
        desk.listed.connect(self._show)

    def originals(self) -> None:
        """Hear only what sources say themselves, or everything again."""
        policy = self._desk.policy
        self._take(replace(policy, originals_only=not policy.originals_only))

    def stated(self) -> None:
        """Leave out what a reader inferred, or take it in again."""
        policy = self._desk.policy
        self._take(replace(policy, stated_only=not policy.stated_only))

    def source(self) -> None:
        """Leave out the source shown, or take it in again."""
        read, policy = self._reader.source.read, self._desk.policy
        if read is not None:
            left_out = policy.exclude_sources ^ {read.view.id}
            self._take(replace(policy, exclude_sources=left_out))

    def show_all(self) -> None:
        """Leave nothing out any more."""
        self._take(EVERYTHING)

    def _take(self, policy: Policy) -> None:
        changed = policy != self._desk.policy
        self._desk.policy = policy
        self._show()
        if changed and self._desk.session is not None:
            self._reader.record.refresh()
            self._again()

    def _show(self) -> None:
        policy, window, veiled = self._desk.policy, self._desk.window, self._desk.is_veiled
        actions = window.actions_of_window
        actions.mark("policy_others", on=veiled)
        actions.mark("policy_originals", on=policy.originals_only)
        actions.mark("policy_stated", on=policy.stated_only)
        said = policy_said(policy, titles_of(self._desk))
        if veiled:
            said.append(self.tr("as others get them, and nothing can be recorded"))
        window.policy_banner.show_policy("; ".join(said))


def titles_of(desk: Desk) -> dict[str, str]:
    """Return what the archive's sources are called, by id."""
    listing = desk.listing
    return {row.id: row.title for row in listing.sources} if listing is not None else {}


def policy_said(policy: Policy, titles: Mapping[str, str]) -> list[str]:
    """Say what a policy leaves out, in parts; nothing of one that leaves out nothing."""
    said = [
        translate("Policies", "without “{source}”").format(source=titles.get(one, one))
        for one in sorted(policy.exclude_sources)
    ]
    if policy.originals_only:
        said.append(translate("Policies", "with only what sources say themselves"))
    if policy.stated_only:
        said.append(translate("Policies", "with only what is stated, nothing inferred"))
    return said
