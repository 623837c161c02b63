"""The window around the desk: import, report, workspace, start and the options it keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from reviewer import review
from reviewer.model import DocumentKind
from reviewer.settings import Settings
from reviewer.ui.bars import EntryBar
from reviewer.ui.file_names import unused_path
from reviewer.ui.import_bar import ImportBar, Provenance
from reviewer.ui.main_window import MainWindow
from reviewer.ui.order_bar import ReportOrder
from reviewer.ui.refused_files import RefusedFilesBar
from reviewer.ui.report_bar import ReportBar

from .assessed import evidence_of, make_workspace, read_policy, wait_until_recorded


def bar(window: MainWindow, kind: type) -> object:
    return next(found for found in window.bars.bars if isinstance(found, kind))


def finish_reading(window: MainWindow, name: str = "new.txt") -> None:
    """A file has been read."""
    from reviewer.ui.import_queue import Job

    window.importing.queue.finished.emit(Job(99, name), read_policy(name=name))


# Import


def test_import_asks_whose_it_is_and_tells_what_came(window: MainWindow, qtbot: QtBot) -> None:
    finish_reading(window)
    asked = bar(window, ImportBar)
    assert asked._vendor.currentText() == "Havre Media AB"
    asked._vendor.setEditText("Havre Media AB (new)")
    asked._source.setText("https://havre.example/privacy")
    asked._retrieved.setText("9.7.2024")
    asked.accept()
    wait_until_recorded(window)
    assert window.session.assessment.vendor == "Havre Media AB (new)"
    version = window.session.assessment.documents[0].version
    assert (version.source, version.retrieved) == ("https://havre.example/privacy", "2024-07-09")
    assert "English" in window.status.message
    assert "11 values found" in window.status.message
    assert "1 place where lines seem lost" in window.status.message
    assert window.bars.bars == ()


def test_wrong_date_of_retrieval_is_told(window: MainWindow) -> None:
    finish_reading(window)
    asked = bar(window, ImportBar)
    asked._retrieved.setText("12/07/2022")
    asked.accept()
    assert asked._problem.text() == "This may be 12 July 2022 or 7 December 2022. Write the month as a word."
    asked._retrieved.setText("the other day")
    asked.accept()
    assert "2019-07-09" in asked._problem.text()
    assert len(window.session.engagements[0].vendors) == 1
    asked.dismiss()


def test_skipped_questions_import_all_the_same(window: MainWindow, qtbot: QtBot) -> None:
    finish_reading(window)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    wait_until_recorded(window)
    assert len(window.session.assessment.documents) == 2


def test_files_are_asked_about_one_after_the_other(window: MainWindow) -> None:
    finish_reading(window, "one.txt")
    finish_reading(window, "two.txt")
    assert len(window.bars.bars) == 1
    bar(window, ImportBar).accept()
    wait_until_recorded(window)
    assert len(window.bars.bars) == 1
    bar(window, ImportBar).accept()
    wait_until_recorded(window)
    assert window.bars.bars == ()
    assert len(window.session.assessment.documents) == 3


def test_file_becomes_a_new_version_of_a_document(window: MainWindow) -> None:
    finish_reading(window)
    asked = bar(window, ImportBar)
    assert asked._version.count() == 2
    asked._version.setCurrentIndex(1)
    asked.accept()
    wait_until_recorded(window)
    (document,) = window.session.assessment.documents
    assert (document.versions, document.version.number) == (2, 2)


def test_new_vendor_has_no_version_to_choose(window: MainWindow) -> None:
    finish_reading(window)
    asked = bar(window, ImportBar)
    asked._vendor.setEditText("Somebody else Oy")
    assert asked._version.isHidden()
    asked.accept()
    wait_until_recorded(window)
    assert len(window.session.engagements[0].vendors) == 2


def test_unwanted_file_is_left_out(window: MainWindow) -> None:
    finish_reading(window)
    bar(window, ImportBar).discard()
    assert len(window.session.assessment.documents) == 1
    assert window.bars.bars == ()


def test_import_leaves_alone_what_is_answered_about_the_vendor(window: MainWindow) -> None:
    before = window.session.assessment.id
    finish_reading(window)
    window.actions_by_id["report.write"].trigger()
    asked = bar(window, ImportBar)
    asked._vendor.setEditText("Another vendor")
    asked.accept()
    wait_until_recorded(window)
    assert len(window.session.engagements[0].vendors) == 2
    assert bar(window, ReportBar)
    assert window.session.assessment.id == before


def test_import_leaves_an_open_entry_alone(window: MainWindow) -> None:
    window.actions_by_id["review.note"].trigger()
    panel = window.desk.form.card.panel
    finish_reading(window)
    bar(window, ImportBar).accept()
    wait_until_recorded(window)
    assert window.desk.form.card.panel is panel
    panel.dismissed.emit()
    assert set(window.desk.form.keys) == {(s.field, s.document_id) for s in window.session.assessment.fields}


def test_empty_desk_makes_a_workspace_and_says_where(window: MainWindow, tmp_path: Path) -> None:
    window.session.close_workspace()
    finish_reading(window)
    texts = [label.text() for label in bar(window, ImportBar).findChildren(QLabel)]
    assert any(str(tmp_path / "Havre Media AB.reviewer") in text for text in texts)
    bar(window, ImportBar).accept()
    wait_until_recorded(window)
    assert window.session.workspace.path == tmp_path / "Havre Media AB.reviewer"
    assert window.windowTitle().startswith("Havre Media AB.reviewer")


def test_dropped_files_are_read(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    policy = tmp_path / "dropped.txt"
    policy.write_text("Privacy notice\n\nLumen Oy keeps your e-mail address for two years.\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(policy))])
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    qtbot.waitUntil(lambda: len(window.bars.bars) == 1, timeout=60_000)
    bar(window, ImportBar).accept()
    wait_until_recorded(window)
    assert window.desk.text.document.version.file_name == "dropped.txt"


def test_unreadable_file_is_told_in_words(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    names = ("empty.pdf", "also empty.txt")
    for name in names:
        (tmp_path / name).touch()
    window.desk.form.setFocus()
    with qtbot.waitSignal(window.importing.queue.emptied, timeout=60_000):
        window.importing.import_files([tmp_path / name for name in names])
    refused = bar(window, RefusedFilesBar)
    assert [reason.partition(". ")[0] for reason in refused.reasons] == [f"{name}: The file is empty" for name in names]
    assert len(window.bars.bars) == 1
    assert not window.is_unfinished()
    assert window.desk.form.hasFocus()
    refused.dismiss()
    assert window.bars.bars == ()


def test_locked_file_asks_for_its_password(window: MainWindow, qtbot: QtBot) -> None:
    from reviewer.ui.import_queue import Job

    tried: list[str] = []
    window.importing.queue.retry = lambda job, password: tried.append(password)
    window.importing.queue.password_wanted.emit(Job(5, "locked.pdf"), False)
    asked = bar(window, EntryBar)
    assert asked.findChild(QLineEdit).echoMode() == QLineEdit.EchoMode.Password
    qtbot.keyClicks(QApplication.focusWidget(), "open sesame")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert tried == ["open sesame"]


@pytest.mark.parametrize("left", [False, True])
def test_samples_go_into_no_workspace_that_was_opened_meanwhile(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, left: bool
) -> None:
    sample = tmp_path / "sample.txt"
    sample.write_text("Quillmark Software Ltd is the controller of your personal data.", encoding="utf-8")
    with qtbot.waitSignal(window.importing.queue.emptied, timeout=60_000):
        window.importing.import_files([sample], ask=False)
        if left:
            window.open_path(make_workspace(tmp_path / "client.reviewer"))
    wait_until_recorded(window)
    vendors = [vendor.name for engagement in window.session.engagements for vendor in engagement.vendors]
    assert len(vendors) == (1 if left else 2)


def test_of_a_folder_the_policies_in_it_are_read(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    folder, bare = tmp_path / "from the client", tmp_path / "pictures"
    for made in (folder, bare, folder / "more.md"):
        made.mkdir()
    for name in ("b.TXT", "a.md", "logo.png", "~$a.docx.tmp"):
        (folder / name).write_text("Havre Media AB, Umeå, is the controller of your data.", encoding="utf-8")
    read: list[str] = []
    window.importing.queue.started.connect(lambda job: read.append(job.title))
    with qtbot.waitSignal(window.importing.queue.emptied, timeout=60_000):
        window.importing.import_files([folder, bare])
    assert read == ["a.md", "b.TXT"]
    assert bar(window, RefusedFilesBar).reasons == ("pictures: There is no policy in this folder.",)
    window.bars.close_bars(RefusedFilesBar)
    for _ in read:
        bar(window, ImportBar).discard()


@pytest.mark.parametrize("gone_on", [False, True])
def test_a_file_that_was_read_takes_the_keyboard_from_nobody_who_uses_it(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, gone_on: bool
) -> None:
    (tmp_path / "other.txt").write_text("Havre Media AB, Umeå, is the controller of your data.", encoding="utf-8")
    with qtbot.waitSignal(window.importing.queue.emptied, timeout=60_000):
        window.importing.import_files([tmp_path / "other.txt"])
        if gone_on:
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_J)
    asked = bar(window, ImportBar)
    assert asked.isAncestorOf(QApplication.focusWidget()) is not gone_on
    assert window.desk.form.hasFocus() is gone_on
    asked.discard()
    assert window.desk.form.hasFocus()


def test_pasted_text_is_not_called_a_file(window: MainWindow, qtbot: QtBot) -> None:
    window.importing.import_text("Havre Media AB, Umeå, is the controller of your data.")
    qtbot.waitUntil(lambda: bool(window.bars.bars), timeout=20_000)
    asked = bar(window, ImportBar)
    assert "Pasted text" in [label.text() for label in asked.findChildren(QLabel)]
    asked.accept()
    wait_until_recorded(window)
    assert window.status.message.startswith("Pasted text · ")


def test_empty_clipboard_is_told(window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    window.actions_by_id["document.paste"].trigger()
    assert "no text to paste" in window.status.message


# Report


def test_final_report_is_refused_while_fields_are_open(window: MainWindow) -> None:
    window.actions_by_id["report.write"].trigger()
    asked = bar(window, ReportBar)
    assert not asked._final.isEnabled()
    window.desk.show_open_fields()
    assert not window._settings.options.show_all_fields
    asked.dismiss()


def test_report_is_written_in_the_language_chosen(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.actions_by_id["report.write"].trigger()
    asked = bar(window, ReportBar)
    asked._language.setCurrentIndex(asked._language.findData("fi"))
    asked._firm.setText("Lagrum AB")
    asked._path.setText(str(tmp_path / "out"))
    with qtbot.waitSignal(window.reporting.written, timeout=30_000) as written:
        asked.accept()
    assert written.args[0] == tmp_path / "out.docx"
    assert written.args[0].exists()
    options = Settings(tmp_path / "settings").options
    assert (options.report_language, options.firm) == ("program", "Lagrum AB")
    window.actions_by_id["report.write"].trigger()
    assert bar(window, ReportBar)._language.currentData() == "fi"  # the engagement keeps what was used last


def test_a_final_report_is_kept_as_it_was_handed_out(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    session = window.session
    for state in session.assessment.fields:
        line = {"action": "confirm" if state.suggested else "not_stated", "field": state.field}
        review.apply_decision(session.workspace, line, "Ann")
    assessment = review.load_assessment(session.workspace, session.assessment.id)
    for finding in assessment.findings:
        review.accept_finding(session.workspace, assessment.id, finding.rule, by="Ann")
    assessment = review.load_assessment(session.workspace, assessment.id)
    path = tmp_path / "final.docx"
    with qtbot.waitSignal(window.reporting.written, timeout=30_000):
        window.reporting.write(assessment, ReportOrder(path, "sv", True, "Ann", ""))
    (issued,) = review.load_assessment(session.workspace, assessment.id).issued
    assert (issued.language, issued.current) == ("sv", True)
    assert review.read_issued_report(session.workspace, assessment.id, 1) == path.read_bytes()


def test_report_in_no_folder_is_told_beside_the_path(window: MainWindow, tmp_path: Path) -> None:
    window.actions_by_id["report.write"].trigger()
    asked = bar(window, ReportBar)
    asked._path.setText(str(tmp_path / "nowhere" / "r.docx"))
    asked.accept()
    assert not asked._problem.isHidden()
    asked.dismiss()


# Workspace and view


def test_quote_is_copied_with_its_source(window: MainWindow) -> None:
    from reviewer.ui.field_row import FieldKey

    window.desk.go_to(FieldKey("contact.email", None))
    window.actions_by_id["edit.copy_quote"].trigger()
    document = window.session.assessment.documents[0].name
    assert QGuiApplication.clipboard().text() == f"“data@havre.example” ({document})"


def test_engagement_and_vendor_are_renamed(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["engagement.rename"].trigger()
    qtbot.keyClicks(QApplication.focusWidget(), "Kund AB")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    window.actions_by_id["vendor.rename"].trigger()
    QApplication.focusWidget().setText("Havre")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.session.engagements[0].client == "Kund AB"
    assert window.desk.engagements.names[0].startswith("Havre, ")
    assert window.session.assessment.vendor == "Havre"


def test_second_window_on_a_workspace_is_told_so(window: MainWindow, tmp_path: Path) -> None:
    before = window.session.workspace
    assert not window.open_path(tmp_path / "missing.reviewer")
    assert "no workspace" in window.status.message
    assert window.session.workspace is before


def test_place_and_layout_come_back(window: MainWindow, tmp_path: Path) -> None:
    from reviewer.ui.field_row import FieldKey

    window.desk.go_to(FieldKey("retention.items", None))
    window.resize(960, 600)
    window.desk.setSizes([190, 340, 430])
    sizes = window.desk.sizes()
    path = window.session.workspace.path
    window.close()
    again = MainWindow(Settings(tmp_path / "settings"), window._translator, lambda: tmp_path)
    again.show()
    again.open_path(path)
    assert again.desk.form.current == FieldKey("retention.items", None)
    assert again.desk.sizes() == pytest.approx(sizes, abs=2)
    again.close()
    again.deleteLater()


def test_text_size_and_theme_are_kept(window: MainWindow) -> None:
    size = QApplication.font().pointSizeF()
    window.actions_by_id["view.larger"].trigger()
    assert QApplication.font().pointSizeF() > size
    window.actions_by_id["view.dark"].trigger()
    assert (window._settings.options.theme, window._settings.options.text_scale) == ("dark", 1.1)
    window.actions_by_id["view.normal"].trigger()
    window.actions_by_id["view.system"].trigger()
    assert window._settings.options.text_scale == 1.0


def test_keys_stand_on_one_page(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    assert window._keys.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.desk.isVisible()


def test_find_marks_and_counts(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "ltd")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F3)
    assert window.desk.text.find_bar._count.text() == "1 of 3"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F3)
    assert window.desk.text.find_bar._count.text() == "2 of 3"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert window.desk.text.find_bar._count.text() == "1 of 3"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.desk.text.find_bar.isHidden()
    assert window.desk.text.view.hit_count == 0


def test_every_control_has_a_name(window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

    finish_reading(window)
    window.actions_by_id["report.write"].trigger()
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
    for kind in kinds:
        for control in window.findChildren(kind):
            named = control.accessibleName() or control.property("text") or control.property("placeholderText")
            inner = control.objectName().startswith("qt_") or isinstance(control.parent(), QComboBox | QLineEdit)
            assert named or inner, control
    for asked in reversed(window.bars.bars):
        asked.dismiss()


def test_unused_path_keeps_to_what_files_may_be_called(tmp_path: Path) -> None:
    assert unused_path(tmp_path, 'A/B: "C" Oy').name == "A B C Oy.reviewer"
    (tmp_path / "X.reviewer").touch()
    assert unused_path(tmp_path, "X").name == "X 2.reviewer"
    assert unused_path(tmp_path, " . ").name == "Review.reviewer"


def test_skipped_provenance_is_empty() -> None:
    assert Provenance("A") == Provenance("A", "", "", DocumentKind.POLICY)


def test_workspace_of_two_vendors_opens_on_the_first(window: MainWindow, tmp_path: Path) -> None:
    other = read_policy(found=(("controller.name", "Havre Two AB", "Havre Media AB"),), name="two.txt")
    window.open_path(make_workspace(tmp_path / "two.reviewer", read_policy(), other))
    names = window.desk.engagements.names
    assert [name.split(",")[0] for name in names] == ["Havre Media AB", "Havre Two AB"]
    window.desk.engagements.list.setFocus()
    QTest.keyClick(window.desk.engagements.list, Qt.Key.Key_Down)
    QTest.keyClick(window.desk.engagements.list, Qt.Key.Key_Return)
    assert window.session.assessment.vendor == "Havre Two AB"
    assert evidence_of("Havre Media AB").quote in window.desk.text.view.text
