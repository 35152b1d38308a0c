# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""Every action of the window as data: id, title, keys, what it needs, where it stands.

Menus, shortcuts, the command palette and the page of shortcuts are all made from this table.
An action that nobody handles is not shown anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from fonds.viewer.action_kinds import LACKING
from fonds.viewer.action_table import ACTIONS, ActionSpec, Menu, Need
from fonds.viewer.wording import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtWidgets import QMenu, QMenuBar, QWidget


_WAYS = frozenset({Need.CAN_GO_BACK, Need.CAN_GO_FORWARD})


def title_of(spec: ActionSpec) -> str:
    """Give an action's title in the language of the window, without the mark of its letter."""
    return translate("Actions", spec.title).replace("&", "").removesuffix("…")


class ActionSet(QObject):
    """The actions of one window, made from the table and a handler for each.

    Signals:
        changed: what is possible changed.
    """

    changed = Signal()

    def __init__(
        self,
        window: QWidget,
        handlers: Mapping[str, Callable[[], object]],
        specs: Iterable[ActionSpec] = ACTIONS,
    ) -> None:
        """Make an action for every entry of the table that has a handler.

        Raises:
            ValueError: when a handler's id stands in no entry.
        """
        super().__init__(window)
        self._met: frozenset[Need] = frozenset()
        self._specs = {spec.id: spec for spec in specs}
        unknown = sorted(set(handlers) - set(self._specs))
        if unknown:
            message = f"no such action: {', '.join(unknown)}"
            raise ValueError(message)
        self._actions: dict[str, QAction] = {}
        for spec in self._specs.values():
            if spec.id in handlers:
                self._actions[spec.id] = self._make(window, spec, handlers[spec.id])
        self.set_met(())

    def set_met(self, met: Iterable[Need]) -> None:
        """Say what is so now; actions are possible or not accordingly."""
        self._met = frozenset(met)
        for name, action in self._actions.items():
            lacking = self.lacking(name)
            action.setEnabled(not lacking)
            # A menu shows this beside what it cannot do; what it can do, its title says.
            action.setToolTip(lacking)
        self.changed.emit()

    def lacking(self, name: str) -> str:
        """Say why an action is not possible now; empty where it is."""
        needs = self._specs[name].needs - self._met
        first = next((need for need in Need if need in needs), None)
        return translate("Actions", LACKING[first]) if first is not None else ""

    def asked_in_vain(self, keys: QKeySequence) -> str:
        """Say why the keys of an action do nothing now; empty where they are nobody's.

        Not where a way back or forward ends: one goes along it until nothing happens.
        """
        told = (
            self.lacking(name)
            for name, action in self._actions.items()
            if keys in action.shortcuts() and not self._specs[name].needs & _WAYS
        )
        return next(filter(None, told), "")

    def action(self, name: str) -> QAction | None:
        """Give an action by its id, or none where nobody handles it."""
        return self._actions.get(name)

    def keys_of(self, name: str) -> str:
        """Give the keys of an action as they are written here; empty where it has none."""
        return self._actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def check(self, name: str) -> None:
        """Mark one of several choices as the present one."""
        spec = self._specs[name]
        for other, action in self._actions.items():
            if self._specs[other].choice == spec.choice and spec.choice:
                action.setChecked(other == name)

    def mark(self, name: str, *, on: bool) -> None:
        """Show one that is on or off as it is now."""
        action = self._actions.get(name)
        if action is not None:
            action.setChecked(on)

    def listed(self) -> list[ActionSpec]:
        """Give those there are, in the order of the table, be they possible now or not."""
        return [self._specs[name] for name in self._actions]

    def fill(self, bar: QMenuBar) -> dict[Menu, QMenu]:
        """Make the menus; an empty one is left out."""
        menus: dict[Menu, QMenu] = {}
        for kind in Menu:
            specs = [s for s in self._specs.values() if s.menu == kind and s.id in self._actions]
            # However far apart they stand in the table, those of a group stand together.
            specs.sort(key=lambda spec: spec.group)
            if not specs:
                continue
            menu = bar.addMenu(translate("Actions", kind.value))
            menu.setToolTipsVisible(True)
            for before, spec in zip([None, *specs], specs, strict=False):
                if before is not None and before.group != spec.group:
                    menu.addSeparator()
                menu.addAction(self._actions[spec.id])
            menus[kind] = menu
        return menus

    def shortcuts(self) -> dict[str, list[tuple[str, str]]]:
        """Give title and keys of every action that has keys, under the names of their menus."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name in self._actions:
            spec = self._specs[name]
            if spec.keys:
                menu = translate("Actions", spec.menu).replace("&", "")
                found.setdefault(menu, []).append((title_of(spec), self.keys_of(name)))
        return found

    def _make(self, window: QWidget, spec: ActionSpec, handler: Callable[[], object]) -> QAction:
        action = QAction(translate("Actions", spec.title), window)
        action.setObjectName(f"action_{spec.id}")
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setCheckable(spec.checkable)
        action.triggered.connect(lambda: handler())  # noqa: PLW0108 - drops the flag
        window.addAction(action)
        return action
