# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""The table of every action: id, title, keys, what it needs, where it stands."""

from __future__ import annotations

from fonds.viewer.action_kinds import ActionSpec, Menu, Need
from fonds.viewer.action_kinds import spec as _spec
from fonds.viewer.fact_actions import FACT_ACTIONS
from fonds.viewer.wording import QT_TRANSLATE_NOOP

__all__ = ["ACTIONS", "ActionSpec", "Menu", "Need"]

_A, _F = Need.ARCHIVE, Need.FACT
_WRITE = (Need.ARCHIVE, Need.WRITABLE, Need.PRESENT)


def _pane(key: str, title: str, keys: str) -> ActionSpec:
    """Make what shows a pane or puts it away."""
    return _spec(f"pane_{key}", title, Menu.VIEW, keys, group=3, toggles=True)


def _policy(key: str, title: str, needs: tuple[Need, ...] = (Need.ARCHIVE,)) -> ActionSpec:
    """Make what looks at records under a policy, or no longer."""
    return _spec(f"policy_{key}", title, Menu.VIEW, "", needs, group=4, toggles=key != "source")


ACTIONS: tuple[ActionSpec, ...] = (
    _spec("new", QT_TRANSLATE_NOOP("Actions", "&New archive…"), Menu.FILE, "Ctrl+N"),
    _spec("open", QT_TRANSLATE_NOOP("Actions", "&Open…"), Menu.FILE, "Ctrl+O"),
    _spec("open_sample", QT_TRANSLATE_NOOP("Actions", "Open the &sample archive"), Menu.FILE),
    _spec(
        "add_source",
        QT_TRANSLATE_NOOP("Actions", "&Add a source…"),
        Menu.FILE,
        "Ctrl+Shift+O",
        _WRITE,
        1,
    ),
    _spec(
        "add_bare",
        QT_TRANSLATE_NOOP("Actions", "Keep files wit&hout their text…"),
        Menu.FILE,
        "",
        _WRITE,
        1,
    ),
    _spec(
        "add_work",
        QT_TRANSLATE_NOOP("Actions", "Add a wor&k that is not held…"),
        Menu.FILE,
        "",
        _WRITE,
        1,
    ),
    _spec(
        "paste_source",
        QT_TRANSLATE_NOOP("Actions", "&Paste a text as a source"),
        Menu.FILE,
        "Ctrl+Shift+V",
        _WRITE,
        1,
    ),
    _spec(
        "save_pdf",
        QT_TRANSLATE_NOOP("Actions", "Save the record as P&DF…"),
        Menu.FILE,
        "Ctrl+Shift+P",
        (Need.SUBJECT,),
        1,
    ),
    _spec(
        "print",
        QT_TRANSLATE_NOOP("Actions", "P&rint the record…"),
        Menu.FILE,
        "Ctrl+P",
        (Need.SUBJECT,),
        1,
    ),
    _spec("import_facts", QT_TRANSLATE_NOOP("Actions", "&Import facts…"), Menu.FILE, "", _WRITE, 1),
    _spec(
        "import_bibliography",
        QT_TRANSLATE_NOOP("Actions", "Import a &bibliography…"),
        Menu.FILE,
        "",
        _WRITE,
        1,
    ),
    _spec("export", QT_TRANSLATE_NOOP("Actions", "&Export…"), Menu.FILE, "Ctrl+E", (_A,), 1),
    _spec("verify", QT_TRANSLATE_NOOP("Actions", "&Verify the archive"), Menu.FILE, "", (_A,), 1),
    _spec(
        "checkpoint",
        QT_TRANSLATE_NOOP("Actions", "Si&gn a checkpoint"),
        Menu.FILE,
        "",
        (_A, Need.WRITABLE),
        1,
    ),
    _spec("preferences", QT_TRANSLATE_NOOP("Actions", "Pre&ferences…"), Menu.FILE, "Ctrl+,", (), 2),
    _spec("close", QT_TRANSLATE_NOOP("Actions", "&Close"), Menu.FILE, "Ctrl+W", (_A,), 2),
    _spec("quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), Menu.FILE, "Ctrl+Q", (), 2),
    _spec(
        "find",
        QT_TRANSLATE_NOOP("Actions", "&Find in the source"),
        Menu.EDIT,
        "Ctrl+F",
        (Need.SOURCE,),
    ),
    _spec("find_next", QT_TRANSLATE_NOOP("Actions", "Find &next"), Menu.EDIT, "F3", (Need.SOURCE,)),
    _spec(
        "find_back",
        QT_TRANSLATE_NOOP("Actions", "Find &previous"),
        Menu.EDIT,
        "Shift+F3",
        (Need.SOURCE,),
    ),
    _spec(
        "footnotes",
        QT_TRANSLATE_NOOP("Actions", "Footnotes of the sourc&e"),
        Menu.GO,
        "Ctrl+Shift+F",
        (Need.SOURCE,),
        2,
    ),
    _spec(
        "changes",
        QT_TRANSLATE_NOOP("Actions", "What &changed between captures"),
        Menu.GO,
        "Ctrl+Shift+D",
        (Need.SOURCE,),
        2,
    ),
    _spec(
        "settle",
        QT_TRANSLATE_NOOP("Actions", "Passages not found a&gain"),
        Menu.GO,
        "Ctrl+Shift+S",
        (*_WRITE, Need.SOURCE),
        2,
    ),
    _spec(
        "proposals",
        QT_TRANSLATE_NOOP("Actions", "Facts propo&sed from the source"),
        Menu.GO,
        "Ctrl+Shift+R",
        (Need.SOURCE, Need.PRESENT),
        2,
    ),
    _spec(
        "recapture",
        QT_TRANSLATE_NOOP("Actions", "Add a ne&w copy of the source…"),
        Menu.FILE,
        "",
        _WRITE,
        1,
    ),
    _spec(
        "add_text",
        QT_TRANSLATE_NOOP("Actions", "Add a &text of the source…"),
        Menu.FILE,
        "",
        _WRITE,
        1,
    ),
    _spec(
        "read_pictures",
        QT_TRANSLATE_NOOP("Actions", "Read pictures b&y OCR…"),
        Menu.FILE,
        "",
        _WRITE,
        1,
    ),
    _spec(
        "copy_citation",
        QT_TRANSLATE_NOOP("Actions", "&Copy citation"),
        Menu.EDIT,
        "Ctrl+Shift+C",
        (_F,),
        1,
    ),
    _spec(
        "copy_passage",
        QT_TRANSLATE_NOOP("Actions", "Copy the &words with their place"),
        Menu.EDIT,
        "Ctrl+Alt+C",
        (Need.SELECTION,),
        1,
    ),
    _spec(
        "copy_reference",
        QT_TRANSLATE_NOOP("Actions", "Copy the &reference to the source"),
        Menu.EDIT,
        "",
        (Need.SOURCE,),
        1,
    ),
    _spec(
        "copy_fact", QT_TRANSLATE_NOOP("Actions", "Copy the fact as &JSON"), Menu.EDIT, "", (_F,), 1
    ),
    _spec(
        "scheme_system", QT_TRANSLATE_NOOP("Actions", "&As the system"), Menu.VIEW, choice="scheme"
    ),
    _spec("scheme_light", QT_TRANSLATE_NOOP("Actions", "&Light"), Menu.VIEW, choice="scheme"),
    _spec("scheme_dark", QT_TRANSLATE_NOOP("Actions", "&Dark"), Menu.VIEW, choice="scheme"),
    _spec(
        "zoom_in", QT_TRANSLATE_NOOP("Actions", "Larger te&xt"), Menu.VIEW, "Ctrl++ Ctrl+=", group=1
    ),
    _spec("zoom_out", QT_TRANSLATE_NOOP("Actions", "&Smaller text"), Menu.VIEW, "Ctrl+-", group=1),
    _spec(
        "zoom_usual", QT_TRANSLATE_NOOP("Actions", "&Usual text size"), Menu.VIEW, "Ctrl+0", group=1
    ),
    _spec("next_pane", QT_TRANSLATE_NOOP("Actions", "&Next pane"), Menu.VIEW, "F6", group=2),
    _spec(
        "previous_pane",
        QT_TRANSLATE_NOOP("Actions", "&Previous pane"),
        Menu.VIEW,
        "Shift+F6",
        group=2,
    ),
    _pane("navigator", QT_TRANSLATE_NOOP("Actions", "Na&vigator"), "Ctrl+Alt+1"),
    _pane("history", QT_TRANSLATE_NOOP("Actions", "&History"), "Ctrl+Alt+2"),
    _pane("source", QT_TRANSLATE_NOOP("Actions", "S&ource"), "Ctrl+Alt+3"),
    _spec(
        "pane_left",
        QT_TRANSLATE_NOOP("Actions", "&Move this pane left"),
        Menu.VIEW,
        "Ctrl+Alt+Left",
        group=3,
    ),
    _spec(
        "pane_right",
        QT_TRANSLATE_NOOP("Actions", "Move this pane ri&ght"),
        Menu.VIEW,
        "Ctrl+Alt+Right",
        group=3,
    ),
    _spec(
        "pane_loose",
        QT_TRANSLATE_NOOP("Actions", "Set this pane loose, or &back"),
        Menu.VIEW,
        "Ctrl+Alt+Up",
        group=3,
    ),
    _spec("reset_layout", QT_TRANSLATE_NOOP("Actions", "&Reset the layout"), Menu.VIEW, group=3),
    _policy("others", QT_TRANSLATE_NOOP("Actions", "As oth&ers get it")),
    _policy("originals", QT_TRANSLATE_NOOP("Actions", "Only what sources sa&y themselves")),
    _policy("stated", QT_TRANSLATE_NOOP("Actions", "Only what &is stated")),
    _policy("source", QT_TRANSLATE_NOOP("Actions", "Without the source sho&wn"), (_A, Need.SOURCE)),
    _spec(
        "together",
        QT_TRANSLATE_NOOP("Actions", "&Together with all it is one with"),
        Menu.VIEW,
        "Ctrl+Alt+J",
        (_A,),
        4,
        toggles=True,
    ),
    _spec("palette", QT_TRANSLATE_NOOP("Actions", "&Find or do anything"), Menu.GO, "Ctrl+K"),
    _spec(
        "filter_record",
        QT_TRANSLATE_NOOP("Actions", "Filter and &order the record"),
        Menu.GO,
        "Ctrl+Shift+L",
        (_A,),
    ),
    _spec(
        "filter",
        QT_TRANSLATE_NOOP("Actions", "Filter sub&jects and sources"),
        Menu.GO,
        "Ctrl+L",
        (_A,),
    ),
    _spec(
        "back", QT_TRANSLATE_NOOP("Actions", "&Back"), Menu.GO, "Alt+Left", (Need.CAN_GO_BACK,), 1
    ),
    _spec(
        "forward",
        QT_TRANSLATE_NOOP("Actions", "Forwar&d"),
        Menu.GO,
        "Alt+Right",
        (Need.CAN_GO_FORWARD,),
        1,
    ),
    _spec(
        "next_passage",
        QT_TRANSLATE_NOOP("Actions", "&Next passage"),
        Menu.GO,
        "F8",
        (Need.SOURCE,),
        2,
    ),
    _spec(
        "back_passage",
        QT_TRANSLATE_NOOP("Actions", "&Previous passage"),
        Menu.GO,
        "Shift+F8",
        (Need.SOURCE,),
        2,
    ),
    _spec(
        "next_unread",
        QT_TRANSLATE_NOOP("Actions", "Next &unread words"),
        Menu.GO,
        "F7",
        (Need.SOURCE,),
        2,
    ),
    _spec(
        "page",
        QT_TRANSLATE_NOOP("Actions", "The words on their p&age"),
        Menu.GO,
        "Shift+F7",
        (Need.SOURCE,),
        2,
    ),
    _spec(
        "view_record",
        QT_TRANSLATE_NOOP("Actions", "The &record"),
        Menu.GO,
        "Ctrl+1",
        (Need.SUBJECT,),
        3,
    ),
    _spec(
        "view_timeline",
        QT_TRANSLATE_NOOP("Actions", "Its &timeline"),
        Menu.GO,
        "Ctrl+2",
        (Need.SUBJECT,),
        3,
    ),
    _spec(
        "view_ties",
        QT_TRANSLATE_NOOP("Actions", "Its t&ies"),
        Menu.GO,
        "Ctrl+3",
        (Need.SUBJECT,),
        3,
    ),
    _spec(
        "view_narrative",
        QT_TRANSLATE_NOOP("Actions", "Its narrati&ve"),
        Menu.GO,
        "Ctrl+4",
        (Need.SUBJECT,),
        3,
    ),
    _spec(
        "who",
        QT_TRANSLATE_NOOP("Actions", "W&ho this is, and is not"),
        Menu.GO,
        "Ctrl+J",
        (Need.SUBJECT,),
        5,
    ),
    _spec(
        "candidates",
        QT_TRANSLATE_NOOP("Actions", "All who ma&y be one by name"),
        Menu.GO,
        "Ctrl+Shift+J",
        (_A,),
        5,
    ),
    _spec("as_of", QT_TRANSLATE_NOOP("Actions", "As of a &moment…"), Menu.GO, "Ctrl+T", (_A,), 4),
    _spec(
        "compare",
        QT_TRANSLATE_NOOP("Actions", "Compare t&wo moments"),
        Menu.GO,
        "Ctrl+D",
        (Need.SUBJECT,),
        4,
    ),
    _spec(
        "dates",
        QT_TRANSLATE_NOOP("Actions", "Dates that follow, and c&lashes"),
        Menu.GO,
        "",
        (Need.SUBJECT,),
        4,
    ),
    _spec(
        "now",
        QT_TRANSLATE_NOOP("Actions", "Bac&k to now"),
        Menu.GO,
        "Ctrl+Shift+T",
        (Need.PAST,),
        4,
    ),
    *FACT_ACTIONS,
    _spec("shortcuts", QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"), Menu.HELP, "F1"),
    _spec("about", QT_TRANSLATE_NOOP("Actions", "&About Fonds"), Menu.HELP),
)
