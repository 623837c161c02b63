from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from reviewer.app import DEMO_WORKSPACE, SAMPLES, file_names, free_folder, run_demo
from reviewer.paths import resource
from reviewer.review import list_engagements
from reviewer.store import Workspace

VENDORS = ("Quillmark Software Ltd", "Skärvabild AB", "Kuvakaira Oy")


def test_a_folder_that_is_absent_or_empty_is_taken(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    assert free_folder(folder) == folder
    folder.mkdir()
    assert free_folder(folder) == folder


def test_a_folder_in_use_gets_a_number(tmp_path: Path) -> None:
    for name in ("demo", "demo-2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").touch()
    (tmp_path / "demo-3").touch()
    assert free_folder(tmp_path / "demo") == tmp_path / "demo-4"


def test_names_of_files_are_taken_by_any_system() -> None:
    names = file_names(["A/B: <C>?", "a b c", "...", "x" * 200])
    assert names == ["A B C", "a b c 2", "vendor", "x" * 80]


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_there_with_gold(name: str) -> None:
    gold = Path(__file__).resolve().parents[1] / "golden" / "samples" / f"{Path(name).stem}.tsv"
    assert resource("samples", name).stat().st_size > 6000
    assert "document.language\t" in gold.read_text(encoding="utf-8")


def test_demo_makes_workspace_and_reports_in_the_language_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[Path | None] = []
    monkeypatch.setattr("reviewer.ui.platform_check.find_obstacle", lambda: None)
    monkeypatch.setattr("reviewer.app.open_window", lambda path: opened.append(path) or 0)
    folder = tmp_path / "demo"
    assert run_demo(folder, "sv") == 0
    assert opened == [folder / DEMO_WORKSPACE]
    report = docx.Document(str(folder / "Skärvabild AB.docx"))
    assert report.paragraphs[1].text == "Skärvabild AB"
    assert "Omfattning, källor och metod" in [p.text for p in report.paragraphs]
    out = capsys.readouterr().out
    assert out.splitlines()[0].split("  ")[0] == "Field"
    assert all(vendor in out for vendor in VENDORS)


def test_demo_without_a_display(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "mine.txt").touch()
    command = [sys.executable, "-m", "reviewer", "demo", "--folder", str(tmp_path / "demo")]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0
    folder = tmp_path / "demo-2"
    assert sorted(p.name for p in folder.iterdir()) == sorted([DEMO_WORKSPACE, *(f"{v}.docx" for v in VENDORS)])
    assert [line for line in done.stdout.splitlines() if line.endswith(".docx")] == [
        str(folder / f"{vendor}.docx") for vendor in VENDORS
    ]
    assert "The window cannot be opened" in done.stderr
    assert "Traceback" not in done.stderr
    with Workspace.open(folder / DEMO_WORKSPACE) as workspace:
        (engagement,) = list_engagements(workspace)
    assert [vendor.name for vendor in engagement.vendors] == list(VENDORS)
