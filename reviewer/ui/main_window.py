"""The window: menus, toolbar, bars, desk and status line, each action led to the part that does it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from reviewer import review
from reviewer.form import load_form
from reviewer.i18n import N_, Translator
from reviewer.messages import describe
from reviewer.model import Assessment
from reviewer.paths import documents_folder, resource
from reviewer.settings import LARGEST_SCALE, SMALLEST_SCALE, Settings
from reviewer.ui.actions import ActionSet, Need, key_text
from reviewer.ui.bars import BarPlace, EntryBar, Question
from reviewer.ui.citations import cite_quote
from reviewer.ui.desk import Desk
from reviewer.ui.icons import icon
from reviewer.ui.importing import ENDING, Importing
from reviewer.ui.keys_panel import KeysPanel
from reviewer.ui.lower_panel import LowerPanel
from reviewer.ui.report_bar import ReportOrder
from reviewer.ui.reporting import Reporting
from reviewer.ui.session import Session
from reviewer.ui.start_page import StartPage
from reviewer.ui.status_line import StatusLine
from reviewer.ui.theme import apply_theme
from reviewer.ui.wording import operation_text

if TYPE_CHECKING:
    from reviewer.ui.command_palette import CommandPalette

_TITLE = "Reviewer"
_TOOLS = {
    "document.import": N_("Import…"),
    "field.previous": N_("Previous"),
    "field.next_open": N_("Next open"),
    "edit.undo": N_("Undo"),
    "edit.redo": N_("Redo"),
    "help.keys": N_("F1 Keys"),
    "report.write": N_("Report…"),
}
_SYMBOLS = {
    "field.previous": "arrow_up",
    "field.next_open": "arrow_down",
    "edit.undo": "undo",
    "edit.redo": "redo",
}
_SCALE_STEP = 0.1
_HEIGHTS, _SMALLEST_LOWER = (620, 180), 96
_THEMES = ("light", "dark", "system")


class NameBar(EntryBar):
    """Asks for the reviewer's name at the first decision."""


class MainWindow(QMainWindow):
    def __init__(
        self, settings: Settings, translator: Translator, documents: Callable[[], Path] = documents_folder
    ) -> None:
        """`documents` is the folder where workspaces and reports are offered to be made."""
        super().__init__()
        self._settings, self._translator, self._documents = settings, translator, documents
        self.session = Session(settings, self)
        self.bars = BarPlace()
        self.desk = Desk(self.session, settings, translator)
        self._palette: CommandPalette | None = None
        self.lower = LowerPanel(self.session, settings, translator)
        self._bench = self._set_bench()
        self.start_page = StartPage(translator)
        self.status = StatusLine(translator)
        self.importing = Importing(self.session, self.bars, translator, documents, self)
        self.reporting = Reporting(settings, self.bars, translator, self._report_folder, self)
        self.actions_by_id = ActionSet(translator, self._handlers(), self)
        self._keys = KeysPanel(translator)
        self._lay_out()
        self._connect()
        self._restore()
        self._draw_tools()
        self._show_state()

    # Opening and closing

    def open_path(self, path: Path) -> bool:
        """Opens a workspace and shows where the reviewer was in it."""
        if not self.session.open_workspace(path):
            self._settings.forget_workspace(path)
            return False
        self.desk.show_workspace()
        return True

    def tell_set_aside(self) -> None:
        """Says that the options were set aside because their file could not be read."""
        if self._settings.set_aside is not None:
            text = self._translator.gettext(
                "The options could not be read and start anew; the old file is kept: {path}"
            )
            self.status.say(text.format(path=self._settings.set_aside))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.importing.close()
        self.reporting.close()
        self._keep_options()
        self.session.close_workspace()
        super().closeEvent(event)

    # What actions do

    def _handlers(self) -> dict[str, Callable[[], None]]:
        decisions, form, text = self.desk.decisions, self.desk.form, self.desk.text
        handlers: dict[str, Callable[[], None]] = {
            "workspace.new": self._make_workspace,
            "workspace.open": self._choose_workspace,
            "workspace.show_folder": self._show_folder,
            "document.import": self._choose_files,
            "document.paste": self._paste,
            "engagement.add": self._ask_engagement,
            "engagement.rename": self._ask_engagement_name,
            "vendor.rename": self._ask_vendor_name,
            "vendor.context": self._edit_context,
            "window.close": self.close,
            "edit.undo": decisions.undo,
            "edit.redo": decisions.redo,
            "edit.copy_quote": self._copy_quote,
            "edit.find": text.open_find,
            "edit.find_next": text.find_bar.find_next,
            "edit.find_previous": text.find_bar.find_previous,
            "field.next": partial(self._step, 1),
            "field.previous": partial(self._step, -1),
            "field.next_in_list": partial(self._step, 1),
            "field.previous_in_list": partial(self._step, -1),
            "field.next_open": form.go_to_next_open,
            "field.evidence": self._walk,
            "value.next": partial(form.step_value, 1),
            "value.previous": partial(form.step_value, -1),
            "report.write": self._ask_report,
            "help.keys": self._show_keys,
        }
        return handlers | self._review_handlers() | self._finding_handlers() | self._view_handlers()

    def _review_handlers(self) -> dict[str, Callable[[], None]]:
        decisions = self.desk.decisions
        names = ("confirm", "confirm_group", "correct", "reject", "add", "not_stated", "flag", "note", "translate")
        return {f"review.{name}": getattr(decisions, name) for name in (*names, "reopen")}

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
            "view.go_to": self._go_to,
            "view.larger": partial(self._scale, _SCALE_STEP),
            "view.smaller": partial(self._scale, -_SCALE_STEP),
            "view.normal": partial(self._scale, None),
        }
        return handlers | {f"view.{name}": partial(self._set_theme, name) for name in _THEMES}

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

    def _entry_open(self) -> bool:
        if not self.desk.form.has_open_panel:
            return False
        self.status.say(self._translator.gettext("Finish the entry or leave it with Esc first."))
        return True

    # Workspace and engagements

    def _make_workspace(self) -> None:
        title = self._translator.gettext("New workspace")
        start = str(self._documents() / f"Review{ENDING}")
        chosen, _ = QFileDialog.getSaveFileName(self, title, start, f"Reviewer (*{ENDING})")
        if chosen:
            path = Path(chosen)
            self.session.open_workspace(path if path.suffix == ENDING else Path(chosen + ENDING), create=True)

    def _choose_workspace(self) -> None:
        title = self._translator.gettext("Open workspace")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(self._report_folder()), f"Reviewer (*{ENDING})")
        if chosen:
            self.open_path(Path(chosen))

    def open_sample(self) -> None:
        """Opens the sample engagement, made from the sample policies when it is not there yet."""
        path = self._documents() / (self._translator.gettext("Sample engagement") + ENDING)
        if path.exists():
            self.open_path(path)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.session.open_workspace(path, create=True):
            say = self._translator.gettext
            self.session.add_engagement(say("Sample client"), say("Choice of a picture bank"))
            samples = sorted(p for p in resource("samples").iterdir() if p.is_file())
            self.importing.import_files(samples, ask=False)

    def _show_folder(self) -> None:
        assert self.session.workspace is not None
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.session.workspace.path.parent)))

    def _ask_engagement(self) -> None:
        say = self._translator.gettext
        self._ask(say("New engagement"), "", "", lambda words: self.session.add_engagement(*words))

    def _ask_engagement_name(self) -> None:
        assessment = self.session.assessment
        assert assessment is not None

        def rename(words: tuple[str, ...]) -> None:
            client, matter = words
            self.session.arrange(review.rename_engagement, assessment.engagement_id, client=client, matter=matter)

        title = self._translator.gettext("Engagement")
        self._ask(title, assessment.client, assessment.matter, rename)

    def _ask(self, title: str, client: str, matter: str, then: Callable[[tuple[str, ...]], None]) -> None:
        say = self._translator.gettext
        questions = [Question(say("Client"), client), Question(say("Matter"), matter)]
        bar = EntryBar(title, questions, say("Keep"), self._translator)
        bar.submitted.connect(then)
        self.bars.show_bar(bar)

    def _ask_vendor_name(self) -> None:
        assessment, say = self.session.assessment, self._translator.gettext
        assert assessment is not None
        question = Question(say("Name"), assessment.vendor, needed=True, problem=say("Write a name."))
        bar = EntryBar(say("Vendor"), [question], say("Keep"), self._translator)
        bar.submitted.connect(lambda words: self.session.arrange(review.rename_vendor, assessment.vendor_id, words[0]))
        self.bars.show_bar(bar)

    def _ask_reviewer(self) -> None:
        if any(isinstance(bar, NameBar) for bar in self.bars.bars):
            return
        say = self._translator.gettext
        problem = say("A decision is recorded under a name. Write yours.")
        question = Question(say("Your name"), needed=True, problem=problem)
        bar = NameBar(say("Who is reviewing?"), [question], say("Go on"), self._translator)
        bar.submitted.connect(lambda words: self.session.set_reviewer(words[0]))
        # Left without a name, the decision that waited is dropped.
        bar.left.connect(self.session.forget_waiting)
        self.bars.show_bar(bar)

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

    def _report_folder(self) -> Path:
        return self.session.workspace.path.parent if self.session.workspace else self._documents()

    def _ask_report(self) -> None:
        self.reporting.ask(self.session.whole_assessment())

    def _keep_report(self, assessment: Assessment, order: ReportOrder) -> None:
        self.session.keep_report(assessment, order.path, order.language)

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

    def _show_finding(self, rule: str) -> None:
        if not self.lower.isVisible():
            self.actions_by_id["view.lower"].trigger()
        self.lower.show_tab("findings")
        self.lower.refresh()
        self.lower.findings.go_to_rule(rule)
        self.lower.take_focus()

    def _show_lower(self) -> None:
        shown = self.actions_by_id["view.lower"].isChecked()
        self._settings.options.show_lower = shown
        self.lower.setVisible(shown)
        (self.lower.take_focus if shown else self.desk.form.setFocus)()

    def _scale(self, step: float | None) -> None:
        options = self._settings.options
        scale = 1.0 if step is None else round(options.text_scale + step, 2)
        options.text_scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        self._dress()

    def _set_theme(self, name: str) -> None:
        self._settings.options.theme = name
        self._dress()

    def _dress(self) -> None:
        options = self._settings.options
        apply_theme(QApplication.instance(), options.theme, options.text_scale)
        for name in _THEMES:
            self.actions_by_id[f"view.{name}"].setChecked(name == options.theme)
        if self.session.assessment is not None:
            self.desk.form.show_assessment(self.session.assessment, self.desk.form.current)
        self._draw_tools()

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
        if assessment is not None:
            present |= {Need.VENDOR, Need.FIELD}
            present |= {Need.PAGES} if self.desk.text.has_pages else set()
            present |= {Need.UNDO} if assessment.undo_kind else set()
            present |= {Need.REDO} if assessment.redo_kind else set()
        self.actions_by_id.offer(present)
        self.actions_by_id["view.pages"].setChecked(self.desk.text.pages_shown)
        self._name_undo()
        self.status.show_assessment(assessment)
        if self._pages.currentWidget() is not self._keys:
            self._pages.setCurrentWidget(self._bench if assessment is not None else self.start_page)
        name = session.workspace.path.name if session.workspace else ""
        self.setWindowTitle(f"{name} — {_TITLE}" if name else _TITLE)
        self._menus["file"].setToolTip(str(session.workspace.path) if session.workspace else "")

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
        menu = self._menus["recent"]
        menu.clear()
        for name in self._settings.options.recent:
            action = menu.addAction(Path(name).name)
            action.setToolTip(name)
            action.triggered.connect(lambda checked=False, name=name: self.open_path(Path(name)))
        self.actions_by_id["workspace.recent"].setEnabled(bool(self._settings.options.recent))

    # Building

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self._menus = self.actions_by_id.fill_menu_bar(self.menuBar())
        self.addToolBar(self._make_tool_bar())
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

    def _make_tool_bar(self) -> QToolBar:
        bar = QToolBar(self._translator.gettext("Tools"))
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setIconSize(QSize(16, 16))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addWidget(self._framed("document.import"))
        for name in ("field.previous", "field.next_open", "edit.undo", "edit.redo"):
            bar.addAction(self.actions_by_id[name])
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(gap)
        bar.addAction(self.actions_by_id["help.keys"])
        bar.addWidget(self._framed("report.write"))
        return bar

    def _framed(self, action_id: str) -> QPushButton:
        """A button of the toolbar with a frame, for where work begins and ends."""
        action = self.actions_by_id[action_id]
        button = QPushButton(self._translator.gettext(_TOOLS[action_id]))
        button.setToolTip(key_text(action_id))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _draw_tools(self) -> None:
        """Gives the toolbar its short words, and symbols in the theme's ink."""
        for action_id, words in _TOOLS.items():
            self.actions_by_id[action_id].setIconText(self._translator.gettext(words))
        for action_id, symbol in _SYMBOLS.items():
            self.actions_by_id[action_id].setIcon(icon(symbol))
            self.actions_by_id[action_id].setIconVisibleInMenu(False)

    def _connect(self) -> None:
        session = self.session
        for signal in (session.workspace_opened, session.workspace_closed, session.assessment_opened):
            signal.connect(self._show_state)
        session.assessment_changed.connect(lambda changes: self._show_state())
        session.workspace_opened.connect(self._show_recent)
        session.name_wanted.connect(self._ask_reviewer)
        session.failed.connect(lambda error: self.status.say(describe(error, self._translator)))
        self.bars.emptied.connect(self.desk.form.setFocus)
        self.desk.said.connect(self.status.say)
        self.desk.text.sheet_changed.connect(self._show_state)
        self.desk.action_wanted.connect(lambda action_id: self.actions_by_id[action_id].trigger())
        self.lower.field_wanted.connect(self.desk.go_to)
        self.lower.passage_pressed.connect(self.desk.text.bring_into_view)
        self.importing.said.connect(self.status.say)
        self.importing.imported.connect(self.desk.show_import)
        self.importing.progressed.connect(self.status.show_progress)
        self.importing.rested.connect(self.status.show_rest)
        self.status.cancel_wanted.connect(self.importing.cancel)
        self.reporting.said.connect(self.status.say)
        self.reporting.issued.connect(self._keep_report)
        self.reporting.open_fields_wanted.connect(self.desk.show_open_fields)
        self.start_page.import_wanted.connect(self._choose_files)
        self.start_page.sample_wanted.connect(self.open_sample)
        self._keys.left.connect(self._show_desk)

    def _restore(self) -> None:
        options = self._settings.options
        self.resize(1440, 900)
        if options.geometry:
            self.restoreGeometry(QByteArray.fromBase64(options.geometry.encode()))
        if options.layout:
            self.desk.restoreState(QByteArray.fromBase64(options.layout.encode()))
        if options.lower_layout:
            self._bench.restoreState(QByteArray.fromBase64(options.lower_layout.encode()))
        self.lower.setVisible(options.show_lower)
        self.actions_by_id["view.lower"].setChecked(options.show_lower)
        self.start_page.setFocus()
        self._show_recent()
        for action, side in (("view.list", self.desk.engagements), ("view.form", self.desk.form_side)):
            self.actions_by_id[action].setChecked(not side.isHidden())
        for name in _THEMES:
            self.actions_by_id[f"view.{name}"].setChecked(name == options.theme)

    def _keep_options(self) -> None:
        options = self._settings.options
        options.geometry = self.saveGeometry().toBase64().toStdString()
        options.layout = self.desk.saveState().toBase64().toStdString()
        options.lower_layout = self._bench.saveState().toBase64().toStdString()
        self._settings.save()


def _dropped_files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
