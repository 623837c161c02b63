"""The window before anything works in it: menus, tools, the panes of the desk still empty, and its place on the screen.

It is on the screen before the greater part of the program has been read, so that what it names must be small.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.settings import Settings
from reviewer.ui.actions import ActionSet, Need
from reviewer.ui.bars import BarPlace
from reviewer.ui.panes import EmptyDesk
from reviewer.ui.screen_place import fit_to_screen
from reviewer.ui.shortcuts import Shortcuts
from reviewer.ui.start_page import StartPage
from reviewer.ui.status_line import StatusLine
from reviewer.ui.tool_bar import ToolBar

TITLE = "Reviewer"


class Frame(QMainWindow):
    """Signals of the page that work begins with: `import_wanted`, `sample_wanted`, `workspace_wanted(Path)`,
    `recent_changed`."""

    import_wanted = Signal()
    sample_wanted = Signal()
    workspace_wanted = Signal(object)
    recent_changed = Signal()

    def __init__(self, settings: Settings, translator: Translator) -> None:
        super().__init__()
        self._settings, self._translator = settings, translator
        self.shortcuts = Shortcuts(settings, self)
        self.actions_by_id = ActionSet(translator, self.shortcuts, self)
        self.bars, self.status = BarPlace(), StatusLine(translator)
        self._menus = self.actions_by_id.fill_menu_bar(self.menuBar())
        self._tools = ToolBar(self.actions_by_id, translator)
        self._pages = QStackedWidget()
        self._empty_desk: EmptyDesk | None = None
        self._start_page: StartPage | None = None
        self._lay_out_frame()
        self.actions_by_id.offer(set())
        self.setWindowTitle(TITLE)

    @property
    def start_page(self) -> StartPage:
        """Made when first wanted: most starts lead to a workspace at once."""
        if self._start_page is None:
            self._start_page = StartPage(self.shortcuts, self._settings, self._translator)
            self._start_page.import_wanted.connect(self.import_wanted)
            self._start_page.sample_wanted.connect(self.sample_wanted)
            self._start_page.workspace_wanted.connect(self.workspace_wanted)
            self._start_page.recent_changed.connect(self.recent_changed)
            self._pages.addWidget(self._start_page)
            self._start_page.setFocus()
        return self._start_page

    def await_workspace(self) -> None:
        """Shows the panes of the desk, empty, until `stop_awaiting`: a workspace is to be opened."""
        self.actions_by_id.offer({Need.WORKSPACE, Need.VENDOR, Need.FIELD})
        self._empty_desk = EmptyDesk(self._settings.options)
        self._pages.addWidget(self._empty_desk)
        self._pages.setCurrentWidget(self._empty_desk)

    def stop_awaiting(self) -> None:
        """The workspace has been opened, or could not be."""
        empty, self._empty_desk = self._empty_desk, None
        if empty is None:
            return
        if self._pages.currentWidget() is empty:
            self.show_page_without_vendor()
        self._pages.removeWidget(empty)
        empty.deleteLater()

    def show_page_without_vendor(self) -> None:
        """Shows the page that work begins with, or the empty desk while a workspace is awaited."""
        self._pages.setCurrentWidget(self._empty_desk or self.start_page)

    def _lay_out_frame(self) -> None:
        self.addToolBar(self._tools)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bars)
        layout.addWidget(self._pages, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)
        fit_to_screen(self)
        if self._settings.options.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self._settings.options.geometry.encode()))
