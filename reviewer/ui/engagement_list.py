"""The rows of the engagement list, narrowed by letters, and how a row is drawn: only what is on screen is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.i18n import Translator
from reviewer.model import EngagementSummary, VendorSummary
from reviewer.ui.labels import breakable
from reviewer.ui.theme import Theme, theme_of
from reviewer.ui.wording import document_text

DocumentEntry = tuple[int, str, str, str]
_Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole

_MARGIN, _PADDING, _GAP, _BAR = 12, 8, 2, 4
_LAST_GAP = 16
_WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line of text in bold with lines below it: an engagement, a vendor, or words where an engagement has none.
    Only a vendor's row has an `assessment_id` and can be pressed; `documents` are the ids of the lines below."""

    title: str
    lines: tuple[str, ...] = ()
    assessment_id: int | None = None
    documents: tuple[int, ...] = ()
    decided: int = 0
    total: int = 0
    progress: str = ""
    found: int | None = None
    """The document to be shown, where the words typed are in the names of documents alone."""
    last: bool = False
    """Whether an engagement ends here."""

    @property
    def shape(self) -> tuple[object, ...]:
        """What its height follows from."""
        return self.title, self.lines, self.assessment_id, self.last


class EngagementRows(QAbstractListModel):
    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self._engagements: Sequence[EngagementSummary] = ()
        self._words: tuple[str, ...] = ()
        self._high: dict[int, int] = {}
        self._texts: dict[DocumentEntry, str] = {}
        self.shown: int | None = None
        self.rows: list[ListRow] = []

    def show_engagements(self, engagements: Sequence[EngagementSummary]) -> None:
        self._engagements = engagements
        self._fill()

    def narrow(self, typed: str) -> None:
        """Leaves the vendors that have every word typed in their name, their engagement's or a document's."""
        words = tuple(typed.casefold().split())
        if words != self._words:
            self._words = words
            self._fill()

    def set_shown(self, assessment_id: int | None) -> None:
        """Which vendor is on the desk."""
        self.shown = assessment_id
        self._tell_all()

    def set_high(self, assessment_id: int, count: int) -> None:
        self._high[assessment_id] = count
        row = self.row_of(assessment_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def forget_high(self) -> None:
        self._high.clear()
        self._tell_all()

    def high_text(self, assessment_id: int | None) -> str:
        """How many high findings wait for a decision; empty where none does, or nobody has counted yet."""
        count = self._high.get(assessment_id, 0) if assessment_id is not None else 0
        return self._translator.ngettext("{count} high", "{count} high", count).format(count=count) if count else ""

    def row_of(self, assessment_id: int | None) -> int | None:
        found = (number for number, row in enumerate(self.rows) if row.assessment_id == assessment_id)
        return next(found, None) if assessment_id is not None else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        vendor = self.rows[index.row()].assessment_id is not None
        return super().flags(index) if vendor else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return ", ".join(part for part in (row.title, row.progress, self.high_text(row.assessment_id)) if part)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return "; ".join(row.lines)
        return None

    def _tell_all(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def _fill(self) -> None:
        """Where only figures have changed, the list stays where it was scrolled to."""
        rows = [row for engagement in self._engagements for row in self._engagement_rows(engagement)]
        if [row.shape for row in rows] == [row.shape for row in self.rows]:
            self.rows = rows
            self._tell_all()
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def _engagement_rows(self, engagement: EngagementSummary) -> Iterator[ListRow]:
        say = self._translator.gettext
        matter = engagement.matter or say("Matter not named")
        if engagement.closed:
            matter = say("{matter} (closed)").format(matter=matter)
        around = f"{engagement.client} {engagement.matter}".casefold()
        vendors = [row for vendor in engagement.vendors if (row := self._vendor_row(vendor, around))]
        if not vendors and self._words:
            return
        yield ListRow(engagement.client or say("Client not named"), (matter,))
        if not vendors:
            vendors = [ListRow("", (say("No policy yet"),))]
        yield from vendors[:-1]
        yield replace(vendors[-1], last=True)

    def _vendor_row(self, vendor: VendorSummary, around: str) -> ListRow | None:
        """None where a word is missing; only the documents that have one, where the vendor's name lacks it."""
        named = f"{around} {vendor.name.casefold()}"
        wanted = [word for word in self._words if word not in named]
        documents = [d for d in vendor.documents if all(word in d[1].casefold() for word in wanted)]
        if wanted and not documents:
            return None
        return ListRow(
            vendor.name,
            tuple(self._document_text(document) for document in documents),
            vendor.assessment_id,
            tuple(document[0] for document in documents),
            vendor.decided,
            vendor.total,
            self._translator.gettext("{decided} of {total}").format(decided=vendor.decided, total=vendor.total),
            documents[0][0] if wanted else None,
        )

    def _document_text(self, document: DocumentEntry) -> str:
        """Made once: every key and every decision asks for that of every document."""
        if document not in self._texts:
            self._texts[document] = document_text(document, self._translator)
        return self._texts[document]


class EngagementDelegate(QStyledItemDelegate):
    """Draws rows: texts wrap, a vendor has its progress as a bar and as figures. Widths and heights are in pixels."""

    def __init__(self, rows: EngagementRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self._heights: dict[tuple[object, ...], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row, width = index.data(ROW), self.parent().viewport().width()
        key = (row.shape, width)
        if key not in self._heights:
            self._heights[key] = self._height(row, self._inner(row, width), self.parent().font())
        return QSize(width, self._heights[key])

    def measure_again(self) -> None:
        """The font is another: what was measured once, as the list asks about every row, holds no more."""
        self._heights.clear()

    def document_at(self, row: ListRow, rect: QRect, y: int) -> int | None:
        """The document whose line lies at a height of the row drawn in `rect`."""
        font = self.parent().font()
        width = self._inner(row, rect.width())
        top = rect.top() + _PADDING + self._text_height(row.title, width, font, bold=True) + _GAP
        for document_id, line in zip(row.documents, row.lines, strict=False):
            bottom = top + self._text_height(line, width, font) + _GAP
            if top <= y < bottom:
                return document_id
            top = bottom
        return None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, theme = index.data(ROW), theme_of(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.assessment_id is not None:
            self._paint_ground(painter, option, theme, row)
        left = _MARGIN + (_PADDING if row.assessment_id is not None else 0)
        place = QRect(left, option.rect.top() + _PADDING, self._inner(row, option.rect.width()), 0)
        if row.title:
            place = self._paint_text(painter, place, row.title, theme.text, bold=True)
        for line in row.lines:
            place = self._paint_text(painter, place, line, theme.second)
        if row.assessment_id is not None:
            self._paint_progress(painter, place, row, theme)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: ListRow) -> None:
        focused = option.state & QStyle.StateFlag.State_HasFocus
        painter.setPen(QColor(theme.accent) if focused else Qt.PenStyle.NoPen)
        shown = row.assessment_id == self._rows.shown
        painter.setBrush(QColor(theme.states["corrected"][1]) if shown else Qt.BrushStyle.NoBrush)
        height = option.rect.height() - (_LAST_GAP if row.last else 0)
        ground = QRect(_MARGIN, option.rect.top(), option.rect.width() - 2 * _MARGIN, height)
        painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 4, 4)

    def _paint_text(self, painter: QPainter, place: QRect, text: str, ink: str, *, bold: bool = False) -> QRect:
        """Returns the place for what comes below."""
        font = self.parent().font()
        painter.setFont(_bold(font) if bold else font)
        painter.setPen(QColor(ink))
        place.setHeight(self._text_height(text, place.width(), font, bold=bold))
        painter.drawText(place, _WRAP, breakable(text))
        return QRect(place.left(), place.bottom() + 1 + _GAP, place.width(), 0)

    def _paint_progress(self, painter: QPainter, place: QRect, row: ListRow, theme: Theme) -> None:
        metrics, high = QFontMetrics(self.parent().font()), self._rows.high_text(row.assessment_id)
        line = QRect(place.left(), place.top(), place.width(), metrics.height())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(self.parent().font())
        if high:
            painter.setPen(QColor(theme.states["flagged"][0]))
            painter.drawText(line, middle, high)
            line.setRight(line.right() - metrics.horizontalAdvance(high) - _PADDING)
        painter.setPen(QColor(theme.second))
        painter.drawText(line, middle, row.progress)
        line.setRight(line.right() - metrics.horizontalAdvance(row.progress) - _PADDING)
        bar = QRect(line.left(), line.center().y() - _BAR // 2, max(line.width(), 0), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hairline))
        painter.drawRoundedRect(bar, 2, 2)
        bar.setWidth(bar.width() * row.decided // max(row.total, 1))
        painter.setBrush(QColor(theme.states["confirmed"][0]))
        painter.drawRoundedRect(bar, 2, 2)

    def _inner(self, row: ListRow, width: int) -> int:
        """How wide the texts of a row may be."""
        return max(width - 2 * (_MARGIN + (_PADDING if row.assessment_id is not None else 0)), 1)

    def _height(self, row: ListRow, width: int, font: QFont) -> int:
        heights = [self._text_height(row.title, width, font, bold=True)] if row.title else []
        heights += [self._text_height(line, width, font) for line in row.lines]
        if row.assessment_id is not None:
            heights.append(QFontMetrics(font).height())
        return 2 * _PADDING + sum(heights) + _GAP * (len(heights) - 1) + (_LAST_GAP if row.last else 0)

    def _text_height(self, text: str, width: int, font: QFont, *, bold: bool = False) -> int:
        metrics = QFontMetrics(_bold(font) if bold else font)
        return metrics.boundingRect(QRect(0, 0, width, 0), _WRAP, breakable(text)).height()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
