"""Data out of the window: what was reviewed, as a spreadsheet or as JSON, written beside the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from reviewer.i18n import N_, Translator
from reviewer.ui.asking import Asking, Workplace
from reviewer.ui.attention import Attention
from reviewer.ui.background import Background, Tell
from reviewer.ui.bars import Subject
from reviewer.ui.combo_box import ComboBox
from reviewer.ui.engagement_reading import EngagementReading
from reviewer.ui.file_bar import FileBar
from reviewer.ui.file_names import unused_path
from reviewer.ui.report_writing import WrittenBar

FORMATS = {"xlsx": N_("Workbook (XLSX)"), "csv": N_("Table (CSV)"), "json": N_("Data (JSON)")}


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """`path` ends as its format does; `whole` is for all vendors of the engagement."""

    path: Path
    whole: bool

    @property
    def format(self) -> str:
        return self.path.suffix.lower().removeprefix(".")


class ExportBar(FileBar):
    """Signal: `ordered(ExportOrder)`."""

    ordered = Signal(object)
    subject = Subject.VENDOR

    def __init__(self, path: Path, vendor: str, translator: Translator) -> None:
        say = translator.gettext
        super().__init__(path, say("Export data"), say("Where the data is written."), translator)
        self._format = ComboBox()
        self._format.setAccessibleName(say("Format"))
        self._format.setAccessibleDescription(say("What the data is written as."))
        for ending, label in FORMATS.items():
            self._format.addItem(say(label), ending)
        self._format.currentIndexChanged.connect(self._follow_format)
        self._scope = ComboBox()
        self._scope.setAccessibleName(say("Vendors"))
        self._scope.setAccessibleDescription(say("Whose data is written."))
        self._scope.addItem(vendor, False)
        self._scope.addItem(say("All vendors of the engagement"), True)
        title = QLabel(self._title)
        title.setProperty("look", "title")
        buttons = self._buttons(say("Write"), say("Cancel"))
        self._add_row(title, self._format, self._scope, (self._path, 1), self._choice, *buttons)
        self._layout.addWidget(self._problem)
        self.setFocusProxy(self._format)

    def accept(self) -> None:
        path = self._target()
        if path is not None:
            self.ordered.emit(ExportOrder(path, bool(self._scope.currentData())))
            self.left.emit()

    @property
    def _kind(self) -> tuple[str, str]:
        return self._format.currentText(), f".{self._format.currentData()}"

    def _follow_format(self) -> None:
        path, (_, ending) = Path(self._path.text().strip()), self._kind
        if path.suffix.lower().removeprefix(".") in FORMATS:
            self._path.setText(str(path.with_suffix(ending)))


class Exporting(Asking):
    """Signal: `written(Path)`."""

    written = Signal(object)

    def __init__(self, place: Workplace, reading: EngagementReading, parent: QObject) -> None:
        super().__init__(place, parent)
        self._reading, self._background, self._attention = reading, Background(self), Attention(self)

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {"report.export": self.ask}

    def ask(self) -> None:
        """Asks what is to be written, and where."""
        assessment = self._session.assessment
        assert assessment is not None
        path = unused_path(self._folder(), assessment.vendor, ".xlsx")
        bar = ExportBar(path, assessment.vendor, self._translator)
        bar.ordered.connect(self.write)
        self._bars.replace_bar(bar)

    def write(self, order: ExportOrder) -> None:
        """Writes beside the work; `written` tells that the file is there."""
        shown, read = self._session.whole_assessment(), self._reading.reader()
        self._attention.watch(self._bars)

        def write(tell: Tell) -> Path:
            from reviewer.export import WRITERS

            WRITERS[order.format](read() if order.whole else (shown,), order.path)
            return order.path

        self._background.run(write, self._on_written, self._on_failed)

    def close(self) -> None:
        """Waits for what is being written."""
        self._background.wait()

    def _on_written(self, path: Path) -> None:
        bar = WrittenBar(path, self._translator, self._translator.gettext("Data written: {path}"))
        self._bars.show_bar(bar, takes_keyboard=self._attention.waits)
        self.written.emit(path)

    def _on_failed(self, error: Exception) -> None:
        otherwise = self._translator.gettext("The data could not be written. Check the folder and its rights.")
        self.said.emit(self._words(error, otherwise))
