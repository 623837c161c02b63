"""The figures of a start are told beside those of a bare window; a program that opens none is told too."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).resolve().parents[3] / "packaging"


@pytest.fixture
def start_times(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(HERE))
    return importlib.import_module("start_times")


def test_figures_stand_beside_those_of_the_bare_window(start_times: ModuleType) -> None:
    bare, bundle = start_times.Start(0.2, 0.2, 55, 15), start_times.Start(0.5, 0.7, 118, 62)
    lines = start_times.table(["bundle"], [bare, bundle]).splitlines()
    assert lines[0].split()[:2] == ["bare", "window"]
    assert "shown 0.50 s (2.5x), filled 0.70 s (3.5x), resident 118 MB, of it its own 62 MB" in lines[1]


@pytest.mark.skipif(sys.platform != "linux", reason="the measurement is for Linux")
def test_a_program_that_opens_no_window_is_told(start_times: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="did not open its window"):
        start_times.measure([sys.executable, "-c", "pass"], tmp_path / "none.reviewer", tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="the measurement is for Linux")
def test_a_bare_window_comes_up(start_times: ModuleType, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("We keep orders.", encoding="utf-8")
    bare = start_times.measure_bare(text, tmp_path)
    assert 0 < bare.shown < 60
    assert bare.own < bare.resident
