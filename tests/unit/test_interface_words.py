"""No word reaches the window past the translator."""

from __future__ import annotations

import ast
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parents[2] / "reviewer" / "ui"

TRANSLATING = {"gettext", "ngettext", "pgettext", "npgettext", "say", "_say", "N_"}
FIRST = (0,)
ALL = (0, 1, 2, 3, 4, 5)
SHOWING = {
    # Where in their arguments calls take words that a person sees or hears. Keys, looks and data stand elsewhere.
    **dict.fromkeys(("setText", "setToolTip", "setStatusTip", "setWhatsThis", "setTitle", "setWindowTitle"), ALL),
    **dict.fromkeys(("setAccessibleName", "setAccessibleDescription", "setPlaceholderText", "setIconText"), ALL),
    **dict.fromkeys(("setInformativeText", "setDetailedText", "setLabelText", "setPrefix", "setSuffix"), ALL),
    **dict.fromkeys(("setSpecialValueText", "setHeaderLabels", "setHtml", "setPlainText", "setMarkdown"), ALL),
    **dict.fromkeys(("showMessage", "complain", "addItems", "setTabText", "setTabToolTip", "setItemText"), ALL),
    **dict.fromkeys(("addAction", "addMenu", "addTab", "addRow", "addItem", "insertItem", "addSection"), ALL),
    **dict.fromkeys(("information", "warning", "critical", "question", "about", "getText", "getItem"), ALL),
    **dict.fromkeys(("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"), (1, 3)),
    **dict.fromkeys(("QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QAction"), ALL),
    **dict.fromkeys(("QGroupBox", "QDockWidget", "QMessageBox", "QToolBar", "QMenu", "QListWidgetItem"), ALL),
    **dict.fromkeys(("KeyButton", "LinkLabel", "text_label", "quiet_label", "Question", "Goal", "JumpList"), FIRST),
    **dict.fromkeys(
        ("QuestionPanel", "EntryBar", "ArrangementBar", "NameBar", "WordsPanel", "ValueChip", "Passage", "Outline"),
        FIRST,
    ),
}
EMITTING = {"said", "told", "failed_words"}
"""Signals whose `emit` takes words for the status line."""

NO_WORDS = re.compile(r"Reviewer|\*?\.\w+|Ctrl|Shift|Alt|Esc|Del|\bF\d+\b|<[^>]*>|&\w+;|\{\w*\}|%\w")
"""The program, endings of files, keys, marks of HTML and placeholders have the same names in every language."""
LETTERS = re.compile(r"[^\W\d_]{2}")


def literals(node: ast.expr) -> Iterator[str]:
    """The words written in an expression itself, without those that go through the translator."""
    if isinstance(node, ast.Call):
        if called(node) in TRANSLATING:
            return
        if isinstance(node.func, ast.Attribute):
            yield from literals(node.func.value)
        if called(node) in ("format", "join"):
            for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield from literals(argument)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, ast.Compare | ast.Subscript | ast.Lambda | ast.Attribute):
        return
    else:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from literals(child)


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def shown_arguments(node: ast.Call) -> list[ast.expr]:
    name = called(node)
    if name == "emit" and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Attribute):
        return node.args if node.func.value.attr in EMITTING else []
    if name == "say" and isinstance(node.func, ast.Attribute) and getattr(node.func.value, "attr", "") == "status":
        return node.args
    return [argument for place, argument in enumerate(node.args) if place in SHOWING.get(name, ())]


def untranslated(source: str) -> list[tuple[int, str]]:
    """Line and words of each literal that a call would show as it stands."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    found = [(node.lineno, text) for node in calls for part in shown_arguments(node) for text in literals(part)]
    return [(line, text) for line, text in found if LETTERS.search(NO_WORDS.sub("", text))]


def modules() -> list[Path]:
    return sorted(UI.rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(UI).as_posix())
def test_words_shown_go_through_the_translator(path: Path) -> None:
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'QLabel("Vendor")',
        'self._line.setPlaceholderText("Find")',
        'button.setText(f"Confirm {count}")',
        'menu.addAction("Open" + "…")',
        'self.said.emit("Done.")',
        'self.status.say("Done.")',
        'label.setText("{count} values".format(count=3))',
        'QFileDialog.getSaveFileName(self, say("Write"), path, "Word (*.docx)")',
        'label.setText("open" if is_open else "closed")',
    ],
)
def test_the_search_finds(source: str) -> None:
    assert untranslated(source)


@pytest.mark.parametrize(
    "source",
    [
        'QLabel(say("Vendor"))',
        'KeyButton(say("Cancel"), "Esc")',
        'button.setText("▾" if is_open else "▸")',
        'label.setText(say("{count} values").format(count=3))',
        'text_label(title, "title")',
        'menu.addAction(f"{text}\\t{key}")',
        'widget.setProperty("look", "title")',
        'label.setText(labels["open"])',
    ],
)
def test_the_search_lets_pass(source: str) -> None:
    assert untranslated(source) == []


def test_words_inside_formatted_strings_are_not_lost() -> None:
    """What stands between the braces of an f-string is not seen by the extraction of messages."""
    catalogs = runpy.run_path(str(UI.parents[1] / "packaging" / "catalogs.py"))
    known = {message.id for message in catalogs["collect_messages"]() if isinstance(message.id, str)}
    for path in sorted(UI.parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                lost = [text for text in translated_inside(node) if text not in known]
                assert lost == [], path.name


def translated_inside(node: ast.JoinedStr) -> list[str]:
    calls = [part for part in ast.walk(node) if isinstance(part, ast.Call) and called(part) in TRANSLATING - {"_say"}]
    texts = [argument for call in calls for argument in call.args if isinstance(argument, ast.Constant)]
    return [text.value for text in texts if isinstance(text.value, str)]


SHORT_NAMES = {"gettext": {"say", "gettext"}, "ngettext": {"ngettext"}, "pgettext": {"pgettext"}}
"""The names by which the extraction of messages knows a translator's methods."""


def test_the_translator_is_called_by_names_that_the_extraction_knows() -> None:
    for path in sorted(UI.parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign):
                unknown = [name for target in node.targets for name in unknown_names(target, node.value)]
                assert unknown == [], path.name


def unknown_names(target: ast.expr, value: ast.expr) -> list[str]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = zip(target.elts, value.elts, strict=True)
        return [name for part, of in pairs for name in unknown_names(part, of)]
    method = value.attr if isinstance(value, ast.Attribute) else ""
    name = target.id if isinstance(target, ast.Name) else getattr(target, "attr", "")
    return [name] if method in SHORT_NAMES and name not in SHORT_NAMES[method] else []
