"""The whole window: the frame, and in it bars, desk and panels, each action led to the part that does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from reviewer.i18n import Translator
from reviewer.paths import documents_folder
from reviewer.settings import Settings
from reviewer.ui.appearance import THEMES
from reviewer.ui.bars import Subject
from reviewer.ui.file_names import WORKSPACE
from reviewer.ui.frame import TITLE, Frame
from reviewer.ui.panes import lay_out_bench, put_lower, restore_panes
from reviewer.ui.reading_order import neighbour
from reviewer.ui.span_edges import Edge

if TYPE_CHECKING:
    from reviewer.ui.desk import Desk
    from reviewer.ui.keys_panel import KeysPanel


class MainWindow(Frame):
    """Signal: `language_wanted(language)` with an option of the settings; whoever owns the window makes another."""

    language_wanted = Signal(str)

    def __init__(
        self,
        settings: Settings,
        translator: Translator,
        documents: Callable[[], Path] = documents_folder,
        *,
        furnished: bool = True,
    ) -> None:
        """`documents` is the folder where workspaces and reports are offered to be made. A window that is not
        `furnished` is a frame that can be shown at once. It needs `set_up_desk` before a workspace is opened in it,
        and `furnish` before anything else is asked of it."""
        super().__init__(settings, translator)
        self._documents = documents
        self.desk: Desk | None = None
        self._keys: KeysPanel | None = None
        self._furnished = self._told_unwritten = False
        if furnished:
            self.furnish()

    def set_up_desk(self) -> None:
        """Makes the desk, on which a workspace can be opened. The modules for it are read here, when the frame is on
        the screen."""
        from reviewer.ui import desk_parts as parts

        settings, translator = self._settings, self._translator
        self.session = parts.Session(settings, self)
        self.desk = parts.Desk(self.session, settings, self.shortcuts, translator)
        self.workspaces = parts.WorkspaceActions(
            parts.Workplace(self.session, self.bars, translator, self._documents),
            settings,
            lambda paths: self.importing.import_files(paths, ask=False),
            self.is_unfinished,
            self,
        )
        self._states = parts.ActionStates(self.session, self.desk, self.workspaces, self.actions_by_id, translator)
        self._bench = QSplitter()
        lower = QWidget()
        lay_out_bench(self._bench, self.desk, lower)
        restore_panes(self._bench, self.desk, self.desk.form_side, lower, settings.options)
        self._pages.addWidget(self._bench)
        self._connect_desk()

    def furnish(self) -> None:
        """Makes whatever else works in the window, and the desk if it is not there."""
        if self.desk is None:
            self.set_up_desk()
        self._make_parts()
        self.actions_by_id.connect_handlers(self._handlers())
        self.actions_by_id.attach(self, self.desk.text.sheets, self.desk.form, self.lower.findings)
        self._pages.addWidget(self._keys)
        put_lower(self._bench, self.lower)
        self._connect()
        self._mark_options()
        self.setAcceptDrops(True)
        self._furnished = True
        self._show_state()

    def _make_parts(self) -> None:
        from reviewer.ui import window_parts as parts

        settings, translator = self._settings, self._translator
        place = parts.Workplace(self.session, self.bars, translator, lambda: self.workspaces.folder)
        self.lower = parts.LowerPanel(self.session, settings, self.shortcuts, translator)
        self.importing = parts.Importing(replace(place, folder=self._documents), self)
        self.appearance = parts.Appearance(settings, self)
        self.addresses = parts.AddressOpener(self.bars, translator, self)
        self.passages = parts.PassageActions(self.desk, self.addresses, translator, self)
        reading = parts.EngagementReading(self.session, self)
        self.companions = parts.Companions(
            self.session, reading, settings, self.appearance, self.shortcuts, translator, self
        )
        self.reporting = parts.Reporting(place, reading, settings, self)
        self.exporting = parts.Exporting(place, reading, self)
        self.conclusion = parts.Conclusion(place, self)
        self.views = parts.ViewActions(
            self.session,
            settings,
            self.desk,
            self.lower,
            lambda: self.actions_by_id,
            self._entry_open,
            translator,
            self,
        )
        self._keys = parts.KeysPanel(self.shortcuts, translator)
        self._remembering = parts.Remembering(self.keep_options, self._lasting_changes(), self)
        self._languages = parts.LanguageMenu(self._menus["language"], settings.options.language, translator)

    # Opening and closing

    def open_path(self, path: Path) -> bool:
        """Opens a workspace and shows where the reviewer was in it."""
        return self.workspaces.open_path(path)

    def tell_set_aside(self) -> None:
        """Says that the options were set aside because their file could not be read, or which of them were."""
        from reviewer.ui.wording import set_aside_text

        text = set_aside_text(self._settings, self._translator)
        if text:
            self.status.say(text)

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
        self.views.show_sides_like(other.views)
        self.show()
        self.desk.setSizes(other.desk.sizes())
        self._bench.setSizes(other._bench.sizes())

    def is_unfinished(self) -> bool:
        """Whether something is being entered, read or written that would be lost with the window; says so."""
        # Disabled while the workspace is written anew under another password.
        if self.importing.queue.busy or self.session.busy or self.reporting.busy or not self.isEnabled():
            say = self._translator.gettext
            self.status.say(say("Something is still being read or written. Try again when that is done."))
            return True
        entries = (self.lower.findings.has_open_panel, self.desk.context.editor, *(bar.asks for bar in self.bars.bars))
        return self._entry_open(among=entries)

    def show_language(self) -> None:
        """Marks the language that the options name."""
        self._languages.mark(self._settings.options.language)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._furnished:
            self._close_parts()
        if self.desk is not None:
            self.session.close_workspace()
            self.session.end_reading()
        if self._furnished:
            self._remembering.stop()
        super().closeEvent(event)

    def _close_parts(self) -> None:
        for part in (self.companions, self.importing, self.reporting, self.exporting, self.workspaces.passwords):
            part.close()
        self.keep_options()

    def focusNextPrevChild(self, on: bool) -> bool:
        """Tab goes in the order of reading; what lies over the window keeps its own."""
        areas = (self._tools, self.bars, *self._areas_on_show(), self.status)
        reached = neighbour(areas, QApplication.focusWidget(), 1 if on else -1)
        if reached is None:
            return super().focusNextPrevChild(on)
        reached.setFocus(Qt.FocusReason.TabFocusReason if on else Qt.FocusReason.BacktabFocusReason)
        return True

    def _areas_on_show(self) -> Sequence[QWidget]:
        if not self._furnished or self._pages.currentWidget() is not self._bench:
            return (self._pages.currentWidget(),)
        return (*(self.desk.widget(place) for place in range(self.desk.count())), self.lower)

    # What actions do

    def _handlers(self) -> dict[str, Callable[[], None]]:
        decisions, form, text = self.desk.decisions, self.desk.form, self.desk.text
        handlers: dict[str, Callable[[], None]] = {
            "vendor.context": self._edit_context,
            "window.close": self.close,
            "edit.undo": decisions.undo,
            "edit.redo": decisions.redo,
            "edit.find": text.open_find,
            "edit.find_next": text.find_bar.find_next,
            "edit.find_previous": text.find_bar.find_previous,
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
        handlers |= self._review_handlers()
        parts = (self.workspaces, self.importing, self.reporting, self.exporting, self.conclusion)
        for part in (*parts, self.passages, self.views, self.appearance, self.companions, self.lower.findings):
            handlers |= part.handlers()
        return handlers

    def _review_handlers(self) -> dict[str, Callable[[], None]]:
        decisions = self.desk.decisions
        names = ("confirm", "confirm_group", "correct", "reject", "add", "not_stated", "flag", "note", "translate")
        handlers = {f"review.{name}": getattr(decisions, name) for name in (*names, "reopen")}
        for edge in Edge:
            for way, steps in (("back", -1), ("on", 1)):
                handlers[f"evidence.{edge.value}_{way}"] = partial(decisions.move_edge, edge, steps)
        return handlers | {"evidence.edges": decisions.move_edges}

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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._furnished and _dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        files = _dropped_files(event)
        workspaces = [path for path in files if path.suffix == WORKSPACE]
        if workspaces:
            self.open_path(workspaces[0])
        self.importing.import_files([path for path in files if path.suffix != WORKSPACE])

    def _show_import(self, assessment_id: int, document_id: int) -> None:
        """Shows what has come, unless something is being answered about the vendor on the desk."""
        if not self.bars.asks_about(Subject.VENDOR):
            self.desk.show_import(assessment_id, document_id)

    def _show_appearance(self) -> None:
        for name in THEMES:
            self.actions_by_id[f"view.{name}"].setChecked(name == self._settings.options.theme)
        self.desk.form.fit_labels()
        self._tools.draw()

    def _show_keys(self) -> None:
        if self._pages.currentWidget() is self._keys:
            self._show_desk()
        else:
            self._pages.setCurrentWidget(self._keys)
            self._keys.setFocus()

    def _show_desk(self) -> None:
        self._show_page()
        self.desk.form.setFocus()

    def _show_page(self) -> None:
        if self.session.assessment is not None:
            self._pages.setCurrentWidget(self._bench)
        else:
            self.show_page_without_vendor()

    # Showing the state of things

    def _show_state(self) -> None:
        assessment, workspace = self.session.assessment, self.session.workspace
        self._states.show()
        self.status.show_assessment(assessment)
        if self._pages.currentWidget() is not self._keys:
            self._show_page()
        self.setWindowTitle(f"{workspace.path.name} — {TITLE}" if workspace else TITLE)

    def _show_recent(self) -> None:
        self.workspaces.fill_recent(self._menus["recent"])
        self.actions_by_id["workspace.recent"].setEnabled(bool(self._settings.options.recent))

    # Building

    def _connect_desk(self) -> None:
        from reviewer.messages import describe

        session = self.session
        for signal in (session.workspace_opened, session.workspace_closed, session.assessment_opened):
            signal.connect(self._show_state)
        session.assessment_changed.connect(lambda changes: self._show_state())
        session.workspace_opened.connect(self._show_recent)
        session.failed.connect(lambda error: self.status.say(describe(error, self._translator)))
        self.workspaces.opened.connect(self.desk.show_workspace)
        self.workspaces.said.connect(self.status.say)
        self.workspaces.passwords.progressed.connect(self.status.show_background)
        self.workspaces.passwords.rested.connect(self.status.show_background_rest)
        session.assessment_opened.connect(partial(self.bars.leave, Subject.VENDOR))
        session.workspace_closed.connect(partial(self.bars.leave, Subject.VENDOR, Subject.WORKSPACE))
        self.bars.emptied.connect(self.desk.form.setFocus)
        self.desk.said.connect(self.status.say)
        self.desk.text.sheet_changed.connect(self._show_state)
        self.desk.action_wanted.connect(lambda action_id: self.actions_by_id[action_id].trigger())

    def _connect(self) -> None:
        self.appearance.changed.connect(self._show_appearance)
        self.companions.language_wanted.connect(self.language_wanted)
        for part in (self.companions, self.desk.text, self.lower):
            part.address_pressed.connect(self.addresses.ask)
        self.companions.place_wanted.connect(self.views.show_compared)
        self.companions.action_wanted.connect(self.views.act)
        for part in (self.companions, self.addresses, self.passages, self.exporting):
            part.said.connect(self.status.say)
        self._languages.chosen.connect(self.language_wanted)
        self.lower.field_wanted.connect(self.desk.go_to)
        self.lower.findings.rating_wanted.connect(self.conclusion.ask_rating)
        self.lower.passage_pressed.connect(self.desk.text.bring_into_view)
        self.lower.search.place_wanted.connect(self.views.show_found)
        self.lower.search.left.connect(self.views.leave_search)
        self.lower.search.progressed.connect(self.status.show_background)
        self.lower.search.rested.connect(self.status.show_background_rest)
        self.importing.said.connect(self.status.say)
        self.importing.workspace_wanted.connect(self.workspaces.choose_workspace)
        self.importing.imported.connect(self._show_import)
        self.importing.progressed.connect(self.status.show_progress)
        self.importing.rested.connect(self.status.show_rest)
        self.status.cancel_wanted.connect(self.importing.cancel)
        for part in (self.reporting, self.conclusion):
            part.said.connect(self.status.say)
            part.open_fields_wanted.connect(self.desk.show_open_fields)
            part.open_findings_wanted.connect(self.views.show_open_finding)
        self.desk.record.pressed.connect(self.reporting.issued.show)
        self.import_wanted.connect(self.importing.choose_files)
        self.sample_wanted.connect(self.workspaces.open_sample)
        self.workspace_wanted.connect(self.open_path)
        self.recent_changed.connect(self._show_recent)
        self._keys.left.connect(self._show_desk)

    def _mark_options(self) -> None:
        options = self._settings.options
        self.actions_by_id["view.form_left"].setChecked(options.form_left)
        self.actions_by_id["view.lower"].setChecked(options.show_lower)
        self._show_recent()
        self.views.mark_sides()
        for name in THEMES:
            self.actions_by_id[f"view.{name}"].setChecked(name == options.theme)

    def keep_options(self) -> None:
        """Writes the options, with how the window stands now."""
        options = self._settings.options
        options.geometry = self.saveGeometry().toBase64().toStdString()
        options.layout = self.desk.saveState().toBase64().toStdString()
        options.lower_layout = self._bench.saveState().toBase64().toStdString()
        if not self._settings.save() and not self._told_unwritten:
            self._told_unwritten = True
            say, path = self._translator.gettext, self._settings.path
            self.status.say(
                say("The options cannot be kept for the next start: {path} cannot be written.").format(path=path)
            )

    def _lasting_changes(self) -> Iterator[SignalInstance]:
        """After these the options differ that say how the window stands and where the reviewer is."""
        yield from (self.desk.form.current_changed, self.desk.text.document_shown, self.desk.text.sheet_changed)
        yield from (self.desk.splitterMoved, self._bench.splitterMoved, self.lower.tab_changed, self.appearance.changed)
        yield from (self.actions_by_id[name].triggered for name in ("view.lower", "view.form_left"))


def _dropped_files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
