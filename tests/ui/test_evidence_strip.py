"""Marks of a search on the strip beside the text."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from reviewer.ui.evidence_strip import EvidenceStrip


def strip_of(qtbot: QtBot, starts: list[int]) -> EvidenceStrip:
    strip = EvidenceStrip()
    qtbot.addWidget(strip)
    strip.resize(12, 500)
    strip.set_length(300_000)
    strip.set_hits(starts)
    return strip


def test_every_hit_is_drawn_and_no_row_twice(qtbot: QtBot) -> None:
    starts = list(range(0, 300_000, 13))
    rows = list(strip_of(qtbot, starts)._hit_rows())
    strip = strip_of(qtbot, starts)
    assert len(rows) == len(set(rows)) <= 500
    assert {round(strip.place_of(start) - 1) for start in starts} == set(rows)


def test_hits_far_apart_keep_their_places(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, [10, 150_000, 299_999])
    assert list(strip._hit_rows()) == [round(strip.place_of(start) - 1) for start in (10, 150_000, 299_999)]
