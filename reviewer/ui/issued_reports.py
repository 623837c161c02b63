"""What was handed out on a vendor, and its sign-off: said at the head of the vendor, listed in a bar with a copy of
each report to save and the way to open the assessment again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from reviewer.i18n import Translator
from reviewer.model import Assessment, IssuedReport, ReviewerError, SignOff
from reviewer.ui.asking import Asking, Workplace
from reviewer.ui.bars import Bar, EntryBar, Question, Subject
from reviewer.ui.buttons import KeyButton
from reviewer.ui.file_names import unused_path
from reviewer.ui.labels import LinkLabel, hairline, text_label
from reviewer.ui.operations import review

_HASH_SHOWN = 12
_HIGHEST_LIST = 180


class RecordHead(QWidget):
    """A line at the head of the vendor, once something was handed out or signed off. Signal: `pressed`."""

    pressed = Signal()

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self._link = LinkLabel("")
        self._link.activated.connect(self.pressed)
        line = QVBoxLayout()
        line.setContentsMargins(16, 4, 8, 4)
        line.addWidget(self._link)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(line)
        outer.addWidget(hairline())
        self.hide()

    @property
    def text(self) -> str:
        return self._link.text()

    def show_assessment(self, assessment: Assessment | None) -> None:
        say, parts = self._translator.gettext, []
        if assessment is not None and assessment.sign_off is not None:
            parts.append(sign_off_text(assessment.sign_off, self._translator))
        if assessment is not None and assessment.issued:
            last = assessment.issued[-1]
            day = self._translator.format_day(last.issued_at)
            parts.append(say("Issue {number} handed out on {date}").format(number=last.number, date=day))
            if not last.current:
                parts.append(difference_text(last, self._translator))
        self._link.setText(" · ".join(parts))
        self._link.setAccessibleName(self._link.text())
        self.setVisible(bool(parts))


class IssuedBar(Bar):
    """The reports handed out, the newest first. Signals: `copy_wanted(number)`; `reopening_wanted`."""

    asks = False
    subject = Subject.VENDOR
    copy_wanted = Signal(int)
    reopening_wanted = Signal()

    def __init__(self, assessment: Assessment, translator: Translator) -> None:
        super().__init__(translator)
        say = translator.gettext
        title = QLabel(say("Issued reports"))
        title.setProperty("look", "title")
        self._signed = text_label("", "second")
        self._reopen = KeyButton(say("Reopen…"))
        self._reopen.clicked.connect(self.reopening_wanted)
        close = KeyButton(say("Close"), "Esc")
        close.clicked.connect(self.dismiss)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._add_row(title, (self._signed, 1), self._reopen, close)
        self._layout.addWidget(self._area)
        self.show_assessment(assessment)
        self.setFocusProxy(close)

    def accept(self) -> None:
        self.dismiss()

    def show_assessment(self, assessment: Assessment) -> None:
        """Lists what is there now; the keyboard stays where it is."""
        signed, say = assessment.sign_off, self._translator.gettext
        not_signed = say("The assessment is not signed off.")
        self._signed.setText(sign_off_text(signed, self._translator) if signed else not_signed)
        self._reopen.setVisible(signed is not None)
        content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        for report in reversed(assessment.issued):
            rows.addLayout(self._row(report))
        if not assessment.issued:
            rows.addWidget(text_label(say("No final report was handed out yet."), "second"))
        self._area.setWidget(content)
        self._area.setMaximumHeight(min(content.sizeHint().height() + 4, _HIGHEST_LIST))

    def _row(self, report: IssuedReport) -> QHBoxLayout:
        say = self._translator.gettext
        copy = KeyButton(say("Save a copy…"))
        copy.clicked.connect(lambda checked=False: self.copy_wanted.emit(report.number))
        copy.setAccessibleName(say("Save a copy of issue {number}").format(number=report.number))
        row = QHBoxLayout()
        row.setSpacing(8)
        told = text_label(issue_text(report, self._translator))
        told.setToolTip(report.sha256)
        row.addWidget(told, 1)
        row.addWidget(copy)
        return row


class ReopeningBar(EntryBar):
    """Asks why a signed-off assessment is opened again."""

    subject = Subject.VENDOR

    def __init__(self, translator: Translator) -> None:
        say = translator.gettext
        question = Question(say("Reason"), needed=True, problem=say("Reopening is recorded with a reason. Give one."))
        super().__init__(say("Reopen the signed-off assessment"), [question], say("Reopen"), translator)


class IssuedReports(Asking):
    """Leads to the bar and does what is asked there."""

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(place, parent)
        self._session.assessment_changed.connect(lambda changes: self._refresh())

    def show(self) -> None:
        """Lists what was handed out on the vendor shown."""
        assessment = self._session.assessment
        if assessment is None:
            return
        bar = IssuedBar(assessment, self._translator)
        bar.copy_wanted.connect(self._choose_copy)
        bar.reopening_wanted.connect(self.ask_reopening)
        self._bars.replace_bar(bar)

    def save_copy(self, number: int, path: Path) -> None:
        """Writes a report as it was handed out."""
        assert self._session.assessment is not None
        try:
            path.write_bytes(review.read_issued_report(self._session.workspace, self._session.assessment.id, number))
        except (ReviewerError, OSError) as error:
            otherwise = self._translator.gettext("The copy could not be written. Check the folder and its rights.")
            self.said.emit(self._words(error, otherwise))
        else:
            self.said.emit(self._translator.gettext("Copy saved: {path}").format(path=path))

    def ask_reopening(self) -> None:
        """Asks why a signed-off assessment is opened again, which is recorded."""
        assessment = self._session.assessment
        if assessment is None or assessment.sign_off is None:
            self.said.emit(self._translator.gettext("The assessment is not signed off."))
            return
        bar = ReopeningBar(self._translator)
        bar.submitted.connect(lambda words: self._session.decide(review.reopen_assessment, words[0]))
        self._bars.replace_bar(bar)

    def _refresh(self) -> None:
        for bar in self._bars.bars_of(IssuedBar):
            bar.show_assessment(self._session.whole_assessment())

    def _choose_copy(self, number: int) -> None:
        assert self._session.assessment is not None
        say = self._translator.gettext
        name = say("{vendor}, issue {number}").format(vendor=self._session.assessment.vendor, number=number)
        start, kinds = unused_path(self._folder(), name, ".docx"), say("Word document") + " (*.docx)"
        parent = self._bars.window()
        chosen, _ = QFileDialog.getSaveFileName(parent, say("Save a copy"), str(start), kinds)
        if chosen:
            self.save_copy(number, Path(chosen))


def sign_off_text(signed: SignOff, translator: Translator) -> str:
    """Who answers for the assessment, and since when."""
    names = [name for name in (signed.prepared_by, signed.reviewed_by, signed.approved_by) if name]
    day = translator.format_day(signed.decision.at)
    text = translator.gettext("Signed off on {date} by {names}")
    return text.format(date=day, names=translator.format_list(list(dict.fromkeys(names))))


def difference_text(report: IssuedReport, translator: Translator) -> str:
    return translator.gettext("differs from issue {number}").format(number=report.number)


def issue_text(report: IssuedReport, translator: Translator) -> str:
    """A report handed out, in one line."""
    say = translator.gettext
    state = say("as the assessment stands") if report.current else say("the assessment has changed since")
    parts = (
        say("Issue {number}").format(number=report.number),
        translator.format_time(report.issued_at),
        translator.language_name(report.language),
        f"SHA-256 {report.sha256[:_HASH_SHOWN]}…",
        state,
    )
    return " · ".join(parts)
