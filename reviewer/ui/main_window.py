"""The window: menus, toolbar, bars, desk and status line, each action led to the part that does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.form import load_form
from reviewer.i18n import Translator
from reviewer.messages import describe
from reviewer.paths import documents_folder
from reviewer.settings import Settings
from reviewer.ui.actions import ActionSet, Need
from reviewer.ui.address_bar import AddressOpener
from reviewer.ui.addresses import find_addresses
from reviewer.ui.appearance import THEMES, Appearance
from reviewer.ui.bars import BarPlace
from reviewer.ui.citations import cite_quote
from reviewer.ui.companions import Companions
from reviewer.ui.conclusion import Conclusion
from reviewer.ui.desk import Desk
from reviewer.ui.engagement_reading import EngagementReading
from reviewer.ui.exporting import Exporting
from reviewer.ui.field_row import FieldKey
from reviewer.ui.importing import ENDING, Importing
from reviewer.ui.keys_panel import KeysPanel
from reviewer.ui.language_menu import LanguageMenu
from reviewer.ui.lower_panel import LowerPanel
from reviewer.ui.reading_order import neighbour
from reviewer.ui.reporting import Reporting
from reviewer.ui.search_panel import FoundPlace
from reviewer.ui.session import Session
from reviewer.ui.shortcuts import Shortcuts
from reviewer.ui.span_edges import Edge
from reviewer.ui.start_page import StartPage
from reviewer.ui.status_line import StatusLine
from reviewer.ui.tool_bar import ToolBar
from reviewer.ui.wording import operation_text
from reviewer.ui.workspace_actions import WorkspaceActions

if TYPE_CHECKING:
    from reviewer.ui.command_palette import CommandPalette
    from reviewer.ui.comparison_window import ComparedPlace

_TITLE = "Reviewer"
_PLACE_WIDTH = 320
"""How many pixels of the menu the workspace's folder may take."""
_HEIGHTS, _SMALLEST_LOWER = (620, 180), 96


class MainWindow(QMainWindow):
    """Signal: `language_wanted(language)` with an option of the settings; whoever owns the window makes another."""

    language_wanted = Signal(str)

    def __init__(
        self, settings: Settings, translator: Translator, documents: Callable[[], Path] = documents_folder
    ) -> None:
        """`documents` is the folder where workspaces and reports are offered to be made."""
        super().__init__()
        self._settings, self._translator, self._documents = settings, translator, documents
        self.session = Session(settings, self)
        self.shortcuts = Shortcuts(settings, self)
        self.bars = BarPlace()
        self.desk = Desk(self.session, settings, self.shortcuts, translator)
        self._palette: CommandPalette | None = None
        self._before_search: QWidget = self.desk.form
        self.lower = LowerPanel(self.session, settings, self.shortcuts, translator)
        self._bench = self._set_bench()
        self.start_page = StartPage(self.shortcuts, translator)
        self.status = StatusLine(translator)
        self.importing = Importing(self.session, self.bars, translator, documents, self)
        self.workspaces = WorkspaceActions(
            self.session, settings, self.bars, self.importing, documents, self.is_unfinished, translator, self
        )
        self.appearance = Appearance(settings, self)
        self.addresses = AddressOpener(self.bars, translator, self)
        reading = EngagementReading(self.session, self)
        self.companions = Companions(self.session, reading, settings, self.appearance, self.shortcuts, translator, self)
        self.reporting = Reporting(
            self.session, reading, settings, self.bars, translator, lambda: self.workspaces.folder, self
        )
        self.exporting = Exporting(self.session, reading, self.bars, translator, lambda: self.workspaces.folder, self)
        self.conclusion = Conclusion(self.session, self.bars, translator, self)
        self.actions_by_id = ActionSet(translator, self.shortcuts, self._handlers(), self)
        self._keys = KeysPanel(self.shortcuts, translator)
        self._lay_out()
        self._connect()
        self._restore()
        self._show_state()

    # Opening and closing

    def open_path(self, path: Path) -> bool:
        """Opens a workspace and shows where the reviewer was in it."""
        return self.workspaces.open_path(path)

    def tell_set_aside(self) -> None:
        """Says that the options were set aside because their file could not be read, or which of them were."""
        say, settings = self._translator.gettext, self._settings
        if settings.set_aside is not None:
            text = say("The options could not be read and start anew; the old file is kept: {path}")
            self.status.say(text.format(path=settings.set_aside))
        elif settings.refused:
            from reviewer.ui.settings_window import OPTION_LABELS

            names = [say(OPTION_LABELS[name]) if name in OPTION_LABELS else name for name in settings.refused]
            text = say("These options were out of their range and have their defaults again: {options}")
            self.status.say(text.format(options=self._translator.format_list(names)))

    def go_on_from(self, other: MainWindow) -> None:
        """Shows what another window shows, which then has no workspace any more."""
        pages, held = other.desk.text.pages_shown, other.actions_by_id["view.hold"].isChecked()
        self._stand_like(other)
        workspace = other.session.release_workspace()
        if workspace is not None:
            self.session.take_workspace(workspace)
            self.desk.show_workspace()
        self.desk.text.show_pages(pages)
        if held:
            self.actions_by_id["view.hold"].trigger()
        self.companions.open_like(other.companions)

    def _stand_like(self, other: MainWindow) -> None:
        """Comes up where another window stands, with its parts as wide and as high."""
        if not other.isMaximized() and not other.isFullScreen():
            self.setGeometry(other.geometry())
        for action_id, side in _sides(other).items():
            self.actions_by_id[action_id].setChecked(not side.isHidden())
            _sides(self)[action_id].setVisible(not side.isHidden())
        self.show()
        self.desk.setSizes(other.desk.sizes())
        self._bench.setSizes(other._bench.sizes())

    def is_unfinished(self) -> bool:
        """Whether something is being entered, read or written that would be lost with the window; says so."""
        # Disabled while the workspace is written anew under another password.
        if self.importing.queue.busy or self.reporting.busy or not self.isEnabled():
            say = self._translator.gettext
            self.status.say(say("Something is still being read or written. Try again when that is done."))
            return True
        entries = (self.lower.findings.has_open_panel, self.desk.context.editor, *(bar.asks for bar in self.bars.bars))
        return self._entry_open(among=entries)

    def show_language(self) -> None:
        """Marks the language that the options name."""
        self._languages.mark(self._settings.options.language)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.companions.close()
        self.importing.close()
        self.reporting.close()
        self.exporting.close()
        self.workspaces.passwords.close()
        self.keep_options()
        self.session.close_workspace()
        self.session.end_reading()
        super().closeEvent(event)

    def focusNextPrevChild(self, on: bool) -> bool:
        """Tab goes in the order of reading; what lies over the window keeps its own."""
        sides = (self.desk.widget(place) for place in range(self.desk.count()))
        areas = (self._tools, self.bars, self.start_page, *sides, self.lower, self._keys, self.status)
        reached = neighbour(areas, QApplication.focusWidget(), 1 if on else -1)
        if reached is None:
            return super().focusNextPrevChild(on)
        reached.setFocus(Qt.FocusReason.TabFocusReason if on else Qt.FocusReason.BacktabFocusReason)
        return True

    # What actions do

    def _handlers(self) -> dict[str, Callable[[], None]]:
        decisions, form, text = self.desk.decisions, self.desk.form, self.desk.text
        handlers: dict[str, Callable[[], None]] = {
            "document.import": self._choose_files,
            "document.paste": self._paste,
            "vendor.context": self._edit_context,
            "window.close": self.close,
            "edit.undo": decisions.undo,
            "edit.redo": decisions.redo,
            "edit.copy_quote": self._copy_quote,
            "edit.find": text.open_find,
            "edit.open_address": self._open_address,
            "edit.find_next": text.find_bar.find_next,
            "edit.find_previous": text.find_bar.find_previous,
            "edit.find_everywhere": self._find_everywhere,
            "field.next": partial(self._step, 1),
            "field.previous": partial(self._step, -1),
            "field.next_in_list": partial(self._step, 1),
            "field.previous_in_list": partial(self._step, -1),
            "field.next_open": form.go_to_next_open,
            "field.fold": form.fold_group,
            "field.evidence": self._walk,
            "value.next": partial(form.step_value, 1),
            "value.previous": partial(form.step_value, -1),
            "help.keys": self._show_keys,
        }
        for part in (self._review_handlers(), self._finding_handlers(), self._view_handlers()):
            handlers |= part
        for room in (
            self.workspaces,
            self.reporting,
            self.exporting,
            self.conclusion,
            self.appearance,
            self.companions,
        ):
            handlers |= room.handlers()
        return handlers

    def _review_handlers(self) -> dict[str, Callable[[], None]]:
        decisions = self.desk.decisions
        names = ("confirm", "confirm_group", "correct", "reject", "add", "not_stated", "flag", "note", "translate")
        handlers = {f"review.{name}": getattr(decisions, name) for name in (*names, "reopen")}
        for edge in Edge:
            for way, steps in (("back", -1), ("on", 1)):
                handlers[f"evidence.{edge.value}_{way}"] = partial(decisions.move_edge, edge, steps)
        return handlers | {"evidence.edges": decisions.move_edges}

    def _finding_handlers(self) -> dict[str, Callable[[], None]]:
        findings = self.lower.findings
        return {
            "finding.next": partial(findings.step, 1),
            "finding.previous": partial(findings.step, -1),
            "finding.ground": findings.show_ground,
            "finding.accept": findings.accept,
            "finding.reword": findings.reword,
            "finding.severity": findings.change_severity,
            "finding.dismiss": findings.dismiss,
        }

    def _view_handlers(self) -> dict[str, Callable[[], None]]:
        handlers: dict[str, Callable[[], None]] = {
            "view.pages": self._turn_pages,
            "view.hold": self._hold_still,
            "view.list": partial(self._show_side, "view.list", self.desk.engagements),
            "view.form": partial(self._show_side, "view.form", self.desk.form_side),
            "view.lower": self._show_lower,
            "view.form_left": self._move_form,
            "view.go_to": self._go_to,
        }
        return handlers

    def _step(self, steps: int) -> None:
        if not self._entry_open():
            self.desk.form.step(steps)

    def _walk(self) -> None:
        if not self.desk.form.walk_evidence():
            self.status.say(self._translator.gettext("This field has no evidence in the text."))

    def _edit_context(self) -> None:
        if not self._entry_open():
            self.actions_by_id["view.form"].setChecked(True)
            self.desk.form_side.show()
            self.desk.context.edit()

    def _entry_open(self, among: Iterable[object] = ()) -> bool:
        """Whether an entry is open in the form, or `among` others that are true of an open one; says so."""
        if not self.desk.form.has_open_panel and not any(among):
            return False
        self.status.say(self._translator.gettext("Finish the entry or leave it with Esc first."))
        return True

    # Import, report, quotes

    def _choose_files(self) -> None:
        say = self._translator.gettext
        kinds = say("Policies") + " (*.pdf *.docx *.html *.htm *.md *.markdown *.txt);;" + say("All files") + " (*)"
        chosen, _ = QFileDialog.getOpenFileNames(self, say("Import policies"), str(self._documents()), kinds)
        self.importing.import_files([Path(name) for name in chosen])

    def _paste(self) -> None:
        clipboard = QGuiApplication.clipboard()
        pasted = clipboard.mimeData()  # None where nothing was ever copied
        self.importing.import_text(clipboard.text(), pasted.html() if pasted is not None else "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        files = _dropped_files(event)
        workspaces = [path for path in files if path.suffix == ENDING]
        if workspaces:
            self.open_path(workspaces[0])
        self.importing.import_files([path for path in files if path.suffix != ENDING])

    def _copy_quote(self) -> None:
        document = self.desk.text.document
        passage = self.desk.form.passage()
        selection = self.desk.text.selection()
        span = selection[1] if selection else None
        if document is None or (span is None and passage is None):
            return
        text = cite_quote(document, span, passage[1] if passage else None, self._translator)
        QGuiApplication.clipboard().setText(text)
        self.status.say(self._translator.gettext("Copied the quote with its source."))

    def _open_address(self) -> None:
        """The address at the caret, else the first one in the passage of the field."""
        passage = self.desk.form.passage()
        quote = passage[1].quote if passage else ""
        quoted = [quote[span.start : span.end] for span in find_addresses(quote)]
        address = self.desk.text.address_at_caret() or next(iter(quoted), "")
        if address:
            self.addresses.ask(address)
        else:
            self.status.say(self._translator.gettext("No address stands at the caret or in the passage of the field."))

    # View

    def _turn_pages(self) -> None:
        self.desk.text.show_pages(not self.desk.text.pages_shown)

    def _hold_still(self) -> None:
        self.desk.hold_still(self.actions_by_id["view.hold"].isChecked())

    def _show_side(self, action_id: str, side: QWidget) -> None:
        side.setVisible(self.actions_by_id[action_id].isChecked())

    def _go_to(self) -> None:
        """Opens the palette, made when first wanted."""
        from reviewer.ui.command_palette import CommandPalette
        from reviewer.ui.going import collect_goals

        if self._entry_open():
            return
        if self._palette is None:
            self._palette = CommandPalette(self._translator, self)
            self._palette.left.connect(self.desk.form.setFocus)
        goals = collect_goals(self.session, self.desk, self.actions_by_id, self._show_finding, self._translator)
        self._palette.open(goals)

    def _find_everywhere(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and not self.lower.isAncestorOf(focused):
            self._before_search = self.desk.text.view if self.desk.text.isAncestorOf(focused) else self.desk.form
        self._show_lower_tab("search")
        text = self.desk.text
        self.lower.search.open("" if text.view.hit_selected else text.selected_text())

    def _show_found(self, place: FoundPlace) -> None:
        if not self._entry_open():
            self.desk.show_found(place)

    def _move_form(self) -> None:
        self._settings.options.form_left = not self._settings.options.form_left
        self.desk.put_form(left=self._settings.options.form_left)

    def _show_lower_tab(self, tab: str) -> None:
        if not self.lower.isVisible():
            self.actions_by_id["view.lower"].trigger()
        self.lower.show_tab(tab)

    def _show_finding(self, rule: str) -> None:
        self._show_lower_tab("findings")
        self.lower.refresh()
        self.lower.findings.go_to_rule(rule)
        self.lower.take_focus()

    def _show_compared(self, place: ComparedPlace) -> None:
        """Leads from the comparison of vendors to what one of them states."""
        self.activateWindow()
        if self._entry_open():
            return
        if place.rule and self.desk.show_vendor(place.assessment_id):
            self._show_finding(place.rule)
        elif place.field:
            self.desk.show_field_of(place.assessment_id, FieldKey(place.field, place.document_id))

    def _act(self, action_id: str) -> None:
        """Does in this window what another one asks for."""
        self.activateWindow()
        self.actions_by_id[action_id].trigger()

    def _show_open_finding(self) -> None:
        """The gravest finding that must be decided before anything is final."""
        blocking = self.session.whole_assessment().blocking
        if blocking:
            self._show_finding(blocking[0].rule)

    def _show_lower(self) -> None:
        shown = self.actions_by_id["view.lower"].isChecked()
        self._settings.options.show_lower = shown
        self.lower.setVisible(shown)
        (self.lower.take_focus if shown else self.desk.form.setFocus)()

    def _show_appearance(self) -> None:
        for name in THEMES:
            self.actions_by_id[f"view.{name}"].setChecked(name == self._settings.options.theme)
        if self.session.assessment is not None:
            self.desk.form.show_assessment(self.session.assessment, self.desk.form.current)
        self._tools.draw()

    def _show_keys(self) -> None:
        if self._pages.currentWidget() is self._keys:
            self._show_desk()
        else:
            self._pages.setCurrentWidget(self._keys)
            self._keys.setFocus()

    def _show_desk(self) -> None:
        self._pages.setCurrentWidget(self._bench if self.session.assessment is not None else self.start_page)
        self.desk.form.setFocus()

    # Showing the state of things

    def _show_state(self) -> None:
        session, assessment = self.session, self.session.assessment
        present = {Need.WORKSPACE} if session.workspace else set()
        if session.workspace and self.workspaces.passwords.available:
            present |= {Need.CIPHER}
        elif session.workspace:
            text = self._translator.gettext("Passwor&d… (the part “encrypt” is not installed)")
            self.actions_by_id["workspace.password"].setText(text)
        if assessment is not None:
            present |= {Need.VENDOR, Need.FIELD}
            present |= {Need.PAGES} if self.desk.text.has_pages else set()
            present |= {Need.UNDO} if assessment.undo_kind else set()
            present |= {Need.REDO} if assessment.redo_kind else set()
        self.actions_by_id.offer(present)
        self.actions_by_id["view.pages"].setChecked(self.desk.text.pages_shown)
        self.actions_by_id["engagement.close"].setChecked(self.workspaces.engagement_closed)
        self._name_undo()
        self.status.show_assessment(assessment)
        if self._pages.currentWidget() is not self._keys:
            self._pages.setCurrentWidget(self._bench if assessment is not None else self.start_page)
        name = session.workspace.path.name if session.workspace else ""
        self.setWindowTitle(f"{name} — {_TITLE}" if name else _TITLE)
        self._show_place()

    def _show_place(self) -> None:
        """The menu says where the workspace lies."""
        text = self._translator.gettext("Show &folder")
        if self.session.workspace is not None:
            folder = str(self.session.workspace.path.parent)
            shown = self.fontMetrics().elidedText(folder, Qt.TextElideMode.ElideMiddle, _PLACE_WIDTH)
            text = " · ".join((text, shown.replace("&", "&&")))
        self.actions_by_id["workspace.show_folder"].setText(text)

    def _name_undo(self) -> None:
        assessment, say = self.session.assessment, self._translator.gettext
        undone, redone = ("", "") if assessment is None else (self._named(True), self._named(False))
        self.actions_by_id["edit.undo"].setText(say("&Undo {what}").format(what=undone).strip())
        self.actions_by_id["edit.redo"].setText(say("&Redo {what}").format(what=redone).strip())

    def _named(self, undo: bool) -> str:
        """What undo or redo concerns."""
        assessment = self.session.assessment
        assert assessment is not None
        kind, field = (
            (assessment.undo_kind, assessment.undo_field) if undo else (assessment.redo_kind, assessment.redo_field)
        )
        label = self._translator.gettext(load_form().field(field).label) if field in load_form() else ""
        return operation_text(kind, label, self._translator)

    def _show_recent(self) -> None:
        self.workspaces.fill_recent(self._menus["recent"])
        self.actions_by_id["workspace.recent"].setEnabled(bool(self._settings.options.recent))

    # Building

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self._menus = self.actions_by_id.fill_menu_bar(self.menuBar())
        self._languages = LanguageMenu(self._menus["language"], self._settings.options.language, self._translator)
        self._tools = ToolBar(self.actions_by_id, self._translator)
        self.addToolBar(self._tools)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start_page)
        self._pages.addWidget(self._bench)
        self._pages.addWidget(self._keys)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bars)
        layout.addWidget(self._pages, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)
        self.actions_by_id.attach(self, self.desk.text.sheets, self.desk.form, self.lower.findings)

    def _set_bench(self) -> QSplitter:
        """The desk with the panel below it."""
        bench = QSplitter(Qt.Orientation.Vertical)
        for place, widget in enumerate((self.desk, self.lower)):
            bench.addWidget(widget)
            bench.setCollapsible(place, False)
        bench.setStretchFactor(0, 1)
        bench.setHandleWidth(1)
        bench.setSizes(list(_HEIGHTS))
        self.lower.setMinimumHeight(_SMALLEST_LOWER)
        return bench

    def _connect(self) -> None:
        session = self.session
        for signal in (session.workspace_opened, session.workspace_closed, session.assessment_opened):
            signal.connect(self._show_state)
        session.assessment_changed.connect(lambda changes: self._show_state())
        session.workspace_opened.connect(self._show_recent)
        session.failed.connect(lambda error: self.status.say(describe(error, self._translator)))
        self.workspaces.opened.connect(self.desk.show_workspace)
        self.workspaces.passwords.said.connect(self.status.say)
        self.workspaces.passwords.progressed.connect(self.status.show_background)
        self.workspaces.passwords.rested.connect(self.status.show_background_rest)
        self.appearance.changed.connect(self._show_appearance)
        self.companions.language_wanted.connect(self.language_wanted)
        for part in (self.companions, self.desk.text, self.lower):
            part.address_pressed.connect(self.addresses.ask)
        self.companions.place_wanted.connect(self._show_compared)
        self.companions.action_wanted.connect(self._act)
        for part in (self.companions, self.addresses, self.exporting):
            part.said.connect(self.status.say)
        self._languages.chosen.connect(self.language_wanted)
        self.bars.emptied.connect(self.desk.form.setFocus)
        self.desk.said.connect(self.status.say)
        self.desk.text.sheet_changed.connect(self._show_state)
        self.desk.action_wanted.connect(lambda action_id: self.actions_by_id[action_id].trigger())
        self.lower.field_wanted.connect(self.desk.go_to)
        self.lower.findings.rating_wanted.connect(self.conclusion.ask_rating)
        self.lower.passage_pressed.connect(self.desk.text.bring_into_view)
        self.lower.search.place_wanted.connect(self._show_found)
        self.lower.search.left.connect(lambda: self._before_search.setFocus())
        self.lower.search.progressed.connect(self.status.show_background)
        self.lower.search.rested.connect(self.status.show_background_rest)
        self.importing.said.connect(self.status.say)
        self.importing.imported.connect(self.desk.show_import)
        self.importing.progressed.connect(self.status.show_progress)
        self.importing.rested.connect(self.status.show_rest)
        self.status.cancel_wanted.connect(self.importing.cancel)
        for part in (self.reporting, self.conclusion):
            part.said.connect(self.status.say)
            part.open_fields_wanted.connect(self.desk.show_open_fields)
            part.open_findings_wanted.connect(self._show_open_finding)
        self.desk.record.pressed.connect(self.reporting.issued.show)
        self.start_page.import_wanted.connect(self._choose_files)
        self.start_page.sample_wanted.connect(self.workspaces.open_sample)
        self._keys.left.connect(self._show_desk)

    def _restore(self) -> None:
        options = self._settings.options
        self.resize(1440, 900)
        if options.geometry:
            self.restoreGeometry(QByteArray.fromBase64(options.geometry.encode()))
        self.desk.put_form(left=options.form_left)
        if options.layout:
            self.desk.restoreState(QByteArray.fromBase64(options.layout.encode()))
        if options.lower_layout:
            self._bench.restoreState(QByteArray.fromBase64(options.lower_layout.encode()))
        self.actions_by_id["view.form_left"].setChecked(options.form_left)
        self.lower.setVisible(options.show_lower)
        self.actions_by_id["view.lower"].setChecked(options.show_lower)
        self.start_page.setFocus()
        self._show_recent()
        for action_id, side in _sides(self).items():
            self.actions_by_id[action_id].setChecked(not side.isHidden())
        for name in THEMES:
            self.actions_by_id[f"view.{name}"].setChecked(name == options.theme)

    def keep_options(self) -> None:
        """Writes the options, with how the window stands now."""
        options = self._settings.options
        options.geometry = self.saveGeometry().toBase64().toStdString()
        options.layout = self.desk.saveState().toBase64().toStdString()
        options.lower_layout = self._bench.saveState().toBase64().toStdString()
        self._settings.save()


def _sides(window: MainWindow) -> dict[str, QWidget]:
    """The sides of the desk that can be hidden, by the action that shows them."""
    return {"view.list": window.desk.engagements, "view.form": window.desk.form_side}


def _dropped_files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
