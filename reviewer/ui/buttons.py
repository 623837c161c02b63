"""Buttons that name their key, and values as chips."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from reviewer.i18n import Translator
from reviewer.model import ValueState
from reviewer.ui.icons import pixmap
from reviewer.ui.labels import breakable
from reviewer.ui.own_keys import KeyPressable
from reviewer.ui.theme import Theme, state_style, theme_of

if TYPE_CHECKING:
    from reviewer.ui.shortcuts import Shortcuts

_RADIUS = 4
_ICON = 12


class PressButton(KeyPressable, QAbstractButton):
    """A button that keeps Enter and Space for itself while it has the focus, over the desk's keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def press(self) -> None:
        self.click()

    def _theme(self) -> Theme:
        return theme_of(self.palette())

    def _draw_frame(self, painter: QPainter, fill: str, border: str, width: float = 1.0) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = width / 2
        painter.setPen(QPen(QColor(border), width))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.85)
    return small


class KeyButton(PressButton):
    """A button with its key behind the words, smaller and quieter."""

    _PADDING, _GAP, _HEIGHT = 12, 8, 12

    def __init__(self, text: str, key: str = "", *, primary: bool = False, flat: bool = False) -> None:
        super().__init__()
        self.setText(text)
        self._primary, self._flat = primary, flat
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_key(key)

    def set_key(self, key: str) -> None:
        self._key = key
        self.setAccessibleName(f"{self.text()} ({key})" if key else self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + 2 * self._PADDING
        if self._key:
            width += self._GAP + QFontMetrics(_small(self.font())).horizontalAdvance(self._key)
        return QSize(width, metrics.height() + self._HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme()
        painter = QPainter(self)
        fill, border, ink, key_ink = self._colours(theme)
        if not self._flat or self.underMouse() or self.hasFocus():
            self._draw_frame(painter, fill, border, 2.0 if self.hasFocus() else 1.0)
        inner = self.rect().adjusted(self._PADDING, 0, -self._PADDING, 0)
        painter.setPen(QColor(ink))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.setFont(_small(self.font()))
        painter.setPen(QColor(key_ink))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._key)

    def _colours(self, theme: Theme) -> tuple[str, str, str, str]:
        """Fill, border, ink and the key's ink."""
        if not self.isEnabled():
            return theme.desk, theme.hairline, theme.disabled, theme.disabled
        if self._primary:
            return theme.accent, theme.text if self.hasFocus() else theme.accent, theme.on_accent, theme.on_accent
        border = theme.accent if self.hasFocus() else theme.second if self.underMouse() else theme.hairline
        return theme.paper, border, theme.text, theme.second


def answer_row(
    done: str, key: str, translator: Translator, accept: Callable[[], object], dismiss: Callable[[], object]
) -> QHBoxLayout:
    """The button that keeps what was entered in a card, with its key, and the one that leaves it with Esc."""
    keep = KeyButton(done, key, primary=True)
    leave = KeyButton(translator.gettext("Leave as it is"), "Esc")
    keep.clicked.connect(lambda checked=False: accept())
    leave.clicked.connect(lambda checked=False: dismiss())
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(keep)
    row.addWidget(leave)
    row.addStretch(1)
    return row


class ActionButton(KeyButton):
    """Shows the key that its action has now."""

    def __init__(
        self, text: str, action_id: str, shortcuts: Shortcuts, *, primary: bool = False, flat: bool = False
    ) -> None:
        super().__init__(text, shortcuts.text(action_id), primary=primary, flat=flat)
        self._action_id, self._shortcuts = action_id, shortcuts
        shortcuts.changed.connect(self._show_key)

    def _show_key(self) -> None:
        self.set_key(self._shortcuts.text(self._action_id))


class ValueChip(PressButton):
    """A value with its state's symbol and colours, and the machine's confidence while it is only suggested."""

    _PADDING, _GAP = 8, 6

    def __init__(self, text: str, state: ValueState, confidence: str = "") -> None:
        super().__init__()
        self._state, self._confidence = state, ""
        self._chosen = False
        self.show_value(text, state, confidence)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_value(self, text: str, state: ValueState, confidence: str) -> None:
        """Another value, or another state of it."""
        text = breakable(text)
        if (text, state, confidence) == (self.text(), self._state, self._confidence):
            return
        self.setText(text)
        self._state, self._confidence = state, confidence
        struck_through = state_style(state).struck_through
        if struck_through != self.font().strikeOut():
            font = self.font()
            font.setStrikeOut(struck_through)
            self.setFont(font)
        self.updateGeometry()
        self.update()

    @property
    def chosen(self) -> bool:
        return self._chosen

    def set_chosen(self, chosen: bool) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        lines = self.text().splitlines() or [""]
        width = max(metrics.horizontalAdvance(line) for line in lines) + self._beside() + 2
        return QSize(width, metrics.lineSpacing() * len(lines) + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().lineSpacing() + 10)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width - self._beside(), 40), 10000)
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height() + 10

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme(), QPainter(self)
        style = state_style(self._state, theme)
        marked = self._chosen or self.hasFocus()
        border = QColor(style.ink)
        border.setAlpha(90)
        colour = theme.accent if marked else border.name(QColor.NameFormat.HexArgb)
        self._draw_frame(painter, style.tint, colour, 2.0 if marked else 1.0)
        symbol = pixmap(style.icon, style.ink, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(self._PADDING, (self._line() - _ICON) // 2 + 5, symbol)
        inner = self.rect().adjusted(self._PADDING + _ICON + self._GAP, 5, -self._PADDING, -5)
        painter.setPen(QColor(theme.text))
        words = inner.adjusted(0, 0, -self._confidence_room(), 0)
        painter.drawText(words, Qt.TextFlag.TextWordWrap, self.text())
        painter.setFont(_small(self.font()))
        painter.setPen(QColor(theme.second))
        place = QRect(inner.left(), inner.top(), inner.width(), self._line())
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._confidence)

    def _line(self) -> int:
        return self.fontMetrics().lineSpacing()

    def _confidence_room(self) -> int:
        if not self._confidence:
            return 0
        return self._GAP + QFontMetrics(_small(self.font())).horizontalAdvance(self._confidence)

    def _beside(self) -> int:
        return 2 * self._PADDING + _ICON + self._GAP + self._confidence_room()
