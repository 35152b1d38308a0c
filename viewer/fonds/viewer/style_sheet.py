# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The one style sheet, made from a palette; widgets are named by object name or ``role``."""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fonds.viewer.palette import Palette

TIGHT_TABS = "QTabBar::tab { margin-right: 6px; }"
"""For a bar of tabs whose names would be shortened otherwise."""

_SHEET = Template("""
QMainWindow, QDialog { background: $ground; }
QToolTip { background: $ground; color: $ink; border: 1px solid $line; padding: 4px 6px; }
QMenuBar { background: $ground; color: $ink; padding: 1px 8px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $accent_ground; color: $accent; }
QMenu { background: $pane; color: $ink; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: $accent_ground; color: $accent; }
QMenu::item:disabled { color: $muted; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::indicator { width: 12px; height: 12px; left: 6px; }

QSplitter#panes { background: $line; }
QSplitter#panes::handle { background: $line; }
QSplitter#panes::handle:hover, QSplitter#panes::handle:pressed { background: $accent; }

QWidget[surface="ground"] { background: $ground; }
QWidget[surface="pane"] { background: $pane; }
QWidget#topBar { background: $ground; border-bottom: 1px solid $line; }
QWidget#topBar > QToolButton { padding: 0; }
QWidget#statusLine { background: $ground; border-top: 1px solid $line; }
QWidget#paneHead { background: $pane; border-bottom: 1px solid $line; }
QWidget#recordHead { background: $pane; border-bottom: 1px solid $line; }
QFrame#pastBanner { background: $accent_ground; border-bottom: 1px solid $line; }
QFrame#pastBanner QLabel { color: $accent; }
QFrame#damageBanner { background: $dispute_ground; border-bottom: 1px solid $line; }
QFrame#damageBanner QLabel { color: $dispute; }
QFrame#noticeBar { background: $ground; border-bottom: 1px solid $line; }
QFrame#noticeBar[state="refusal"] { background: $dispute_ground; }
QFrame#noticeBar[state="refusal"] QLabel { color: $dispute; }
QFrame#noticeBar[state="done"] { background: $added_ground; }
QFrame#noticeBar[state="done"] QLabel { color: $added; }
QProgressBar {
    background: $line; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QLabel[role="muted"] { color: $muted; font-size: ${s13}px; }
QLabel[role="small"] { color: $muted; font-size: ${s12}px; }
QLabel[role="title"] { color: $ink; font-size: ${s22}px; font-weight: 700; letter-spacing: -0.4px; }
QLabel[role="subtitle"] { color: $muted; font-size: ${s13}px; }
QLabel[role="heading"] { color: $ink; font-size: ${s13}px; font-weight: 600; }
QLabel[role="label"] { color: $muted; font-size: ${s12}px; }
QLabel[role="quote"] { color: $ink; font-family: "Noto Serif"; font-size: ${s13}px; }
QLabel[role="dispute"] { color: $dispute; font-size: ${s13}px; font-weight: 600; }
QFrame#account { background: $pane; border: 1px solid $line; border-radius: 8px; }
QToolButton[role="chip"] {
    background: $chip; color: $muted; border: 1px solid $chip; border-radius: 3px;
    padding: 1px 5px; font-size: ${s11}px;
}
QToolButton[role="chip"]:hover, QToolButton[role="chip"]:focus { border-color: $accent; }
QRadioButton { background: transparent; color: $ink; spacing: 6px; }
QRadioButton:focus, QCheckBox:focus { color: $accent; }
QRadioButton::indicator {
    width: 12px; height: 12px; border-radius: 7px; border: 1px solid $muted; background: $field;
}
QRadioButton::indicator:focus { border: 1px solid $accent; }
QRadioButton::indicator:checked {
    width: 6px; height: 6px; border: 4px solid $accent; background: $on_accent;
}
QLabel[role="refusal"] {
    color: $dispute; background: $dispute_ground; border: 1px solid $dispute;
    border-radius: 5px; padding: 5px 8px; font-size: ${s12}px;
}
QPushButton#badge { border-radius: 6px; padding: 5px 9px; color: $muted; border: 1px solid $line; }
QPushButton#badge[state="verified"] {
    background: $added_ground; color: $added; border: 1px solid $added_ground;
}
QPushButton#badge[state="fault"] {
    background: $dispute_ground; color: $dispute; border: 1px solid $dispute;
}
QLabel#keyHint {
    color: $muted; border: 1px solid $line; border-radius: 4px; padding: 0px 5px;
    font-size: ${s11}px;
}

QLineEdit {
    background: $pane; color: $ink; border: 1px solid $line; border-radius: 6px;
    padding: 4px 8px; selection-background-color: $selection; selection-color: $ink;
}
QLineEdit:focus { border: 1px solid $accent; }
QLineEdit:disabled { color: $muted; }
QLineEdit[role="field"] {
    background: $field; border-radius: 4px; padding: 3px 8px; font-size: ${s13}px;
}
QLineEdit[role="bare"] {
    background: transparent; border: 1px solid transparent; padding: 2px 5px; font-weight: 600;
}
QLineEdit[role="bare"]:hover { border: 1px solid $line; }
QLineEdit[role="bare"]:focus { border: 1px solid $accent; background: $pane; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolButton, QPushButton {
    background: $pane; color: $ink; border: 1px solid $line; border-radius: 6px;
    padding: 4px 8px;
}
QToolButton:hover, QPushButton:hover { border-color: $muted; }
QToolButton:focus, QPushButton:focus { border: 1px solid $accent; }
QToolButton:pressed, QPushButton:pressed { background: $accent_ground; }
QToolButton:disabled, QPushButton:disabled { color: $muted; border-color: $line; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[role="flat"], QPushButton[role="flat"] {
    background: transparent; border: 1px solid transparent; border-radius: 4px;
    padding: 1px 2px; color: $muted; font-size: ${s12}px;
}
QToolButton[role="flat"]:hover, QPushButton[role="flat"]:hover { color: $accent; }
QToolButton[role="flat"]:focus, QPushButton[role="flat"]:focus {
    border: 1px solid $accent; color: $accent;
}
QToolButton[role="date"] {
    background: transparent; border: 0; border-bottom: 1px solid transparent;
    margin-left: -5px; padding: 1px 2px 1px 0px; color: $muted; font-size: ${s12}px;
}
QToolButton[role="date"]:hover:enabled { color: $accent; }
QToolButton[role="date"]:focus { border-bottom: 1px solid $accent; color: $accent; }
QToolButton[role="date"]::menu-indicator { image: none; }
QPushButton[role="first"], QDialog QPushButton { padding: 4px 12px; }
QPushButton[role="first"], QPushButton:default {
    background: $accent; color: $on_accent; border: 1px solid $accent;
}
QPushButton[role="first"]:hover, QPushButton[role="first"]:focus,
QPushButton:default:hover, QPushButton:default:focus { border: 1px solid $ink; }
QPushButton[role="first"]:disabled, QPushButton:default:disabled {
    background: $ground; color: $muted; border: 1px solid $line;
}
QPushButton[role="link"], QPushButton[role="remark"] {
    background: transparent; border: 1px solid transparent; border-radius: 4px;
    padding: 3px 0px; color: $accent; text-align: left;
}
QPushButton[role="remark"] { padding: 2px 0px; color: $dispute; font-size: ${s13}px; }
QPushButton[role="link"]:hover, QPushButton[role="remark"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus, QPushButton[role="remark"]:focus { border: 1px solid $accent; }
QPushButton[role="hint"] {
    background: transparent; border: 1px solid transparent; border-radius: 4px;
    padding: 1px 1px; color: $muted; font-size: ${s11}px;
}
QPushButton[role="hint"]:hover { color: $accent; }
QPushButton[role="hint"]:focus { border: 1px solid $accent; color: $accent; }
QToolButton[role="left"] {
    border-top-right-radius: 0; border-bottom-right-radius: 0; border-right: 0; padding: 2px 5px;
}
QToolButton[role="right"] {
    border-top-left-radius: 0; border-bottom-left-radius: 0; border-left: 0; padding: 2px 5px;
}
QLabel[role="stepper"] {
    background: $pane; border-top: 1px solid $line; border-bottom: 1px solid $line;
    color: $muted; padding: 0px 6px; font-size: ${s12}px;
}
QToolButton[role="segment"] {
    background: $pane; color: $muted; border: 1px solid $line; border-radius: 0;
    padding: 2px 5px; font-size: ${s12}px; margin: 0;
}
QToolButton[role="segment"][place="first"] {
    border-top-left-radius: 5px; border-bottom-left-radius: 5px; border-right: 0;
}
QToolButton[role="segment"][place="middle"] { border-right: 0; }
QToolButton[role="segment"][place="last"] {
    border-top-right-radius: 5px; border-bottom-right-radius: 5px;
}
QToolButton[role="segment"]:checked { background: $accent_ground; color: $accent; }
QToolButton[role="segment"]:focus { border: 1px solid $accent; }

QComboBox, QSpinBox {
    background: $pane; color: $ink; border: 1px solid $line; border-radius: 6px;
    padding: 2px 10px; min-height: 22px;
    selection-background-color: $selection; selection-color: $ink;
}
QSpinBox { padding: 0px 2px; }
QComboBox:hover, QSpinBox:hover { border-color: $muted; }
QComboBox:focus, QComboBox:on, QSpinBox:focus { border: 1px solid $accent; }
QComboBox:disabled, QSpinBox:disabled { color: $muted; }
QComboBox::drop-down { border: 0; width: 26px; }
QComboBox::down-arrow, QSpinBox::up-arrow, QSpinBox::down-arrow { image: none; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; background: transparent; width: 26px; }
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QComboBox QAbstractItemView {
    background: $pane; color: $ink; border: 1px solid $line; padding: 3px; outline: 0;
    selection-background-color: $accent_ground; selection-color: $accent;
}

QTabBar { background: transparent; qproperty-drawBase: 0; border: 0; }
QTabBar::tab {
    background: transparent; color: $muted; border: 0; border-bottom: 2px solid transparent;
    padding: 6px 0px 7px 0px; margin-right: 18px; font-size: ${s13}px;
}
QTabBar::tab:selected { color: $ink; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }

QListView { background: transparent; border: 0; outline: 0; }
QListView:window {
    background: $pane; color: $ink; border: 1px solid $line; padding: 3px;
    selection-background-color: $accent_ground; selection-color: $accent;
}
QListWidget {
    background: $field; color: $ink; border: 1px solid $line; border-radius: 4px; padding: 3px;
}
QListWidget:focus { border: 1px solid $accent; }
QListWidget:disabled { color: $muted; }
QListWidget::item { padding: 4px 6px; border-radius: 4px; }
QListWidget::item:selected { background: $accent_ground; color: $accent; }
QListWidget::item:selected:disabled { background: $field; color: $muted; }
QTreeWidget#parting {
    background: $pane; color: $ink;
    selection-background-color: $accent_ground; selection-color: $ink;
}
QCheckBox { background: transparent; color: $ink; spacing: 6px; }
QTreeWidget#parting::indicator, QCheckBox::indicator {
    width: 12px; height: 12px; border: 1px solid $muted; border-radius: 3px; background: $field;
}
QCheckBox::indicator:focus { border: 1px solid $accent; }
QTreeWidget#parting::indicator:checked, QTreeWidget#parting::indicator:indeterminate,
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate {
    border: 1px solid $accent; background: $accent;
}
QCheckBox:disabled { color: $muted; }
QCheckBox::indicator:disabled { border: 1px solid $line; }
QCheckBox::indicator:checked:disabled { border: 1px solid $muted; background: $muted; }
QTreeWidget#parting::item { padding: 4px 2px; }
QTreeWidget#parting:focus { border: 1px solid $accent; border-radius: 4px; }
QAbstractItemView#completions {
    background: $pane; border: 1px solid $line; padding: 3px; outline: 0;
    selection-background-color: $accent_ground; selection-color: $accent;
}
QTextEdit, QPlainTextEdit {
    background: $pane; color: $ink; border: 0;
    selection-background-color: $selection; selection-color: $ink;
}
QPlainTextEdit#reasoning, QPlainTextEdit[role="field"] {
    background: $field; border: 1px solid $line; border-radius: 4px; padding: 0px 4px;
}
QPlainTextEdit#reasoning:focus, QPlainTextEdit[role="field"]:focus { border: 1px solid $accent; }
QFrame#findResults { background: $pane; border: 1px solid $accent; border-radius: 8px; }
QFrame#sieveStrip { background: $accent_ground; border-bottom: 1px solid $line; }
QFrame#findBar { background: $ground; border-bottom: 1px solid $line; }
QFrame#factForm { background: $pane; border: 1px solid $accent; border-radius: 10px; }
QWidget#sheetFoot { background: $pane; border-top: 1px solid $line; }
QFrame#dock { background: $pane; border-top: 1px solid $line; }

QScrollBar:vertical { background: transparent; width: 9px; margin: 0; border: 0; }
QScrollBar:horizontal { background: transparent; height: 9px; margin: 0; border: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(palette: Palette, zoom: float = 1.0) -> str:
    """Fill the sheet with a palette's colours and with text sizes times ``zoom``."""
    sizes = {f"s{size}": max(6, round(size * zoom)) for size in (11, 12, 13, 22)}
    return _SHEET.substitute({**asdict(palette), **sizes})
