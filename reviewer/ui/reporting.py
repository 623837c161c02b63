"""What the Report menu writes: a report, the questions to a vendor, a comparison, asked for, written beside the work
and led to; what was handed out; the starter template."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reviewer.i18n import Translator
from reviewer.model import ALL_SECTIONS, Assessment, ReportSection, ReviewerError
from reviewer.settings import AS_PROGRAM, Settings
from reviewer.ui.asking import Asking, Workplace
from reviewer.ui.background import Background
from reviewer.ui.engagement_reading import EngagementReading
from reviewer.ui.file_names import unused_path
from reviewer.ui.issued_reports import IssuedReports
from reviewer.ui.missing_row import Missing
from reviewer.ui.order_bar import FileNamer, OrderBar, Paper, ReportOrder
from reviewer.ui.report_bar import ReportBar
from reviewer.ui.report_writing import ReportWriting, TemplateTrial, WritingBar, WrittenBar
from reviewer.ui.starter_bar import StarterBar


class Reporting(Asking):
    """Signals: `written(Path)`; `open_fields_wanted`; `open_findings_wanted`."""

    written = Signal(object)
    open_fields_wanted = Signal()
    open_findings_wanted = Signal()

    def __init__(self, place: Workplace, reading: EngagementReading, settings: Settings, parent: QObject) -> None:
        super().__init__(place, parent)
        self._settings, self._reading, self._background = settings, reading, Background(self)
        self._writings: list[ReportWriting] = []
        self._trial: TemplateTrial | None = None
        self.issued = IssuedReports(place, self)
        self.issued.said.connect(self.said)
        self._session.assessment_changed.connect(lambda changes: self._refresh())

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {
            "report.write": self.ask,
            "report.questions": partial(self.ask, Paper.QUESTIONS),
            "report.write_comparison": self._ask_comparison,
            "report.save_template": self.ask_starter,
            "report.issued": self.issued.show,
            "vendor.reopen": self.issued.ask_reopening,
        }

    @property
    def busy(self) -> bool:
        return bool(self._writings)

    @property
    def bar(self) -> OrderBar | None:
        """The bar that asks for a document, while it is open."""
        return next(iter(self._bars.bars_of(OrderBar)), None)

    # Asking

    def ask(self, paper: Paper = Paper.REPORT) -> None:
        """Shows what can be chosen, with the last choices to start from."""
        options, language = self._settings.options, self._report_language()
        left_out = {section for section in ReportSection if section in options.left_out}
        self._open_bar(
            ReportOrder(
                self._free_path(paper, language, False),
                language,
                False,
                options.reviewer,
                options.firm,
                self._remembered_template(),
                ALL_SECTIONS - left_out,
                paper,
            )
        )

    def _ask_comparison(self) -> None:
        if len(self._reading.vendors) > 1:
            self.ask(Paper.COMPARISON)
        else:
            self.said.emit(self._translator.gettext("The engagement has one vendor; there is nothing to compare."))

    def _name(self, paper: Paper) -> str:
        """What a file of the kind is called."""
        assessment, say = self._session.assessment, self._translator.gettext
        assert assessment is not None
        if paper is Paper.COMPARISON:
            return say("Comparison of vendors")
        questions = say("Questions to {vendor}").format(vendor=assessment.vendor)
        return questions if paper is Paper.QUESTIONS else assessment.vendor

    def _free_path(self, paper: Paper, language: str, final: bool) -> Path:
        """A file that is not there yet; its name says whether it is a draft, and its language."""
        say = self._translator.gettext
        is_draft = paper is Paper.REPORT and not final
        name = say("{name} (draft, {language})") if is_draft else say("{name} ({language})")
        told = name.format(name=self._name(paper), language=self._translator.language_name(language))
        return unused_path(self._folder(), told, ".docx")

    def _open_bar(self, start: ReportOrder, *, takes_keyboard: bool = True) -> OrderBar:
        for kind in (OrderBar, WrittenBar):
            self._bars.close_bars(kind)
        name_file = partial(self._free_path, start.paper)
        if start.paper is Paper.REPORT:
            bar = self._make_report_bar(start, name_file)
        else:
            bar = OrderBar(start, name_file, self._translator)
        bar.ordered.connect(self._on_ordered)
        bar.template_chosen.connect(lambda: self._try_template(bar))
        self._bars.show_bar(bar, takes_keyboard=takes_keyboard)
        self._try_template(bar)
        return bar

    def _make_report_bar(self, start: ReportOrder, name_file: FileNamer) -> OrderBar:
        bar = ReportBar(start, name_file, Missing.of(self._session.whole_assessment()), self._translator)
        bar.open_fields_wanted.connect(self.open_fields_wanted)
        bar.open_findings_wanted.connect(self.open_findings_wanted)
        return bar

    def _report_language(self) -> str:
        """The one used last for the engagement, else that of the settings, which may be the window's."""
        shown, workspace, usual = self._session.assessment, self._session.workspace, self._settings.options
        kept = self._settings.place(workspace.path).report_languages if workspace else {}
        language = kept.get(shown.engagement_id, usual.report_language) if shown else usual.report_language
        return self._translator.language if language == AS_PROGRAM else language

    def _remembered_template(self) -> Path | None:
        workspace = self._session.workspace
        kept = self._settings.place(workspace.path).template if workspace else None
        path = self._settings.options.template if kept is None else kept
        return Path(path) if path else None

    def _try_template(self, bar: OrderBar) -> None:
        """Has the template tried on invented data, beside the work; one tried before is left."""
        if self._trial is not None:
            self._trial.cancel()
            self._trial = None
        path = bar.template.path
        if path is None:
            return
        bar.template.tell(self._translator.gettext("The template is being tried…"))
        self._trial = trial = TemplateTrial(path)
        self._background.run(
            trial.check,
            lambda kind: self._on_template_tried(trial, kind),
            lambda error: self._on_template_refused(trial, error),
        )

    def _on_template_tried(self, trial: TemplateTrial, kind: str) -> None:
        say, bar = self._translator.gettext, self.bar
        words = {
            "letterhead": say("Used as letterhead: its page, styles, header and footer; its own text is left out."),
            "tags": say("Its tags are all known."),
        }
        if bar is not None and trial is self._trial:
            bar.template.tell(words[kind])

    def _on_template_refused(self, trial: TemplateTrial, error: Exception) -> None:
        bar = self.bar
        if bar is not None and trial is self._trial:
            bar.template.tell(self._reason(error), refused=True)

    def _refresh(self) -> None:
        """What is missing changes while the bar is open, and the first decision asks for the reviewer's name."""
        for bar in self._bars.bars_of(ReportBar):
            bar.show_missing(Missing.of(self._session.whole_assessment()))
            bar.offer_reviewer(self._session.reviewer)

    # Writing

    def _on_ordered(self, order: ReportOrder) -> None:
        self._keep_choices(order)
        self.write(self._session.whole_assessment(), order)

    def _keep_choices(self, order: ReportOrder) -> None:
        options, workspace = self._settings.options, self._session.workspace
        options.firm = order.firm
        options.reviewer = options.reviewer or order.reviewer
        if order.paper is Paper.REPORT:
            options.left_out = [section.value for section in ReportSection if section not in order.sections]
        if workspace is not None:
            place, shown = self._settings.place(workspace.path), self._session.assessment
            place.template = str(order.template or "")
            if shown is not None:
                place.report_languages[shown.engagement_id] = order.language
        self._settings.save()

    def write(self, assessment: Assessment, order: ReportOrder) -> None:
        """Writes beside the work; the file is there whole when `written` is emitted, or not at all."""
        writing = ReportWriting(assessment, order, date.today(), self._reading.reader())
        bar = WritingBar(order.path.name, self._translator)
        bar.cancel_wanted.connect(writing.cancel)
        self._writings.append(writing)
        self._bars.show_bar(bar)
        self._background.run(
            writing.write,
            lambda _: self._on_written(writing, bar),
            lambda error: self._on_failed(writing, bar, error),
            bar.show_part,
        )

    def close(self) -> None:
        """Cancels what is being written and waits for the end of it."""
        for task in (*self._writings, *([self._trial] if self._trial else [])):
            task.cancel()
        self._background.wait()

    def _on_written(self, writing: ReportWriting, bar: WritingBar) -> None:
        is_waited_for = self._end(writing, bar)
        order = writing.order
        if order.final:
            self._session.keep_report(writing.assessment, order.path, order.language)
        self.said.emit("")
        words = "" if order.paper is Paper.REPORT else self._translator.gettext("Document written: {path}")
        self._bars.show_bar(WrittenBar(order.path, self._translator, words), takes_keyboard=is_waited_for)
        self.written.emit(order.path)

    def _on_failed(self, writing: ReportWriting, bar: WritingBar, error: Exception) -> None:
        """Says why, and offers the choices once more unless it was cancelled."""
        is_waited_for = self._end(writing, bar)
        self.said.emit(self._reason(error))
        cancelled = isinstance(error, ReviewerError) and error.code == "report.cancelled"
        shown = self._session.assessment
        if not cancelled and shown is not None and shown.id == writing.assessment.id:
            self._open_bar(writing.order, takes_keyboard=is_waited_for).complain(self._reason(error))

    def _end(self, writing: ReportWriting, bar: WritingBar) -> bool:
        """Whether somebody waits for it, or has gone on with something else."""
        is_waited_for = self._bars.has_keyboard
        self._writings.remove(writing)
        bar.finish()
        return is_waited_for

    def _reason(self, error: Exception) -> str:
        otherwise = self._translator.gettext("The report could not be written. Check the folder and its rights.")
        return self._words(error, otherwise)

    # Starter template

    def ask_starter(self) -> None:
        """Asks where a template to start from is to be saved, and in which language."""
        name = self._translator.gettext("Report template")
        path = unused_path(self._folder(), name, ".docx")
        bar = StarterBar(path, self._report_language(), self._translator)
        bar.ordered.connect(self._save_starter)
        self._bars.replace_bar(bar)

    def _save_starter(self, path: Path, language: str) -> None:
        def save(tell: Callable[[float], None]) -> Path:
            from reviewer.report.templates.starter import save_starter_template

            save_starter_template(path, Translator(language))
            return path

        self._background.run(save, self._on_starter_saved, lambda error: self.said.emit(self._reason(error)))

    def _on_starter_saved(self, path: Path) -> None:
        words = self._translator.gettext("Starter template saved: {path}")
        self._bars.show_bar(WrittenBar(path, self._translator, words))
        self.written.emit(path)
