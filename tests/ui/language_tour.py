"""A way through everything that the window can show, for the tests of its languages: each stop is opened, named and
left again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)

from reviewer.form import load_form
from reviewer.messages import describe
from reviewer.model import NoTextError
from reviewer.ui.bars import Bar
from reviewer.ui.field_row import FieldKey
from reviewer.ui.main_window import MainWindow
from reviewer.ui.pills import StatePill
from reviewer.ui.refused_files import RefusedFilesBar

from .assessed import read_policy

SMALL_SCREEN = (1366, 768)
_BREAKS = re.compile("[\\s\u200b/\N{HYPHEN}\N{EN DASH}-]+")
"""Where a line may be broken."""


def settle() -> None:
    """Lays out and polishes what was made."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QCoreApplication.processEvents()


def wait_until(is_so: Callable[[], object], most: int = 20_000) -> None:
    """Lets the window work until something is so; fails after `most` milliseconds."""
    clock = QElapsedTimer()
    clock.start()
    while not is_so():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
        assert clock.elapsed() < most


def tour(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """The name of each stop and what is on show there."""
    for name, widget in _stops(window, folder):
        settle()
        yield name, widget


def _stops(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    yield "desk", window
    yield from _menus(window)
    yield from _fields(window)
    yield from _lower_tabs(window)
    yield from _findings(window)
    yield from _bars(window, folder)
    yield from _panels(window)
    yield from _companions(window)


def _menus(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    for menu in window.menuBar().findChildren(QMenu):
        menu.ensurePolished()
        yield f"menu {menu.title()}", menu


def _fields(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """A field of each type as card and editor, and the words that can be written about it."""
    desk = window.desk
    desk._set_filter(2)
    of_type = {load_form().field(state.field).type: state for state in window.session.assessment.fields}
    for state in of_type.values():
        desk.go_to(FieldKey(state.field, state.document_id))
        yield f"card of {state.field}", desk.form.card
        desk.decisions.correct()
        yield f"editor of {state.field}", desk.form.card
        desk.form.close_panel()
    desk.go_to(FieldKey("purposes", None))
    for open_panel in (desk.decisions.note, desk.decisions.translate):
        open_panel()
        yield open_panel.__name__, desk.form.card
        desk.form.close_panel()
    desk.go_to(FieldKey("contact.email", None))
    desk.decisions.move_edges()
    yield "edges", desk.form.card
    desk.form.close_panel()
    desk.context.edit()
    yield "context", desk.form_side
    desk.context.close_editor()


def _lower_tabs(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    from reviewer.ui.lower_panel import TABS

    for tab in TABS:
        window.lower.show_tab(tab)
        yield f"tab {tab}", window.lower
    for words in ("Example", "nowhere at all"):
        window.lower.search.open(words)
        wait_until(lambda: window.lower.search.state_text and not window.lower.search._awaited)
        yield f"search for {words}", window.lower
    window.lower.show_tab("findings")


def _findings(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    findings = window.lower.findings
    for place in range(0, len(findings.entries), 4):
        findings._go_to(place)
        yield f"finding {place}", findings.entries[place]
    for open_panel in (findings.reword, findings.dismiss, findings.change_severity):
        open_panel()
        yield open_panel.__name__, findings.entries[findings._current]
        findings._close()


def _bars(window: MainWindow, folder: Path) -> Iterator[tuple[str, QWidget]]:
    from reviewer.ui.import_queue import Job

    window.reporting.ask()
    yield "report bar", window.bars
    _leave_bars(window)
    window.importing.queue.finished.emit(Job(98, "policy.txt"), read_policy(name="policy.txt"))
    yield "import bar", window.bars
    window.bars.bars[0].discard()
    window.importing.queue.password_wanted.emit(Job(99, "locked.pdf"), False)
    yield "password bar", window.bars
    _leave_bars(window)
    for action_id in ("engagement.add", "engagement.rename", "vendor.rename", "vendor.rating"):
        window.actions_by_id[action_id].trigger()
        yield f"bar of {action_id}", window.bars
        _leave_bars(window)
    for action_id in ("report.sign_off", "report.issued", "report.questions", "report.export", "report.save_template"):
        window.actions_by_id[action_id].trigger()
        yield f"bar of {action_id}", window.bars
        _leave_bars(window)
    window.workspaces.ask_reviewer()
    yield "name bar", window.bars
    _leave_bars(window)
    for bar in _outcome_bars(window, folder):
        window.bars.show_bar(bar)
        yield type(bar).__name__, window.bars
        _leave_bars(window)


def _outcome_bars(window: MainWindow, folder: Path) -> Iterator[Bar]:
    """Bars that come when something is done, or when a workspace with a password is opened."""
    from reviewer.ui.password_bar import CopiesBar, NewPasswordBar, OtherPasswordBar, UnlockBar
    from reviewer.ui.report_writing import WrittenBar

    translator, say = window._translator, window._translator.gettext
    copies = [folder / "havre.backups" / f"2026-11-2{day}.reviewer" for day in range(3)]
    yield WrittenBar(folder / "report.docx", translator)
    refused = RefusedFilesBar(translator)
    refused.add("havre: " + describe(NoTextError(), translator))
    yield refused
    yield UnlockBar("havre.reviewer", translator)
    yield NewPasswordBar(8, translator)
    yield OtherPasswordBar(8, translator)
    offer = say("The new password does not protect these copies:")
    yield CopiesBar(say("The workspace has another password now."), offer, copies, translator)


def _leave_bars(window: MainWindow) -> None:
    window.bars.close_bars(Bar)


def _panels(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    window.desk.text.open_find()
    yield "find bar", window.desk.text
    window.desk.text.find_bar.close_bar()
    window.views.go_to()
    yield "palette", window.views.palette
    window.views.palette.close_quietly()
    window._show_keys()
    yield "keys", window._keys
    window._show_desk()
    window._pages.setCurrentWidget(window.start_page)
    yield "start page", window.start_page
    window._show_desk()


def _companions(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The windows beside the desk, the keys waited for and asked about, and the bars of addresses."""
    from reviewer.ui.faults import FaultTeller
    from reviewer.ui.shortcut_editor import ShortcutEditor

    for action_id in ("edit.settings", "help.handbook", "help.diagnostics", "help.about"):
        yield action_id, window.companions.show(action_id)
    settings = window.companions.show("edit.settings")
    editor = settings.findChild(ShortcutEditor)
    settings.findChild(QTabWidget).setCurrentIndex(1)
    editor.choose("field.next")
    editor.wait_for_key()
    yield "key waited for", settings
    for key in ("K", "Ctrl+C", "Down", "Alt+F"):
        editor.take_key(key)
        yield f"key {key}", settings
    comparison = window.companions._renew("report.compare")
    comparison.show()
    yield "comparison being read", comparison
    wait_until(lambda: comparison.table.model() is not None)
    yield "comparison", comparison
    window.companions.close()
    for address in (
        "https://\u0430pple.example@havre.example/" + "long/" * 60,
        "file:///etc/passwd",
        "ftp://a.example",
    ):
        window.addresses.ask(address)
        yield f"address {address[:12]}", window.bars
        _leave_bars(window)
    teller = FaultTeller(window, window._translator)
    teller._on_fault_happened("abc123")
    yield "fault", teller._shown
    teller._shown.close()


# What does not fit


def cut_off(widget: QWidget) -> list[str]:
    """What of the words on a widget and in it cannot be read to the end."""
    shown = [widget, *widget.findChildren(QWidget)]
    return [f"{type(w).__name__}: {words}" for w in shown if w.isVisible() for words in _cut_words(w)]


def _cut_words(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        if not widget.pixmap().isNull() or widget.toolTip() == widget.text():
            return
        if _lacks_room(widget):
            yield widget.text()
    elif isinstance(widget, QAbstractButton):
        if widget.objectName() in ("qt_toolbar_ext_button", "qt_menubar_ext_button"):
            yield "a bar has no room for all its entries"
        elif widget.text() and (widget.width() < widget.sizeHint().width() or _is_hidden_at_the_side(widget)):
            yield widget.text()
    elif isinstance(widget, StatePill):
        if widget.width() < widget.sizeHint().width() or _is_hidden_at_the_side(widget):
            yield widget.word
    elif isinstance(widget, QComboBox):
        if not widget.isEditable() and widget.width() < widget.minimumSizeHint().width():
            yield widget.currentText()
    elif isinstance(widget, QLineEdit):
        if not widget.text() and _width_of(widget, widget.placeholderText()) > widget.contentsRect().width() - 8:
            yield widget.placeholderText()
    elif isinstance(widget, QTabBar):
        if any(b.isVisible() for b in widget.findChildren(QToolButton)):
            yield "the tabs have no room"
        yield from (widget.tabText(n) for n in range(widget.count()) if _tab_is_cut(widget, n))
    elif isinstance(widget, QHeaderView):
        model = widget.model()
        for section in range(widget.count() if model is not None else 0):
            words = str(model.headerData(section, widget.orientation()) or "")
            if words and widget.sectionSize(section) < widget.sectionSizeFromContents(section).width():
                yield words


def _lacks_room(label: QLabel) -> bool:
    room = label.contentsRect()
    if label.wordWrap():
        # Longer words than the width are broken nowhere; a row that scrolls may be seen in part.
        longest = max((_width_of(label, word) for word in _BREAKS.split(label.text())), default=0)
        return longest > room.width() + 1 or label.heightForWidth(label.width()) > label.height() + 1
    widest = max((_width_of(label, line) for line in label.text().splitlines()), default=0)
    return widest > room.width() or _is_hidden_at_the_side(label)


def _width_of(widget: QWidget, words: str) -> int:
    return widget.fontMetrics().horizontalAdvance(words)


def _is_hidden_at_the_side(widget: QWidget) -> bool:
    """Whether something around it covers its left or right; what is scrolled away is no matter."""
    seen = widget.visibleRegion().boundingRect()
    return not seen.isEmpty() and seen.width() < widget.width()


def _tab_is_cut(bar: QTabBar, place: int) -> bool:
    return bar.isTabVisible(place) and bar.tabRect(place).width() < bar.fontMetrics().horizontalAdvance(
        bar.tabText(place).replace("&", "")
    )
