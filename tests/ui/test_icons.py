from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from reviewer.paths import resource
from reviewer.ui.icons import application_icon, icon, pixmap
from reviewer.ui.theme import DARK, apply_theme

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg") if path.stem not in {"application", "workspace"})


def is_drawn_in(image: QImage, colour: str) -> bool:
    """Whether there are opaque pixels and all have the colour, give or take what blending rounds."""
    wanted = QColor(colour)
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    opaque = [pixel for pixel in pixels if pixel.alpha() == 255]
    return bool(opaque) and all(
        abs(part(pixel) - part(wanted)) <= 1 for pixel in opaque for part in (QColor.red, QColor.green, QColor.blue)
    )


@pytest.mark.parametrize("name", NAMES)
def test_icons_are_of_one_family(name: str) -> None:
    root = ElementTree.fromstring(resource("icons", f"{name}.svg").read_text(encoding="utf-8"))
    assert root.get("viewBox") == "0 0 16 16"
    assert root.get("stroke-width") == "1.5"
    assert root.get("fill") == "none"
    assert root.get("stroke") == "currentColor"


@pytest.mark.parametrize("name", NAMES)
def test_icons_take_the_colour_asked_for(qapp: QApplication, name: str) -> None:
    assert is_drawn_in(pixmap(name, "#9a2c1c", 32).toImage(), "#9a2c1c")


def test_icons_take_the_palettes_text(qapp: QApplication) -> None:
    apply_theme(qapp, "dark")
    assert is_drawn_in(icon("confirmed").pixmap(32, 32).toImage(), DARK.text)
    disabled = icon("confirmed").pixmap(32, 32, QIcon.Mode.Disabled)
    assert is_drawn_in(disabled.toImage(), DARK.disabled)
    apply_theme(qapp, "light")


def test_pixmaps_are_sharp_on_dense_screens(qapp: QApplication) -> None:
    dense = pixmap("search", "#000000", 16, 2.0)
    assert (dense.width(), dense.devicePixelRatio()) == (32, 2.0)


def test_an_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no_such_icon")


def test_the_application_icon_has_every_size(qapp: QApplication) -> None:
    assert {16, 32, 256} <= {size.width() for size in application_icon().availableSizes()}
