"""Pages of a PDF as pictures, made beside the window's own work, one at a time, and kept within bounds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer

KEPT_BYTES = 96 * 1024 * 1024
"""How much room the pictures may take; those asked for last stay whatever they take."""


class Obstacle(Enum):
    """Why there is nothing to show."""

    LOCKED = "locked"
    """The file asks for a password, and this one does not fit."""
    UNREADABLE = "unreadable"


class PageImages(QObject):
    """One file. `rendered(page)` tells that a picture has come; pages count from 0.

    Only one page is worked on at any time, so that what was scrolled past is never waited for.
    """

    rendered = Signal(int)

    def __init__(self, data: bytes, password: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[tuple[int, QSize], QImage] = OrderedDict()
        self._wanted: list[tuple[int, QSize]] = []
        self._working = False
        self._retired = False
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.setPassword(password)
        self._document.load(self._buffer)
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setDocument(self._document)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._on_rendered)
        points = [self._document.pagePointSize(page) for page in range(self._document.pageCount())]
        self.sizes = [(size.width(), size.height()) for size in points]
        """Width and height of each page in points."""

    @property
    def obstacle(self) -> Obstacle | None:
        if self._document.status() == QPdfDocument.Status.Ready and self.sizes:
            return None
        locked = self._document.error() in (QPdfDocument.Error.IncorrectPassword,)
        return Obstacle.LOCKED if locked else Obstacle.UNREADABLE

    @property
    def kept_bytes(self) -> int:
        """How much room the pictures take."""
        return sum(image.sizeInBytes() for image in self._kept.values())

    def want(self, pages: Sequence[tuple[int, QSize]]) -> None:
        """Have these pages, of these sizes in device pixels, the first of them first; drops what was wanted before."""
        self._wanted = list(pages)
        self._make_next()

    def image(self, page: int, size: QSize) -> QImage | None:
        """The picture of a page: of this size where it is there, else of another."""
        image = self._kept.get((page, size))
        if image is not None:
            self._kept.move_to_end((page, size))
            return image
        return next((kept for (number, _), kept in self._kept.items() if number == page), None)

    def retire(self) -> None:
        """Go as soon as the page in work is done; going at once would wait for it."""
        self._retired, self._wanted = True, []
        self._kept.clear()
        if not self._working:
            self.deleteLater()

    def _make_next(self) -> None:
        missing = next((entry for entry in self._wanted if entry not in self._kept), None)
        if missing is not None and not self._working:
            self._working = True
            self._renderer.requestPage(*missing, QPdfDocumentRenderOptions())

    def _on_rendered(self, page: int, size: QSize, image: QImage) -> None:
        self._working = False
        if self._retired:
            self.deleteLater()
            return
        for old in [entry for entry in self._kept if entry[0] == page]:
            del self._kept[old]
        self._kept[(page, size)] = image
        self._drop_surplus()
        self.rendered.emit(page)
        self._make_next()

    def _drop_surplus(self) -> None:
        for entry in list(self._kept):
            if self.kept_bytes <= KEPT_BYTES:
                return
            if entry not in self._wanted:
                del self._kept[entry]
