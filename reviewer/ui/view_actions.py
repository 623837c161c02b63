"""What the View menu does, and the ways that lead across the parts of the window: to a finding, to what was found, to
what was compared."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.i18n import Translator
from reviewer.settings import Settings
from reviewer.ui.actions import ActionSet
from reviewer.ui.desk import Desk
from reviewer.ui.field_row import FieldKey
from reviewer.ui.lower_panel import LowerPanel
from reviewer.ui.panes import put_form
from reviewer.ui.search_panel import FoundPlace
from reviewer.ui.session import Session

if TYPE_CHECKING:
    from reviewer.ui.command_palette import CommandPalette
    from reviewer.ui.comparison_window import ComparedPlace


class ViewActions(QObject):
    def __init__(
        self,
        session: Session,
        settings: Settings,
        desk: Desk,
        lower: LowerPanel,
        actions: Callable[[], ActionSet],
        is_hindered: Callable[[], bool],
        translator: Translator,
        window: QWidget,
    ) -> None:
        """`is_hindered` tells whether an entry is open that would be lost, and says so."""
        super().__init__(window)
        self._session, self._settings, self._desk, self._lower = session, settings, desk, lower
        self._actions, self._is_hindered = actions, is_hindered
        self._translator, self._window = translator, window
        self._sides: dict[str, QWidget] = {"view.list": desk.engagements, "view.form": desk.form_side}
        self._before_search: QWidget = desk.form
        self.palette: CommandPalette | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        sides = {action_id: partial(self._show_side, action_id) for action_id in self._sides}
        return {
            **sides,
            "view.pages": self._turn_pages,
            "view.hold": self._hold_still,
            "view.lower": self._show_lower,
            "view.form_left": self._move_form,
            "view.go_to": self.go_to,
            "edit.find_everywhere": self._find_everywhere,
        }

    def mark_sides(self) -> None:
        """Has the menu say which sides of the desk are on show."""
        for action_id, side in self._sides.items():
            self._actions()[action_id].setChecked(not side.isHidden())

    def show_sides_like(self, other: ViewActions) -> None:
        """Shows and hides the sides as another window does."""
        for action_id, side in self._sides.items():
            side.setVisible(not other._sides[action_id].isHidden())
        self.mark_sides()

    def go_to(self) -> None:
        """Opens the palette, made when first wanted."""
        from reviewer.ui.command_palette import CommandPalette
        from reviewer.ui.going import collect_goals

        if self._is_hindered():
            return
        if self.palette is None:
            self.palette = CommandPalette(self._translator, self._window)
            self.palette.left.connect(self._desk.form.setFocus)
        goals = collect_goals(self._session, self._desk, self._actions(), self.show_finding, self._translator)
        self.palette.open(goals)

    def act(self, action_id: str) -> None:
        """Does in the main window what another one asks for."""
        self._window.activateWindow()
        self._actions()[action_id].trigger()

    # Ways

    def show_finding(self, rule: str) -> None:
        self._show_lower_tab("findings")
        self._lower.refresh()
        self._lower.findings.go_to_rule(rule)
        self._lower.take_focus()

    def show_open_finding(self) -> None:
        """The gravest finding that must be decided before anything is final."""
        blocking = self._session.whole_assessment().blocking
        if blocking:
            self.show_finding(blocking[0].rule)

    def show_found(self, place: FoundPlace) -> None:
        """Leads from the search to where the words stand."""
        if not self._is_hindered():
            self._desk.show_found(place)

    def show_compared(self, place: ComparedPlace) -> None:
        """Leads from the comparison of vendors to what one of them states."""
        self._window.activateWindow()
        if self._is_hindered():
            return
        if place.rule and self._desk.show_vendor(place.assessment_id):
            self.show_finding(place.rule)
        elif place.field:
            self._desk.show_field_of(place.assessment_id, FieldKey(place.field, place.document_id))

    def leave_search(self) -> None:
        """Gives the keyboard back to where it was before the search."""
        self._before_search.setFocus()

    def _find_everywhere(self) -> None:
        focused, text = QApplication.focusWidget(), self._desk.text
        if focused is not None and not self._lower.isAncestorOf(focused):
            self._before_search = text.view if text.isAncestorOf(focused) else self._desk.form
        self._show_lower_tab("search")
        self._lower.search.open("" if text.view.hit_selected else text.selected_text())

    # View

    def _turn_pages(self) -> None:
        self._desk.text.show_pages(not self._desk.text.pages_shown)

    def _hold_still(self) -> None:
        self._desk.hold_still(self._actions()["view.hold"].isChecked())

    def _show_side(self, action_id: str) -> None:
        self._sides[action_id].setVisible(self._actions()[action_id].isChecked())

    def _move_form(self) -> None:
        self._settings.options.form_left = not self._settings.options.form_left
        put_form(self._desk, self._desk.form_side, left=self._settings.options.form_left)

    def _show_lower_tab(self, tab: str) -> None:
        if not self._lower.isVisible():
            self._actions()["view.lower"].trigger()
        self._lower.show_tab(tab)

    def _show_lower(self) -> None:
        shown = self._actions()["view.lower"].isChecked()
        self._settings.options.show_lower = shown
        self._lower.setVisible(shown)
        (self._lower.take_focus if shown else self._desk.form.setFocus)()
