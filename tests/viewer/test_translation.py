# SPDX-FileCopyrightText: The Fonds developers
# SPDX-License-Identifier: MIT
"""No text of the window escapes translation, and the German one is complete and built."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from german import TEXTS, forms, left_in_english, messages

from fonds.archive import Archive
from fonds.archive.errors import FondsError
from fonds.archive.languages.telling import forms_of, tell_label
from fonds.events.dates import display, parse
from fonds.events.sentences import Sentence
from fonds.viewer import languages
from fonds.viewer.desk.bench import Bench
from fonds.viewer.desk.conflict_sheets import sheet_of
from fonds.viewer.desk.identity_rows import entries_of_candidates, pair_of
from fonds.viewer.desk.supposing import entries_of_dates
from fonds.viewer.desk.telling import told_of
from fonds.viewer.desk.worklists import CHORES, read_worklist
from fonds.viewer.wording import Counted, worded

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "viewer" / "fonds" / "viewer"
TOOLS = Path(sys.executable).parent
FILES = sorted(CODE.rglob("*.py"))

# What shows words, and what of it need not be translated: names, signs, keys.
SHOWING = {
    "QLabel", "QPushButton", "ElidedLabel", "QRadioButton", "TickBox", "setText", "setToolTip",
    "setAccessibleName", "setAccessibleDescription", "setPlaceholderText", "setTitle", "addTab",
    "addAction", "tell", "refuse", "setTabText", "SectionRow", "NoteRow",
}  # fmt: skip
UNTRANSLATED = {"Ctrl K", "Fonds", "·", "⚑"}


def calls(file: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", None) or getattr(call.func, "id", "")


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def marked(file: Path) -> Iterator[str]:
    """The texts of a file that are marked for translation."""
    for call in calls(file):
        name = name_of(call)
        if name == "tr" and call.args and literal(call.args[0]) is not None:
            yield literal(call.args[0])
        if name in {"translate", "QT_TRANSLATE_NOOP"} and len(call.args) > 1:
            text = literal(call.args[1])
            if text is not None:
                yield text


@pytest.fixture(scope="module")
def german() -> dict[tuple[str, str], ET.Element]:
    return messages(TEXTS / "de.ts")


def test_every_marked_text_is_found_by_the_tools_and_translated(german):
    sources = {source for _, source in german}
    for file in FILES:
        missing = [text for text in marked(file) if text not in sources]
        assert not missing, f"{file.name}: {missing}; run packaging/translate.sh"


def test_no_text_is_shown_that_is_not_marked():
    for file in FILES:
        for call in calls(file):
            if name_of(call) not in SHOWING or not call.args:
                continue
            words = literal(call.args[0])
            plain = words is None or words in UNTRANSLATED or not re.search(r"[^\W\d_]", words)
            assert plain, f"{file.name}:{call.lineno} shows {words!r} in English whatever happens"


def test_the_translation_is_complete_and_keeps_what_is_filled_in(german):
    for (context, source), message in german.items():
        translation = message.find("translation")
        assert translation.get("type") is None, f"{context}: {source!r} is not translated"
        for form in forms(message):
            assert form.strip() or not source.strip(), f"{context}: {source!r} is empty"
            assert sorted(re.findall(r"\{\w+\}", form)) == sorted(re.findall(r"\{\w+\}", source))
            assert ("%Ln" in form) == ("%Ln" in source), source
            assert "%n" not in form + source, f"{source!r} parts no thousands: write %Ln"
            assert form.count("\n") == source.count("\n"), source
            assert ("&" in form) == ("&" in source), source
        if message.get("numerus") == "yes":
            assert len(forms(message)) == 2


def test_letters_of_a_menu_are_given_once(german):
    from fonds.viewer.action_table import ACTIONS, Menu

    for menu in Menu:
        for pick in (lambda text: text, lambda text: forms(german["Actions", text])[0]):
            titles = [pick(spec.title) for spec in ACTIONS if spec.menu == menu]
            letters = [re.search(r"&(.)", title)[1].lower() for title in titles]
            doubled = sorted({letter for letter in letters if letters.count(letter) > 1})
            assert doubled == [], menu


@pytest.fixture(scope="module")
def tools() -> Path:
    if not (TOOLS / "pyside6-lupdate").exists():
        pytest.skip("Qt's translation tools are not installed beside this Python")
    return TOOLS


def test_the_tools_find_nothing_new(tools, tmp_path, german):
    copy = tmp_path / "de.ts"
    shutil.copy(TEXTS / "de.ts", copy)
    names = [str(file.relative_to(CODE)) for file in FILES]
    command = [tools / "pyside6-lupdate", "-silent", "-locations", "none", "-no-obsolete"]
    subprocess.run([*command, *names, "-ts", copy], cwd=CODE, check=True, timeout=120)
    assert set(messages(copy)) == set(german), "run packaging/translate.sh"


def test_what_is_shipped_is_what_was_translated(tools, tmp_path):
    made = tmp_path / "de.qm"
    command = [tools / "pyside6-lrelease", "-silent", TEXTS / "de.ts", "-qm", made]
    subprocess.run(command, check=True, timeout=60)
    assert made.read_bytes() == (TEXTS / "de.qm").read_bytes(), "run packaging/translate.sh"


def test_the_whole_window_speaks_german(speaking, theme, qtbot, sample, german):
    assert languages.shipped() == {"de": "Deutsch", "en": "English"} or "de" in languages.shipped()
    bench = Bench(theme, None, "tester", watch=False)
    qtbot.addWidget(bench.window)
    bench.window.resize(1440, 900)
    bench.window.show()
    bench.files.open(sample)
    bench.settle()
    assert left_in_english(bench.window, german) == []
    assert bench.window.menus["&File"].title() == "&Datei"
    assert "63 Aussagen aus 3 Quellen" in bench.window.record.head.subtitle
    assert "geboren 9. März 1948" in bench.window.record.head.subtitle
    entries = bench.window.history.list.entries.entries
    assert entries[0].when == "9. März 2026 12:54"
    assert "Zurückgezogen:" in {entry.verb for entry in entries}
    assert speaking.property("fondsTranslators")
    bench.window.close()


def shipped_labels() -> list[str]:
    from fonds.archive.vocabulary import builtin_properties, qualifier_terms, sections

    every = (*sections(), *builtin_properties().values(), *qualifier_terms().values())
    return list(dict.fromkeys(one.label for one in every))


@pytest.mark.usefixtures("speaking")
def test_no_label_of_the_vocabulary_is_shown_in_english(theme, qtbot, sample):
    """Of the record, timeline, ties, worklists, passages, completions and history."""
    bench = Bench(theme, None, "tester", watch=False)
    qtbot.addWidget(bench.window)
    bench.window.resize(1440, 900)
    bench.window.show()
    bench.files.open(sample)
    bench.settle()
    english = {label for label in shipped_labels() if tell_label(label, "de") != label}
    rows = [
        bench.window.record.list.rows.row(n)
        for n in range(bench.window.record.list.rows.rowCount())
    ]
    shown = [getattr(row, "label", "") or getattr(row, "title", "") for row in rows]
    shown += [getattr(row, "words", "").partition(":")[0] for row in rows]
    for view in (1, 2):
        bench.window.record.show_view(view)
        bench.settle()
    shown += [
        part
        for item in bench.lives.timeline.list.things.timeline.items
        for part in (item.title.partition(":")[0], item.detail.rpartition(" · ")[2])
    ]
    shown += [button.tie.relation for button in bench.lives.ties.canvas.buttons]
    shown += [choice.label for choice in bench.desk.lexicon.offer_properties("")]
    shown += [
        line.partition(":")[0]
        for p in bench.window.source.view.passages
        for line in p.note.splitlines()
    ]
    assert len(shown) > 100
    assert not english.intersection(shown)
    assert "Vater" in shown
    bench.reader.history.show_all()
    bench.settle()
    entries = bench.window.history.list.entries.entries
    said = {f"{entry.verb} {entry.what}" for entry in entries}
    assert "Berichtigt: Vater · Edda Marlow" in said
    assert "Notiert " in said
    told = {"Asserted", "Corrected", "Retracted", "Opened", "Registered", "Text", "Said:"} - {
        "Text"
    }
    assert not told.intersection(entry.verb for entry in entries)
    bench.window.close()


def test_every_way_the_archive_tells_an_event_can_be_told_otherwise(sample):
    """The history hands out sentences, not text of which nobody knows what it was made of."""
    with Archive.open(sample, read_only=True) as archive:
        summaries = {entry.summary for entry in archive.queries.history(limit=500)}
    assert len(summaries) > 20
    assert [one for one in summaries if not isinstance(one, Sentence)] == []
    assert [one.form for one in summaries if one.form not in forms_of("de")] == []


@pytest.mark.parametrize(
    ("text", "english", "german"),
    [
        ("1948-03-09", "9 March 1948", "9. März 1948"),
        ("1948-03", "March 1948", "März 1948"),
        ("1986~", "about 1986", "etwa 1986"),
        ("1948-03%", "about March 1948?", "etwa März 1948?"),
        ("198X", "1980s", "1980er"),
        ("1979-05/1987-05", "May 1979 – May 1987", "Mai 1979 – Mai 1987"),
        ("1970/..", "1970 onwards", "ab 1970"),
        ("../1990-05-03", "until 3 May 1990", "bis 3. Mai 1990"),
        ("1988-22", "summer 1988", "Sommer 1988"),
        ("-0043", "44 BC", "44 v. Chr."),
        ("195X-XX", "some month in the 1950s", "ein Monat in den 1950ern"),
        ("/1990", "unknown – 1990", "unbekannt – 1990"),
    ],
)
def test_dates_are_told_in_either_language(speaking, text, english, german):
    assert worded(display(parse(text))) == german
    languages.speak(speaking, "en")
    assert worded(display(parse(text))) == english


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 Quellen"), (1, "1 Quelle"), (2, "2 Quellen"), (21534, "21.534 Quellen")],
)
def test_plurals_are_settled_in_either_language(speaking, count, words):
    assert Counted.tr("%Ln source(s)", "", count) == words
    languages.speak(speaking, "en")
    english = Counted.tr("%Ln source(s)", "", count)
    assert english == (f"{count} source" if count == 1 else f"{count:,} sources")


def test_no_number_is_shown_without_its_thousands_parted():
    """A count is told by %Ln or by what writes numbers in the window's language."""
    for file in FILES:
        for text in marked(file):
            assert "%n" not in text, f"{file.name}: {text!r}"


OURS = re.compile(
    r"\b(?:are not shown|different words|neither cited|which was|open again|according to|was born"
    r"|is given as|the sources|cannot all be so|There is no|ends before"
    r"|[tT]erm (?:began|ended)|[tT]ime of|one name|same name)\b"
)


@pytest.mark.usefixtures("speaking")
def test_no_sentence_of_the_archive_is_shown_in_english(sample):
    """Of the lists of what is to do, conflicts, dates that clash, a life as told, refusals."""
    with Archive.open(sample, read_only=True) as archive:
        queries = archive.queries
        said = [worded(one.reason) for one in queries.conflicts()]
        assert "„Josef Marlow“ und „Edmund Marlow, Sr.“: nichts zeigt" in said[0]
        summaries = [queries.conflict(one.id) for one in queries.conflicts()]
        said += [sheet_of(one, {}).why for one in summaries]
        for key in ("conflicts", *CHORES):
            rows = read_worklist(queries, key, {}).rows
            said += [text for row in rows for text in vars_of(row)]
        said += [worded(one.said) for one in queries.todo(limit=20).items]
        told = told_of(queries.record("Edda Marlow"))
        said += [*told.about, *(clause.text for clause in told.clauses)]
        said += [place for _, _, place in told.notes]
        dates = entries_of_dates(queries.dates("Edda Marlow"))
        said += [text for entry in dates for text in (entry.what, entry.before, entry.reason)]
        assert any(text.startswith("Amtszeit begann (") for text in said)
        pairs = queries.candidates()
        said += [entry.reason for entry in entries_of_candidates(pairs, {})]
        assert any("mit und ohne Zusatz" in text for text in said)
        for pair in pairs:
            meetings = pair_of(queries, pair.first, pair.second, {}, {}).meetings
            said += [meeting.words for meeting in meetings]
        for asked in ("nobody", "@9999"):
            with pytest.raises(FondsError) as caught:
                queries.record(asked)
            said.append(worded(caught.value.message))
    assert len(said) > 150
    assert [words for words in said if OURS.search(words)] == []
    assert any(words.startswith("Eintrag „nobody“ ist nicht in diesem Archiv") for words in said)


def vars_of(row: object) -> list[str]:
    """The words of a row of a list."""
    return [value for name in row.__slots__ if isinstance(value := getattr(row, name), str)]


def test_a_refusal_names_the_menu_as_it_is_called_in_that_language() -> None:
    texts = {
        one.findtext("source", "").replace("&", ""): one.findtext("translation", "")
        for one in ET.parse(TEXTS / "de.ts").getroot().iter("message")  # noqa: S314 - our own file
    }
    menu = ", ".join(texts[name].replace("&", "") for name in ("View", "As others get it"))
    said = [words for form, words in forms_of("de").items() if "View, As others get it" in form]
    assert said
    assert all(menu in words for words in said)
