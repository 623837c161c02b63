"""Every option can be changed beside the desk, holds at once and is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSpinBox, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from reviewer.i18n import OWN_NAMES, Translator
from reviewer.settings import Options, Settings
from reviewer.ui.main_window import MainWindow
from reviewer.ui.settings_window import OPTION_LABELS, SettingsWindow
from reviewer.ui.template_picker import TemplatePicker
from reviewer.ui.theme import text_scale

from .assessed import make_workspace


@pytest.fixture
def settings(window: MainWindow) -> SettingsWindow:
    window.actions_by_id["edit.settings"].trigger()
    return window.findChild(SettingsWindow)


def field(settings: QWidget, option: str, kind: type) -> QWidget:
    label = OPTION_LABELS[option]
    return next(found for found in settings.findChildren(kind) if found.accessibleName() == label)


def choose(box: QComboBox, code: str) -> None:
    box.setCurrentIndex(box.findData(code))
    box.activated.emit(box.currentIndex())


def kept(window: MainWindow) -> Options:
    return Settings(window._settings.path.parent).options


def test_the_desk_stays_in_sight_and_in_use(window: MainWindow, settings: SettingsWindow) -> None:
    assert settings.isVisible()
    assert not settings.isModal()
    assert window.desk.isVisible()
    window.actions_by_id["edit.settings"].trigger()
    assert [w for w in window.findChildren(SettingsWindow) if w.isVisible()] == [settings]


def test_names_are_kept(qtbot: QtBot, window: MainWindow, settings: SettingsWindow) -> None:
    for option, words in (("reviewer", "Ævar Öst"), ("firm", "Öst & Co")):
        line = field(settings, option, QLineEdit)
        line.clear()
        qtbot.keyClicks(line, f" {words} ")
        line.editingFinished.emit()
        assert getattr(kept(window), option) == words.strip()
    assert window.session.reviewer == "Ævar Öst"


def test_a_name_given_elsewhere_meanwhile_stays(qtbot: QtBot, window: MainWindow, settings: SettingsWindow) -> None:
    window.session.set_reviewer("Bo")
    qtbot.keyClicks(field(settings, "firm", QLineEdit), "Öst")
    QApplication.sendEvent(settings, QEvent(QEvent.Type.WindowDeactivate))
    assert (kept(window).reviewer, kept(window).firm) == ("Bo", "Öst")
    QApplication.sendEvent(settings, QEvent(QEvent.Type.WindowActivate))
    assert field(settings, "reviewer", QLineEdit).text() == "Bo"
    settings.close()
    assert kept(window).reviewer == "Bo"


def test_the_language_of_reports_is_the_one_offered_first(window: MainWindow, settings: SettingsWindow) -> None:
    choose(field(settings, "report_language", QComboBox), "fi")
    assert kept(window).report_language == "fi"


def test_the_template_is_offered_where_none_was_chosen(
    window: MainWindow, settings: SettingsWindow, tmp_path: Path
) -> None:
    firm = tmp_path / "firm.docx"
    settings.findChild(TemplatePicker).choose(firm)
    assert kept(window).template == str(firm)
    assert window.reporting._remembered_template() == firm
    window._settings.place(window.session.workspace.path).template = ""
    assert window.reporting._remembered_template() is None


def test_theme_and_text_size_change_the_desk_at_once(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, settings: SettingsWindow
) -> None:
    choose(field(settings, "theme", QComboBox), "dark")
    assert window.actions_by_id["view.dark"].isChecked()
    size = field(settings, "text_scale", QSpinBox)
    size.setValue(130)
    assert text_scale(qapp) == 1.3
    assert (kept(window).theme, kept(window).text_scale) == ("dark", 1.3)
    window.actions_by_id["view.normal"].trigger()
    assert size.value() == 100
    window.actions_by_id["view.light"].trigger()
    assert field(settings, "theme", QComboBox).currentData() == "light"


def test_how_many_copies_are_kept_counts_from_the_next_opening(
    window: MainWindow, settings: SettingsWindow, tmp_path: Path
) -> None:
    copies = field(settings, "backups", QSpinBox)
    copies.setValue(3)
    assert kept(window).backups == 3
    copies.setValue(1000)
    assert copies.value() <= 99
    copies.setValue(3)
    window.open_path(make_workspace(tmp_path / "other.reviewer"))
    assert window.session.workspace.kept_backups == 3


def test_the_language_is_asked_of_whoever_owns_the_window(
    qtbot: QtBot, window: MainWindow, settings: SettingsWindow
) -> None:
    box = field(settings, "language", QComboBox)
    assert [box.itemText(row) for row in range(1, box.count())] == list(OWN_NAMES.values())
    with qtbot.waitSignal(window.language_wanted) as wanted:
        choose(box, "sv")
    assert wanted.args == ["sv"]
    # Nobody changed it: what is shown is what holds.
    assert box.currentData() == window._settings.options.language


def test_another_window_keeps_the_settings_open(
    qtbot: QtBot, window: MainWindow, settings: SettingsWindow, tmp_path: Path
) -> None:
    other = MainWindow(window._settings, Translator("sv"), lambda: tmp_path)
    qtbot.addWidget(other)
    other.go_on_from(window)
    assert not settings.isVisible()
    assert other.findChild(SettingsWindow).isVisible()
    other.close()


def test_keys_are_changed_there(qtbot: QtBot, window: MainWindow, settings: SettingsWindow) -> None:
    from reviewer.ui.shortcut_editor import ShortcutEditor

    settings.findChild(QTabWidget).setCurrentIndex(1)
    editor = settings.findChild(ShortcutEditor)
    editor.choose("report.write")
    editor.take_key("F9")
    assert window.actions_by_id["report.write"].shortcut().toString() == "F9"


def test_esc_closes_and_what_was_typed_last_counts(qtbot: QtBot, window: MainWindow, settings: SettingsWindow) -> None:
    line, copies = field(settings, "firm", QLineEdit), field(settings, "backups", QSpinBox)
    qtbot.keyClicks(line, "Öst & Co")
    copies.lineEdit().setText("4")
    assert kept(window).firm == ""
    qtbot.keyClick(settings, Qt.Key.Key_Escape)
    assert not settings.isVisible()
    assert (kept(window).firm, kept(window).backups) == ("Öst & Co", 4)


def test_options_that_were_out_of_range_are_named(qtbot: QtBot, tmp_path: Path, translator: Translator) -> None:
    folder = tmp_path / "settings"
    folder.mkdir()
    stored = {"text_scale": 9.5, "backups": 0, "places": 3, "reviewer": "Ada"}
    (folder / "settings.json").write_text(json.dumps(stored), encoding="utf-8")
    window = MainWindow(Settings(folder), translator, lambda: tmp_path)
    qtbot.addWidget(window)
    window.show()
    window.tell_set_aside()
    assert all(name in window.status.message for name in ("Text size", "Copies kept", "places"))
    assert window.session.reviewer == "Ada"
    window.close()
