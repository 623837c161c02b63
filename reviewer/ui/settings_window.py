"""The user's options in a window beside the desk, so that what changes is seen at once; nothing has to be confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.i18n import LANGUAGES, N_, OWN_NAMES, Translator
from reviewer.paths import documents_folder
from reviewer.settings import AS_PROGRAM, FEWEST_BACKUPS, LARGEST_SCALE, MOST_BACKUPS, SMALLEST_SCALE, Settings
from reviewer.ui.appearance import THEMES, Appearance
from reviewer.ui.buttons import KeyButton
from reviewer.ui.combo_box import ComboBox
from reviewer.ui.labels import quiet_label
from reviewer.ui.language_menu import SYSTEM
from reviewer.ui.number_box import NumberBox
from reviewer.ui.shortcut_editor import ShortcutEditor
from reviewer.ui.shortcuts import Shortcuts
from reviewer.ui.template_picker import TemplatePicker
from reviewer.ui.wording import language_entry

OPTION_LABELS = {
    "reviewer": N_("Your name"),
    "firm": N_("Firm"),
    "language": N_("Language of the program"),
    "report_language": N_("Language of reports"),
    "template": N_("Template of reports"),
    "theme": N_("Theme"),
    "text_scale": N_("Text size"),
    "backups": N_("Copies kept"),
    "shortcuts": N_("Keys"),
}
_THEME_WORDS = {"light": N_("Light"), "dark": N_("Dark"), "system": N_("As the system")}
_SIZE = QSize(740, 600)
_PERCENT, _STEP = 100, 10
_FIELD_CHARACTERS = 36


class SettingsWindow(QDialog):
    """Signal: `language_wanted(option)` with one of the options of `Options.language`."""

    language_wanted = Signal(str)

    def __init__(
        self,
        settings: Settings,
        appearance: Appearance,
        shortcuts: Shortcuts,
        translator: Translator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, self._appearance, self._translator = settings, appearance, translator
        self.setWindowTitle(translator.gettext("Settings"))
        self._reviewer, self._firm = QLineEdit(), QLineEdit()
        self._language, self._report_language, self._theme = ComboBox(), ComboBox(), ComboBox()
        self._template = TemplatePicker(self._template_path(), documents_folder(), translator)
        self._text_size, self._backups = NumberBox(), NumberBox()
        self._fill()
        self._lay_out(shortcuts)
        self.show_options()
        self._connect()

    def show_options(self) -> None:
        """Shows the options as they are now, whoever has changed them."""
        options = self._settings.options
        self._reviewer.setText(options.reviewer)
        self._firm.setText(options.firm)
        for box, code in (
            (self._language, options.language),
            (self._report_language, options.report_language),
            (self._theme, options.theme),
        ):
            box.setCurrentIndex(box.findData(code))
        for box, number in (
            (self._text_size, round(options.text_scale * _PERCENT)),
            (self._backups, options.backups),
        ):
            box.blockSignals(True)
            box.setValue(number)
            box.blockSignals(False)

    def _fill(self) -> None:
        say = self._translator.gettext
        _offer(self._language, {SYSTEM: say("As the system"), **OWN_NAMES}.items())
        languages = {code: language_entry(code, self._translator) for code in LANGUAGES}
        _offer(self._report_language, {AS_PROGRAM: say("As the program"), **languages}.items())
        _offer(self._theme, ((name, say(_THEME_WORDS[name])) for name in THEMES))
        self._text_size.setRange(round(SMALLEST_SCALE * _PERCENT), round(LARGEST_SCALE * _PERCENT))
        self._text_size.setSingleStep(_STEP)
        self._text_size.setSuffix(" %")
        self._backups.setRange(FEWEST_BACKUPS, MOST_BACKUPS)

    def _connect(self) -> None:
        self._reviewer.editingFinished.connect(self._keep_names)
        self._firm.editingFinished.connect(self._keep_names)
        self._report_language.activated.connect(
            lambda: self._keep("report_language", self._report_language.currentData())
        )
        self._template.chosen.connect(lambda: self._keep("template", str(self._template.path or "")))
        self._backups.valueChanged.connect(lambda number: self._keep("backups", number))
        self._language.activated.connect(self._on_language_chosen)
        self._theme.activated.connect(lambda: self._appearance.set_theme(self._theme.currentData()))
        self._text_size.valueChanged.connect(lambda percent: self._appearance.set_scale(percent / _PERCENT))
        self._appearance.changed.connect(self.show_options)

    def _on_language_chosen(self) -> None:
        """Another window may come of it; where it is not done now, what is shown is what holds."""
        self.language_wanted.emit(self._language.currentData())
        self.show_options()

    def _template_path(self) -> Path | None:
        return Path(self._settings.options.template) if self._settings.options.template else None

    def _keep_names(self) -> None:
        """Keeps what was typed here; a name may have been given elsewhere meanwhile."""
        for option, line in (("reviewer", self._reviewer), ("firm", self._firm)):
            if line.isModified():
                line.setModified(False)
                self._keep(option, line.text().strip())

    def event(self, event: QEvent) -> bool:
        """What was typed last counts, however the window is left; whoever comes back sees what holds now."""
        if event.type() in (QEvent.Type.Hide, QEvent.Type.WindowDeactivate):
            self._keep_names()
            for box in (self._text_size, self._backups):
                box.interpretText()
        elif event.type() == QEvent.Type.WindowActivate:
            self.show_options()
        return super().event(event)

    def _keep(self, option: str, value: str | int) -> None:
        if getattr(self._settings.options, option) != value:
            setattr(self._settings.options, option, value)
            self._settings.save()

    # Building

    def _lay_out(self, shortcuts: Shortcuts) -> None:
        say = self._translator.gettext
        tabs = QTabWidget()
        tabs.addTab(_scrolling(self._make_general()), say("General"))
        tabs.addTab(ShortcutEditor(shortcuts, self._translator), say("Keys"))
        tabs.tabBar().setAccessibleName(say("Parts of the settings"))
        tabs.tabBar().setAccessibleDescription(say("The arrow keys show another part."))
        close = KeyButton(say("Close"), "Esc")
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 16)
        foot.addWidget(quiet_label(say("Every change holds at once and is kept.")), 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(tabs, 1)
        layout.addLayout(foot)
        self.resize(_SIZE)

    def _make_general(self) -> QWidget:
        say = self._translator.gettext
        rows: tuple[tuple[str, QWidget, str], ...] = (
            ("reviewer", self._reviewer, say("Stands beside your decisions and under your reports.")),
            ("firm", self._firm, say("Stands on the reports.")),
            ("language", self._language, ""),
            ("report_language", self._report_language, say("Offered first; an engagement keeps the one used last.")),
            ("template", self._template, say("Offered first in a workspace for which none was chosen yet.")),
            ("theme", self._theme, ""),
            ("text_scale", self._text_size, say("Against the text size of the system.")),
            ("backups", self._backups, say("Of each workspace: one a day when something was done, the newest stay.")),
        )
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(24, 16, 24, 16)
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        width = _FIELD_CHARACTERS * self.fontMetrics().averageCharWidth()
        for option, field, about in rows:
            label = say(OPTION_LABELS[option])
            field.setAccessibleName(label)
            field.setAccessibleDescription(about or say("Holds as soon as it is chosen."))
            field.setMaximumWidth(width)
            form.addRow(label, _with_note(field, about))
        return page


def _offer(box: ComboBox, entries: Iterable[tuple[str, str]]) -> None:
    for code, words in entries:
        box.addItem(words, code)


def _scrolling(page: QWidget) -> QScrollArea:
    """For large text on a small screen."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _with_note(field: QWidget, about: str) -> QWidget:
    """A field with a quiet line below it."""
    if not about:
        return field
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(field)
    column.addWidget(quiet_label(about))
    return place
