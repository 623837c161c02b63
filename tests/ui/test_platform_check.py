"""What would make Qt abort is found and named before a QGuiApplication is made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.ui.platform_check import Obstacle, find_obstacle, missing_libraries

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the check concerns Linux")


@linux_only
def test_no_display_is_an_obstacle() -> None:
    obstacle = find_obstacle({})
    assert obstacle == Obstacle()
    assert "no display" in obstacle.describe()


@linux_only
def test_display_that_does_not_answer_is_named() -> None:
    obstacle = find_obstacle({"DISPLAY": ":4711"})
    assert obstacle is not None
    assert ":4711" in obstacle.describe() or obstacle.libraries


@linux_only
def test_offscreen_needs_no_display() -> None:
    assert find_obstacle({"QT_QPA_PLATFORM": "offscreen"}) is None


def test_other_systems_bring_all_they_need() -> None:
    assert find_obstacle({}, platform="win32") is None


def test_missing_libraries_are_named_with_their_packages() -> None:
    text = Obstacle(libraries=("libxcb-cursor.so.0", "libodd.so.3")).describe()
    assert "libxcb-cursor.so.0" in text
    assert text.endswith("apt-get install libodd.so.3 libxcb-cursor0")


@linux_only
def test_library_that_needs_an_absent_one_is_found(tmp_path: Path) -> None:
    if subprocess.run(["which", "cc"], capture_output=True, check=False).returncode:
        pytest.skip("no C compiler to build a library with a missing dependency")
    (tmp_path / "a.c").write_text("int a(void) { return 1; }", encoding="utf-8")
    (tmp_path / "b.c").write_text("int a(void); int b(void) { return a(); }", encoding="utf-8")
    absent, library = tmp_path / "libabsent.so.1", tmp_path / "libb.so"
    build = ["cc", "-shared", "-fPIC", f"-Wl,-rpath,{tmp_path}"]
    subprocess.run([*build, "-Wl,-soname,libabsent.so.1", "-o", absent, tmp_path / "a.c"], check=True)
    subprocess.run([*build, "-Wl,--no-as-needed", "-o", library, tmp_path / "b.c", absent], check=True)
    subprocess.run([*build, "-o", tmp_path / "libwhole.so", tmp_path / "a.c"], check=True)
    absent.unlink()
    assert missing_libraries(tmp_path / "libwhole.so") == ()
    assert missing_libraries(library) == ("libabsent.so.1",)


def test_check_imports_no_widgets() -> None:
    script = (
        "import sys, reviewer.ui.platform_check as check; check.find_obstacle({});"
        "sys.exit('PySide6.QtWidgets' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
