"""The handbook in a window of its own, so that it can lie beside the work: chapters, search, the way back."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QFontMetrics, QImage, QKeyEvent, QKeySequence, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from reviewer.i18n import Translator
from reviewer.ui.buttons import KeyButton
from reviewer.ui.flow_layout import FlowLayout
from reviewer.ui.handbook import Chapter, chapter_html, picture_path, read_handbook
from reviewer.ui.labels import quiet_label
from reviewer.ui.theme import theme_of
from reviewer.ui.typesetting import DOCUMENT_SCALE, column_width, document_font

_SIZE = QSize(1040, 720)
_LIST_CHARACTERS = 38
_MARGIN = 24
_DRESSING = {QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange}

_STYLE = Template("""
h1 { font-size: ${large}pt; font-weight: 600; margin-bottom: 12px; }
h2 { font-size: ${middle}pt; font-weight: 600; margin-top: 20px; margin-bottom: 8px; }
p, li { line-height: 118%; margin-top: 6px; margin-bottom: 6px; }
p.picture { line-height: 100%; }
a { color: $accent; }
code { font-family: monospace; }
table { margin-top: 8px; margin-bottom: 8px; }
th { text-align: left; font-weight: 600; padding: 4px 16px 4px 0; border-bottom: 1px solid $hairline; }
td { padding: 4px 16px 4px 0; border-bottom: 1px solid $hairline; }
""")


class _Sheet(QTextBrowser):
    """Shows a chapter. Nothing is fetched: of what a chapter names only pictures of the handbook are read."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._width = 600
        self.setOpenLinks(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setObjectName("handbookText")

    def show_html(self, html: str) -> None:
        theme, font = theme_of(self.palette()), document_font(QApplication.font().pointSizeF() * DOCUMENT_SCALE)
        size = font.pointSizeF()
        self._width = int(column_width(font))
        document = self.document()
        document.setDefaultFont(font)
        document.setDocumentMargin(_MARGIN)
        document.setDefaultStyleSheet(
            _STYLE.substitute(
                large=round(size * 1.45, 1),
                middle=round(size * 1.15, 1),
                accent=theme.accent,
                hairline=theme.hairline,
            )
        )
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(self._width + 2 * _MARGIN)
        self.setHtml(html)

    def loadResource(self, kind: int, name: QUrl) -> object:
        path = picture_path(name.toString(), self._language)
        if kind != QTextDocument.ResourceType.ImageResource.value or path is None:
            return None
        ratio = self.devicePixelRatioF()
        image = QImage(str(path))
        image = image.scaledToWidth(int(self._width * ratio), Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(ratio)
        return image

    def mark(self, words: str) -> None:
        """Marks every place of the words and goes to the first."""
        theme, marks = theme_of(self.palette()), []
        cursor = QTextCursor(self.document())
        while words and not (cursor := self.document().find(words, cursor)).isNull():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(QColor(theme.evidence))
            mark.format.setForeground(QColor(theme.evidence_ink))
            marks.append(mark)
        self.setExtraSelections(marks)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if words:
            self.find(words)


class HandbookWindow(QDialog):
    """Signal: `address_pressed(address)` when a link leads out of the handbook."""

    address_pressed = Signal(str)

    def __init__(self, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say = translator.gettext
        self._chapters = read_handbook(translator.language)
        self._current = self._chapters[0]
        self._visited: list[Chapter] = []
        self.setWindowTitle(say("Handbook"))
        self._search = QLineEdit()
        self._search.setPlaceholderText(say("Find in the handbook"))
        self._search.setAccessibleName(say("Find in the handbook"))
        self._search.setAccessibleDescription(say("Leaves the chapters that have these words."))
        self._search.setClearButtonEnabled(True)
        self._list = QListWidget()
        self._list.setAccessibleName(say("Chapters"))
        self._list.setAccessibleDescription(say("The arrow keys show another chapter."))
        self._nothing = quiet_label(say("No chapter has these words."))
        self._nothing.hide()
        self._back = KeyButton(say("Back"), QKeySequence("Alt+Left").toString(QKeySequence.SequenceFormat.NativeText))
        self._close = KeyButton(say("Close"), "Esc")
        self._sheet = _Sheet(translator.language)
        self._sheet.setAccessibleName(say("Chapter"))
        self._sheet.setAccessibleDescription(say("Tab goes from link to link, Enter follows one."))
        self._lay_out()
        self._connect()
        self._list_chapters("")
        self._show()

    @property
    def title(self) -> str:
        """The title of the chapter shown."""
        return self._current.title

    @property
    def titles(self) -> list[str]:
        """The titles of the chapters that are listed."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    @property
    def text(self) -> str:
        return self._sheet.toPlainText()

    def go_to(self, chapter: Chapter) -> None:
        """Shows a chapter and remembers the one left."""
        if chapter is self._current:
            return
        self._visited.append(self._current)
        self._current = chapter
        self._show()

    def go_back(self) -> None:
        """Shows the chapter that was left last."""
        if self._visited:
            self._current = self._visited.pop()
            self._show()

    def find(self, words: str) -> None:
        """Lists the chapters that have the words, and marks them in the one shown."""
        found = self._list_chapters(words.strip())
        if found and self._current not in found:
            self.go_to(found[0])
        else:
            self._sheet.mark(words.strip())

    def find_next(self) -> None:
        """Goes to the next place of the words, in the next chapter where this one has no more."""
        words = self._search.text().strip()
        if words and not self._sheet.find(words) and self._list.count():
            self._list.setCurrentRow((self._list.currentRow() + 1) % self._list.count())
            self._sheet.mark(words)

    def follow(self, url: QUrl) -> None:
        """Goes where a link of a chapter leads."""
        chapter = next((c for c in self._chapters if c.name == url.toString()), None)
        if chapter is not None:
            self._search.clear()
            self.go_to(chapter)
        else:
            self.address_pressed.emit(url.toString())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Left and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.go_back()
        elif event.matches(QKeySequence.StandardKey.Find):
            self._search.setFocus()
            self._search.selectAll()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _DRESSING:
            self._show()

    def _show(self) -> None:
        self._sheet.show_html(chapter_html(self._current))
        self._sheet.mark(self._search.text().strip())
        self._back.setEnabled(bool(self._visited))
        for row in range(self._list.count()):
            if self._list.item(row).data(Qt.ItemDataRole.UserRole) is self._current:
                self._list.setCurrentRow(row)

    def _list_chapters(self, words: str) -> list[Chapter]:
        found = [chapter for chapter in self._chapters if chapter.has_words(words)]
        self._list.blockSignals(True)
        self._list.clear()
        for chapter in found:
            item = QListWidgetItem(chapter.title)
            item.setData(Qt.ItemDataRole.UserRole, chapter)
            self._list.addItem(item)
        if self._current in found:
            self._list.setCurrentRow(found.index(self._current))
        self._list.blockSignals(False)
        self._nothing.setVisible(not found)
        return found

    def _on_row_changed(self, row: int) -> None:
        if row >= 0:
            self.go_to(self._list.item(row).data(Qt.ItemDataRole.UserRole))

    def _connect(self) -> None:
        self._search.textChanged.connect(self.find)
        self._search.returnPressed.connect(self.find_next)
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._back.clicked.connect(self.go_back)
        self._close.clicked.connect(self.close)
        self._sheet.anchorClicked.connect(self.follow)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(16, 16, 16, 16)
        side.setSpacing(8)
        for widget in (self._search, self._nothing, self._list):
            side.addWidget(widget)
        buttons = FlowLayout(spacing=8)
        for button in (self._back, self._close):
            buttons.addWidget(button)
        side.addLayout(buttons)
        self._list.setFixedWidth(_LIST_CHARACTERS * QFontMetrics(self.font()).averageCharWidth())
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(side)
        row.addWidget(self._sheet, 1)
        self.resize(_SIZE)
        self._list.setFocus()
