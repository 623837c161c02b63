"""The colours and sizes of the window: roles as data, the palette and the one style sheet made from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from reviewer.model import FieldStatus, Severity, ValueState
from reviewer.ui.restyling import set_style_sheet
from reviewer.ui.style_sheet import generate_style_sheet

_BASE_SIZE = "reviewerBaseSize"
_TEXT_SCALE = "reviewerTextScale"


States = dict[str, tuple[str, str]]


class Mark(StrEnum):
    """What can stand beside a field's status."""

    NOTED = "noted"
    FLAGGED = "flagged"
    BROKEN_OFF = "broken_off"


class StateStyle(NamedTuple):
    """Colours as `#RRGGBB` and the name of an icon."""

    ink: str
    tint: str
    icon: str

    @property
    def struck_through(self) -> bool:
        return self.icon == "rejected"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role, as `#RRGGBB`. `states` are (ink, tint) by the value of a state, status or mark."""

    name: str
    text: str
    paper: str
    desk: str
    hairline: str
    second: str
    disabled: str
    accent: str
    on_accent: str
    selection: str
    evidence: str
    evidence_ink: str
    evidence_underline: str
    other_evidence: str
    other_mark: str
    states: States


def _states(second: str, desk: str, accent: str, alarm: tuple[str, str], **rest: tuple[str, str]) -> States:
    marks = {"noted": (accent, desk), "flagged": alarm, "broken_off": alarm}
    return {"open": (second, desk), "decided": rest["confirmed"], **marks, **rest}


LIGHT = Theme(
    name="light",
    text="#1D1F23",
    paper="#FFFFFF",
    desk="#F4F4F1",
    hairline="#D9DBDF",
    second="#565C65",
    disabled="#8E949C",
    accent="#1F4E8C",
    on_accent="#FFFFFF",
    selection="#C9DCF5",
    evidence="#FFE08A",
    evidence_ink="#1D1F23",
    evidence_underline="#B57900",
    other_evidence="#FFF6DB",
    other_mark="#EAD08A",
    states=_states(
        "#565C65",
        "#F4F4F1",
        "#1F4E8C",
        ("#9A2C1C", "#FCE9E3"),
        suggested=("#7A4F00", "#FFF4D6"),
        confirmed=("#1B6B3A", "#E3F4E8"),
        corrected=("#1F4E8C", "#E4EDF9"),
        added=("#5B3A8E", "#EFE8F8"),
        rejected=("#5E646D", "#F4F4F1"),
        not_stated=("#414A54", "#E9ECEF"),
        high=("#9A2C1C", "#FCE9E3"),
        medium=("#7A4F00", "#FFF1D0"),
        low=("#2F5573", "#E6EFF6"),
        info=("#565C65", "#EEF0F2"),
    ),
)

DARK = Theme(
    name="dark",
    text="#E8E9EB",
    paper="#23262B",
    desk="#1B1D21",
    hairline="#3A3F46",
    second="#A9AFB8",
    disabled="#6E757F",
    accent="#8DB8F0",
    on_accent="#1B1D21",
    selection="#33517C",
    evidence="#5C4700",
    evidence_ink="#FFF3CC",
    evidence_underline="#D9A21B",
    other_evidence="#343022",
    other_mark="#6B5C35",
    states=_states(
        "#A9AFB8",
        "#1B1D21",
        "#8DB8F0",
        ("#FFB3A3", "#46211A"),
        suggested=("#FFD98A", "#3A2F14"),
        confirmed=("#9FDDB4", "#1D3426"),
        corrected=("#A9CBF5", "#1E2F45"),
        added=("#CDB8F0", "#31274A"),
        rejected=("#A9AFB8", "#1B1D21"),
        not_stated=("#C3C9D0", "#30353B"),
        high=("#FFB3A3", "#46211A"),
        medium=("#FFD98A", "#3A2F14"),
        low=("#A8CBE6", "#1F303D"),
        info=("#A9AFB8", "#2C3036"),
    ),
)

_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
_ICONS = {
    "decided": "confirmed",
    "flagged": "flag",
    "broken_off": "flag",
    "high": "flag",
    "medium": "chevron_up",
    "low": "chevron_down",
    "info": "open",
}


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours after WCAG 2, from 1 to 21."""
    lighter, darker = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def theme_of(palette: QPalette) -> Theme:
    """The theme that a palette was made from: what a widget asks when its palette has changed."""
    return DARK if palette.color(QPalette.ColorRole.Base).lightnessF() < 0.5 else LIGHT


def state_style(state: ValueState | FieldStatus | Mark | Severity, theme: Theme | None = None) -> StateStyle:
    """How a state looks in `theme`, by default the one in use."""
    theme = theme or theme_of(QApplication.palette())
    ink, tint = theme.states[state.value]
    return StateStyle(ink, tint, _ICONS.get(state.value, state.value))


def resolve_theme(app: QApplication, name: str) -> Theme:
    """The theme called "light" or "dark", else the one that the system asks for now."""
    if name in _SCHEMES:
        return DARK if name == "dark" else LIGHT
    return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def apply_theme(app: QApplication, name: str, text_scale: float = 1.0) -> Theme:
    """Dress the application in "light", "dark" or "system", with all text `text_scale` times the system's size.

    To follow a system that changes its mind, connect `app.styleHints().colorSchemeChanged` and call again.
    """
    app.styleHints().setColorScheme(_SCHEMES.get(name, Qt.ColorScheme.Unknown))
    theme = resolve_theme(app, name)
    # Once dressed, the style sheet hides the name of the style below it; to set that again takes half a second.
    if app.style().name() not in ("fusion", ""):
        app.setStyle("Fusion")
    app.setProperty(_TEXT_SCALE, text_scale)
    font = app.font()
    font.setPointSizeF(base_point_size(app) * text_scale)
    app.setFont(font)
    app.setPalette(make_palette(theme))
    set_style_sheet(app, generate_style_sheet(theme, font.pointSizeF()))
    return theme


def base_point_size(app: QApplication) -> float:
    """The system's own text size in points, as found before any scale was applied."""
    if app.property(_BASE_SIZE) is None:
        app.setProperty(_BASE_SIZE, max(app.font().pointSizeF(), 8.0))
    return float(app.property(_BASE_SIZE))


def text_scale(app: QApplication) -> float:
    """The scale that `apply_theme` was last called with."""
    return float(app.property(_TEXT_SCALE) or 1.0)


def make_palette(theme: Theme) -> QPalette:
    """Qt's palette from the theme's roles."""
    role = QPalette.ColorRole
    palette = QPalette()
    for colour, roles in (
        (theme.desk, (role.Window, role.AlternateBase)),
        (theme.paper, (role.Base, role.Button, role.ToolTipBase, role.Light)),
        (theme.text, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.HighlightedText)),
        (theme.hairline, (role.Mid, role.Midlight, role.Dark, role.Shadow)),
        (theme.second, (role.PlaceholderText,)),
        (theme.accent, (role.Link, role.LinkVisited, role.Accent)),
        (theme.selection, (role.Highlight,)),
    ):
        for entry in roles:
            palette.setColor(entry, QColor(colour))
    for entry in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, entry, QColor(theme.disabled))
    return palette
