"""Pages become pictures beside the window's work, one at a time and within bounds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from reviewer.ui import page_images
from reviewer.ui.page_images import Obstacle, PageImages

from .pages import write_pdf

SIZE = QSize(300, 424)


def test_sizes_are_in_points(qapp: object) -> None:
    images = PageImages(write_pdf())
    assert images.obstacle is None
    assert images.sizes == [(595, 842)] * 4


def test_a_page_comes_with_its_letters(qtbot: QtBot) -> None:
    images = PageImages(write_pdf())
    with qtbot.waitSignal(images.rendered) as rendered:
        images.want([(2, SIZE)])
    assert rendered.args == [2]
    image = images.image(2, SIZE)
    assert image.size() == SIZE
    assert any(image.pixelColor(x, y).lightness() < 128 for x in range(30, 200) for y in range(30, 60))


def test_what_was_scrolled_past_is_not_made(qtbot: QtBot) -> None:
    images = PageImages(write_pdf(pages=30))
    images.want([(page, SIZE) for page in range(20)])
    with qtbot.waitSignals([images.rendered, images.rendered]):
        images.want([(25, SIZE)])
    assert images.image(25, SIZE) is not None
    assert sum(images.image(page, SIZE) is not None for page in range(20)) == 1


def test_pictures_are_kept_within_bounds(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_images, "KEPT_BYTES", 3 * SIZE.width() * SIZE.height() * 4)
    images = PageImages(write_pdf(pages=12))
    for page in range(12):
        with qtbot.waitSignal(images.rendered):
            images.want([(page, SIZE)])
    assert 0 < images.kept_bytes <= page_images.KEPT_BYTES
    assert images.image(0, SIZE) is None


def test_another_size_stands_in_until_the_right_one_comes(qtbot: QtBot) -> None:
    images = PageImages(write_pdf())
    with qtbot.waitSignal(images.rendered):
        images.want([(0, SIZE)])
    assert images.image(0, SIZE * 2).size() == SIZE


def test_a_locked_file_says_so_and_opens_with_its_password(qapp: object) -> None:
    data = write_pdf(password="sesam")
    assert PageImages(data).obstacle is Obstacle.LOCKED
    assert PageImages(data, "wrong").obstacle is Obstacle.LOCKED
    assert PageImages(data, "sesam").obstacle is None


def test_a_broken_file_is_unreadable(qapp: object) -> None:
    assert PageImages(b"%PDF-1.4 and nothing else").obstacle is Obstacle.UNREADABLE
