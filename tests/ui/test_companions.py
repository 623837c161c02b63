"""The Help menu and addresses in the window: everything opens beside the desk, and asks before it leads out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from reviewer.i18n import Translator
from reviewer.ui.about_window import AboutWindow
from reviewer.ui.address_bar import AddressBar
from reviewer.ui.addresses import address_at, names_place
from reviewer.ui.diagnostic_window import DiagnosticWindow
from reviewer.ui.finding_entry import FindingEntry
from reviewer.ui.handbook_window import HandbookWindow
from reviewer.ui.labels import LinkLabel
from reviewer.ui.main_window import MainWindow

WINDOWS = {"help.handbook": HandbookWindow, "help.diagnostics": DiagnosticWindow, "help.about": AboutWindow}


def asked(window: MainWindow) -> str:
    """The address that is asked about."""
    (bar,) = [bar for bar in window.bars.bars if isinstance(bar, AddressBar)]
    return " ".join(label.text() for label in bar.findChildren(QLabel)).replace("\u200b", "")


@pytest.mark.parametrize("action", WINDOWS)
def test_each_opens_once_and_closes_with_the_window(window: MainWindow, action: str) -> None:
    window.actions_by_id[action].trigger()
    window.actions_by_id[action].trigger()
    (shown,) = window.findChildren(WINDOWS[action])
    assert shown.isVisible()
    assert not shown.isModal()
    window.close()
    assert not shown.isVisible()


class Desktop(QObject):
    """Takes folders that are to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.shown.append(url.toLocalFile())


def test_the_log_is_shown_where_it_lies(window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("reviewer.ui.companions.log_folder", lambda: tmp_path)
    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "show")
    window.actions_by_id["help.log"].trigger()
    QDesktopServices.unsetUrlHandler("file")
    assert desktop.shown == [str(tmp_path)]


def test_diagnostic_information_counts_and_tells_no_names(window: MainWindow) -> None:
    window.actions_by_id["help.diagnostics"].trigger()
    text = window.findChild(DiagnosticWindow).text
    assert "vendors: 1" in text
    assert "documents: 1" in text
    names = ("Havre", "Ada", str(Path.home()), str(window.session.workspace.path.parent))
    assert [name for name in names if name in text] == []
    assert QGuiApplication.clipboard().text() == ""


def test_a_part_of_the_program_leads_to_its_source_after_a_question(window: MainWindow) -> None:
    window.actions_by_id["help.about"].trigger()
    parts = window.findChild(AboutWindow).parts
    parts.press_row(0)
    assert parts.rows[0].target in asked(window)


def test_the_address_at_the_caret_or_of_the_field_is_asked_about(window: MainWindow) -> None:
    text = window.desk.text.view.text
    window.desk.text.view.go_to(text.index("data@havre.example") + 3)
    window.actions_by_id["edit.open_address"].trigger()
    assert "mailto:data@havre.example" in asked(window)
    window.bars.bars[0].dismiss()
    window.desk.text.view.go_to(0)
    window.desk.go_to(next(key for key in window.desk.form.keys if key.field == "contact.email"))
    window.desk.text.view.go_to(0)
    window.actions_by_id["edit.open_address"].trigger()
    assert "mailto:data@havre.example" in asked(window)


def test_where_no_address_is_it_is_said(window: MainWindow) -> None:
    window.desk.go_to(next(key for key in window.desk.form.keys if key.field == "controller.name"))
    window.desk.text.view.go_to(0)
    window.actions_by_id["edit.open_address"].trigger()
    assert window.bars.bars == ()
    assert "No address stands" in window.status.message


def test_the_menu_of_the_text_offers_the_address_under_it(window: MainWindow) -> None:
    panel = window.desk.text
    for words, offered in (("data@havre.example", True), ("Write to", False)):
        panel.view.menu_wanted.emit(QPoint(200, 200), address_at(panel.view.text, panel.view.text.index(words)))
        menu = next(menu for menu in panel.findChildren(QMenu) if menu.isVisible())
        entries = [entry for entry in menu.actions() if entry.text() == "Open the address…"]
        assert bool(entries) is offered
        if offered:
            entries[0].trigger()
        menu.close()
    assert "mailto:data@havre.example" in asked(window)


def test_sources_of_dated_facts_are_asked_about(qtbot: QtBot, window: MainWindow, translator: Translator) -> None:
    assessment = window.session.assessment
    reviewed = assessment.findings[0]
    reviewed = replace(reviewed, finding=replace(reviewed.finding, facts=("D1", "D3")))
    entry = FindingEntry(reviewed, assessment, window.shortcuts, translator)
    qtbot.addWidget(entry)
    entry.address_pressed.connect(window.addresses.ask)
    entry.set_open(True)
    links = [link for link in entry.findChildren(LinkLabel) if names_place(link.text())]
    assert links
    links[0].press()
    assert f"https://{links[0].text()}" in asked(window)
    assert any("looked up on" in label.text() for label in entry.findChildren(QLabel))


def test_where_a_document_was_found_is_asked_about(window: MainWindow) -> None:
    place = window.desk.text._place
    place.press()
    assert window.bars.bars == ()
    document = window.desk.text.document
    found = replace(document, version=replace(document.version, source="https://havre.example/privacy"))
    assessment = replace(window.session.assessment, documents=(found,))
    window.desk.text.show_assessment(assessment)
    assert place.text() == "https://havre.example/privacy"
    place.press()
    assert "https://havre.example/privacy" in asked(window)
