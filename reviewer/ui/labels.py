"""Labels in the few looks of the form, and text that can be clicked."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from reviewer.ui.own_keys import Pressable
from reviewer.ui.style_sheet import restyle
from reviewer.ui.theme import theme_of

_RADIUS = 3
_BREAKS = re.compile(r"[@/._-](?=\w)")


def breakable(text: str) -> str:
    """Text in which addresses and links, otherwise one long word, can be broken over lines."""
    return _BREAKS.sub("\\g<0>\u200b", text)


def text_label(text: str = "", look: str = "") -> QLabel:
    """A label that wraps; `look` is one of the style sheet's."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if look:
        label.setProperty("look", look)
    return label


class ElidedLabel(QLabel):
    """One line, shown shortened in the middle where there is no room for all of it, which a tip shows; as high whatever
    it says."""

    def __init__(self, text: str, look: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(plain_tip(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint_elided(self)


def _paint_elided(label: QLabel) -> None:
    room, middle = label.contentsRect(), Qt.TextElideMode.ElideMiddle
    shown = label.fontMetrics().elidedText(label.text(), middle, room.width())
    where, role = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label.foregroundRole()
    label.style().drawItemText(QPainter(label), room, where, label.palette(), label.isEnabled(), shown, role)


def plain_tip(text: str) -> str:
    """A tool tip that shows what strangers wrote as they wrote it: Qt takes what looks like HTML for HTML, and looks
    for the pictures that it names, on other computers too."""
    if "<" not in text and "&lt;" not in text:
        return text
    from html import escape

    return f"<qt>{escape(text)}</qt>"


def quiet_label(text: str = "") -> QLabel:
    return text_label(text, "second")


def problem_label() -> QLabel:
    return text_label("", "alarm")


def set_look(widget: QWidget, look: str) -> None:
    """Gives a widget another look of the style sheet."""
    if widget.property("look") != look:
        widget.setProperty("look", look)
        # What was never shown is styled when it is.
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            restyle(widget)


def divider() -> QFrame:
    """A line between two parts of a row."""
    line = QFrame()
    line.setProperty("look", "divider")
    return line


def hairline() -> QFrame:
    line = QFrame()
    line.setProperty("look", "hairline")
    line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return line


class LinkLabel(Pressable, QLabel):
    """Words in the accent's colour that can be clicked or pressed. Signal: `activated`."""

    activated = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("look", "link")
        self.setForegroundRole(self.palette().ColorRole.Link)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))
        self.setAccessibleName(text)

    def press(self) -> None:
        self.activated.emit()

    def _paint_text(self, event: QPaintEvent) -> None:
        super().paintEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_text(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(theme_of(self.palette()).accent))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)


class ElidedLink(LinkLabel):
    """The same on one line, in the room that others leave; shortened in the middle where that is little, a tip shows
    all of it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(plain_tip(text))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """No wider than its words, or what is pressed beside them would count."""
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance(self.text()) + 2)

    def _paint_text(self, event: QPaintEvent) -> None:
        _paint_elided(self)
