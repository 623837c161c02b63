"""Another language is another window over the same workspace, at the same place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.i18n import LANGUAGES, OWN_NAMES
from reviewer.settings import Settings
from reviewer.ui.editors.dates import DateEditor
from reviewer.ui.field_row import FieldKey
from reviewer.ui.interface import Interface, resolve_language

from .assessed import make_workspace
from .pages import read_pdf

FIELD = FieldKey("contact.email", None)
KINDS_OF_FILES = ("Drive", "File", "File Folder", "Folder", "Shortcut", "Unknown")


@pytest.fixture
def interface(qtbot: QtBot, qapp: QApplication, tmp_path: Path, nothing_left_behind: None) -> Iterator[Interface]:
    """An English window on a workspace with one policy."""
    locale = QLocale()
    settings = Settings(tmp_path / "settings")
    settings.options.reviewer, settings.options.language = "Ada", "en"
    settings.options.show_all_fields = True
    made = Interface(qapp, settings, lambda: tmp_path)
    show(qtbot, made)
    made.window.open_path(make_workspace(tmp_path / "havre.reviewer"))
    yield made
    made.set_language("en")
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()
    QLocale.setDefault(locale)


def show(qtbot: QtBot, interface: Interface) -> None:
    interface.window.show()
    qtbot.waitExposed(interface.window)


def menu_titles(interface: Interface) -> list[str]:
    return [action.text().replace("&", "") for action in interface.window.menuBar().actions()]


def language_entry(interface: Interface, name: str) -> QAction:
    menu = interface.window.actions_by_id["view.language"].menu()
    return next(action for action in menu.actions() if action.text() == name)


def marked_languages(interface: Interface) -> list[str]:
    menu = interface.window.actions_by_id["view.language"].menu()
    return [action.text() for action in menu.actions() if action.isChecked()]


def test_the_menu_names_each_language_in_its_own_words(interface: Interface) -> None:
    menu = interface.window.actions_by_id["view.language"].menu()
    assert [action.text() for action in menu.actions()] == ["As the system", *OWN_NAMES.values()]
    assert marked_languages(interface) == ["English"]


def test_the_window_speaks_the_language_chosen_at_once(interface: Interface) -> None:
    first = interface.window
    language_entry(interface, "Svenska").trigger()
    assert interface.window is not first
    assert menu_titles(interface)[:3] == ["Arkiv", "Redigera", "Granska"]
    assert marked_languages(interface) == ["Svenska"]
    assert not first.isVisible()
    assert interface.window.isVisible()
    language_entry(interface, "Suomi").trigger()
    assert menu_titles(interface)[:3] == ["Tiedosto", "Muokkaa", "Tarkasta"]


def test_the_choice_is_kept(interface: Interface, tmp_path: Path) -> None:
    interface.set_language("fi")
    assert Settings(tmp_path / "settings").options.language == "fi"


def test_a_report_speaks_the_windows_language_until_another_is_chosen(interface: Interface) -> None:
    interface.set_language("fi")
    interface.window.actions_by_id["report.write"].trigger()
    assert interface.window.reporting.bar._language.currentData() == "fi"
    interface.window.reporting.bar.dismiss()
    interface.window._settings.options.report_language = "sv"
    interface.window.actions_by_id["report.write"].trigger()
    assert interface.window.reporting.bar._language.currentData() == "sv"


def test_document_field_and_layout_stay(interface: Interface) -> None:
    window = interface.window
    window.desk.form.go_to(FIELD)
    window.desk.setSizes([200, 500, 600])
    window.actions_by_id["view.lower"].trigger()
    window.actions_by_id["view.list"].trigger()
    window.resize(1280, 700)
    sizes, geometry = window.desk.sizes(), window.geometry()
    document, workspace = window.desk.text.document.id, window.session.workspace
    interface.set_language("sv")
    window = interface.window
    assert window.desk.form.current == FIELD
    assert window.desk.text.document.id == document
    assert window.session.workspace is workspace
    assert window.geometry() == geometry
    assert window.desk.sizes() == pytest.approx(sizes, abs=2)
    assert window.lower.isHidden()
    assert window.desk.engagements.isHidden()
    assert not window.actions_by_id["view.list"].isChecked()


def test_pages_on_show_and_a_text_held_still_stay(interface: Interface, tmp_path: Path) -> None:
    interface.window.open_path(make_workspace(tmp_path / "pages.reviewer", read_pdf()))
    interface.window.desk.text.show_pages(True)
    interface.window.actions_by_id["view.hold"].trigger()
    interface.set_language("sv")
    assert interface.window.desk.text.pages_shown
    assert interface.window.actions_by_id["view.hold"].isChecked()


def test_decisions_of_before_can_be_undone_after(interface: Interface) -> None:
    interface.window.desk.form.go_to(FIELD)
    interface.window.desk.decisions.confirm()
    interface.set_language("fi")
    assert interface.window.actions_by_id["edit.undo"].text() == "&Kumoa vahvistus: Sähköposti"
    interface.window.desk.decisions.undo()
    assert interface.window.session.assessment.undo_kind == ""


def test_an_open_entry_is_finished_first(interface: Interface) -> None:
    window = interface.window
    window.desk.form.go_to(FIELD)
    window.desk.decisions.note()
    language_entry(interface, "Svenska").trigger()
    assert interface.window is window
    assert window.status.message == "Finish the entry or leave it with Esc first."
    assert window.desk.form.has_open_panel
    assert marked_languages(interface) == ["English"]
    window.desk.form.close_panel()


def test_an_open_bar_is_finished_first(interface: Interface) -> None:
    window = interface.window
    window.workspaces.ask_reviewer()
    interface.set_language("sv")
    assert interface.window is window
    window.bars.bars[0].dismiss()


def test_an_open_word_on_a_finding_is_finished_first(interface: Interface, qtbot: QtBot) -> None:
    window = interface.window
    qtbot.waitUntil(lambda: bool(window.lower.findings.entries))
    window.lower.findings.reword()
    interface.set_language("sv")
    assert interface.window is window
    window.lower.findings._close()


def test_a_file_being_read_is_waited_for(interface: Interface, qtbot: QtBot, tmp_path: Path) -> None:
    window = interface.window
    policy = tmp_path / "policy.txt"
    policy.write_text("Privacy notice\n\nLumen Oy keeps your e-mail address for two years.\n", encoding="utf-8")
    window.importing.import_files([policy])
    interface.set_language("sv")
    assert interface.window is window
    assert "still being read" in window.status.message
    qtbot.waitUntil(lambda: bool(window.bars.bars), timeout=60_000)
    window.bars.bars[0].discard()


def test_a_workspace_being_written_anew_is_waited_for(interface: Interface) -> None:
    window = interface.window
    window.setEnabled(False)
    interface.set_language("sv")
    assert interface.window is window
    window.setEnabled(True)


def test_a_window_without_a_workspace_changes_too(interface: Interface) -> None:
    interface.window.session.close_workspace()
    interface.set_language("sv")
    assert interface.window.session.workspace is None
    assert menu_titles(interface)[0] == "Arkiv"


def test_changing_while_the_rules_are_read(interface: Interface, qtbot: QtBot) -> None:
    """The thread that reads them has no window to tell any more, and none is needed."""
    interface.window.session.put_off_findings()
    interface.window.session.read_rules()
    interface.set_language("sv")
    assert interface.window.session.assessment.findings


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_file_dialogs_of_qt_leave_no_word_in_english(qtbot: QtBot, interface: Interface, language: str) -> None:
    interface.set_language("en")
    english = dialog_words(qtbot)
    assert {"&Look in:", "Files of &type:", "Folder"} <= english
    interface.set_language(language)
    assert english & dialog_words(qtbot) == set()


def dialog_words(qtbot: QtBot) -> set[str]:
    """What a file dialog says that Qt draws itself, and how it calls what has no kind of its own."""
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    qtbot.addWidget(dialog)
    labels = {label.text() for label in dialog.findChildren(QLabel) if label.text()}
    buttons = {button.text() for button in dialog.findChildren(QPushButton)}
    kinds = {QCoreApplication.translate("QAbstractFileIconProvider", kind) for kind in KINDS_OF_FILES}
    return labels | buttons | kinds


def test_qt_speaks_the_same_language(interface: Interface) -> None:
    interface.set_language("sv")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Close)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Avbryt", "Stäng"}
    interface.set_language("fi")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text().replace("&", "") in ("Peruuta", "Peru")


def test_the_calendar_follows_the_language(interface: Interface) -> None:
    interface.set_language("fi")
    editor = DateEditor(interface.translator)
    assert editor._calendar.locale().language() == QLocale.Language.Finnish
    assert editor._calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday


@pytest.mark.parametrize(("option", "language"), [("sv", "sv"), ("fi", "fi"), ("en", "en")])
def test_an_option_names_its_language(option: str, language: str) -> None:
    assert resolve_language(option) == language


def test_without_an_option_the_system_is_asked() -> None:
    preferred = [tag.partition("-")[0] for tag in QLocale.system().uiLanguages()]
    expected = next((tag for tag in preferred if tag in LANGUAGES), "en")
    assert resolve_language("system") == expected
