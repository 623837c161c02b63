from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reviewer.model import FieldStatus, ValueState
from reviewer.paths import resource
from reviewer.ui.style_sheet import generate_style_sheet
from reviewer.ui.theme import DARK, LIGHT, Mark, Theme, apply_theme, contrast, make_palette, state_style, theme_of

READABLE = 4.5
STATES = [*ValueState, *FieldStatus, *Mark]


@pytest.fixture(autouse=True)
def plain_application(qapp: QApplication):
    yield
    apply_theme(qapp, "light")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("state", STATES)
def test_every_state_reads_on_its_tint(theme: Theme, state: ValueState | FieldStatus | Mark) -> None:
    style = state_style(state, theme)
    assert contrast(style.ink, style.tint) >= READABLE
    assert resource("icons", f"{style.icon}.svg").is_file()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("text", "paper"),
        ("text", "desk"),
        ("second", "paper"),
        ("second", "desk"),
        ("accent", "paper"),
        ("accent", "desk"),
        ("on_accent", "accent"),
        ("text", "selection"),
        ("evidence_ink", "evidence"),
        ("text", "other_evidence"),
    ],
)
def test_every_ink_reads_on_its_ground(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= READABLE


def test_states_differ_by_symbol_as_well_as_colour() -> None:
    symbols = {
        state: state_style(state, LIGHT).icon for state in [*ValueState, FieldStatus.OPEN, FieldStatus.NOT_STATED]
    }
    assert len(set(symbols.values())) == len(symbols)


def test_only_rejected_is_struck_through() -> None:
    assert [state for state in STATES if state_style(state, LIGHT).struck_through] == [ValueState.REJECTED]


def test_state_style_follows_the_theme_in_use(qapp: QApplication) -> None:
    apply_theme(qapp, "dark")
    assert tuple(state_style(ValueState.CONFIRMED)) == ("#9FDDB4", "#1D3426", "confirmed")
    apply_theme(qapp, "light")
    assert tuple(state_style(ValueState.CONFIRMED)) == ("#1B6B3A", "#E3F4E8", "confirmed")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_palette_tells_its_theme(theme: Theme) -> None:
    assert theme_of(make_palette(theme)) is theme


@pytest.mark.parametrize("name", ["light", "dark", "system"])
def test_the_style_sheet_is_complete(qapp: QApplication, name: str) -> None:
    theme = apply_theme(qapp, name)
    sheet = generate_style_sheet(theme, 10.0)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    assert theme.paper in sheet


def test_text_scale_is_of_the_system_size_each_time(qapp: QApplication) -> None:
    apply_theme(qapp, "light")
    size = qapp.font().pointSizeF()
    apply_theme(qapp, "light", 1.5)
    apply_theme(qapp, "light", 1.5)
    assert qapp.font().pointSizeF() == pytest.approx(size * 1.5)


def test_a_chip_has_its_states_colours(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, "light")
    chip = QLabel("confirmed")
    chip.setProperty("look", "chip")
    chip.setProperty("state", "confirmed")
    qtbot.addWidget(chip)
    chip.show()
    image = chip.grab().toImage()
    assert image.pixelColor(image.width() // 2, 1).name().upper() == "#E3F4E8"


def test_every_colour_is_six_digits() -> None:
    for theme in (LIGHT, DARK):
        plain = [getattr(theme, field.name) for field in fields(theme) if field.name not in ("name", "states")]
        for colour in [*plain, *(colour for pair in theme.states.values() for colour in pair)]:
            assert len(colour) == 7
            assert int(colour[1:], 16) >= 0
