"""The left of the desk: engagements with their vendors, documents and progress."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.model import EngagementSummary, VendorSummary
from reviewer.ui.field_row import clear_layout
from reviewer.ui.labels import presses, quiet_label, text_label
from reviewer.ui.theme import theme_of
from reviewer.ui.wording import document_text


class VendorEntry(QWidget):
    """Signal: `pressed`."""

    pressed = Signal()

    def __init__(self, vendor: VendorSummary, translator: Translator, *, shown: bool) -> None:
        super().__init__()
        self._shown, self._translator = shown, translator
        self.assessment_id = vendor.assessment_id
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(2)
        layout.addWidget(text_label(vendor.name, "title"))
        for document in vendor.documents:
            layout.addWidget(quiet_label(document_text(document, translator)))
        layout.addLayout(self._progress(vendor, translator))

    def set_shown(self, shown: bool) -> None:
        """Whether this is the vendor on the desk."""
        self._shown = shown
        self.update()

    def _progress(self, vendor: VendorSummary, translator: Translator) -> QHBoxLayout:
        count = translator.gettext("{decided} of {total}").format(decided=vendor.decided, total=vendor.total)
        bar = QProgressBar()
        bar.setRange(0, max(vendor.total, 1))
        bar.setValue(vendor.decided)
        bar.setTextVisible(False)
        bar.setFixedHeight(4)
        bar.setAccessibleName(count)
        number = QLabel(count)
        number.setProperty("look", "second")
        number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._high = QLabel()
        self._high.setProperty("look", "alarm")
        self._high.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(bar, 1)
        row.addWidget(number)
        row.addWidget(self._high)
        self._name = f"{vendor.name}, {count}"
        self.setAccessibleName(self._name)
        return row

    @property
    def high_text(self) -> str:
        return self._high.text()

    def show_high(self, count: int) -> None:
        """How many high findings the vendor has; nothing where there is none."""
        text = self._translator.ngettext("{count} high", "{count} high", count).format(count=count) if count else ""
        self._high.setText(text)
        self._high.setVisible(bool(text))
        self.setAccessibleName(", ".join(part for part in (self._name, text) if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.states["corrected"][1]) if self._shown else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if presses(event):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class EngagementPanel(QScrollArea):
    """Signal: `vendor_pressed(assessment id)`."""

    vendor_pressed = Signal(int)

    def __init__(self, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._shown: Sequence[EngagementSummary] = ()
        self._high: dict[int, int] = {}
        self.entries: list[VendorEntry] = []
        content = QWidget()
        self._layout = QVBoxLayout(content)
        self._layout.setContentsMargins(12, 16, 12, 16)
        self._layout.setSpacing(4)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(translator.gettext("Engagements"))

    def show_engagements(self, engagements: Sequence[EngagementSummary], assessment_id: int | None) -> None:
        """Lists them, the vendor of `assessment_id` marked; rows are made anew only where they changed."""
        if self._shown == engagements:
            for entry in self.entries:
                entry.set_shown(entry.assessment_id == assessment_id)
            return
        self._shown = engagements
        clear_layout(self._layout)
        self.entries = []
        for engagement in engagements:
            self._add_engagement(engagement, assessment_id)
        self._layout.addStretch(1)

    def show_high(self, assessment_id: int, count: int) -> None:
        """How many high findings a vendor has; kept for when the list is made anew."""
        self._high[assessment_id] = count
        for entry in self.entries:
            if entry.assessment_id == assessment_id:
                entry.show_high(count)

    def forget_high(self) -> None:
        """Another workspace: its vendors may have the same ids."""
        self._high.clear()

    def _add_engagement(self, engagement: EngagementSummary, assessment_id: int | None) -> None:
        say = self._translator.gettext
        self._layout.addWidget(text_label(engagement.client or say("Client not named"), "title"))
        matter = engagement.matter or say("Matter not named")
        if engagement.closed:
            matter = say("{matter} (closed)").format(matter=matter)
        self._layout.addWidget(quiet_label(matter))
        self._layout.addSpacing(8)
        for vendor in engagement.vendors:
            entry = VendorEntry(vendor, self._translator, shown=vendor.assessment_id == assessment_id)
            entry.pressed.connect(lambda chosen=vendor.assessment_id: self.vendor_pressed.emit(chosen))
            entry.show_high(self._high.get(vendor.assessment_id, 0))
            self.entries.append(entry)
            self._layout.addWidget(entry)
        if not engagement.vendors:
            self._layout.addWidget(quiet_label(say("No policy yet")))
        self._layout.addSpacing(16)
