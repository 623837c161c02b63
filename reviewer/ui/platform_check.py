"""Finds what would make Qt abort before a QGuiApplication is made: such an abort cannot be caught.

Importable without Qt's widgets, so that the command line can ask whether a window is possible at all.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# What Debian and Ubuntu call the packages of the libraries that Qt's X11 plugin wants beside it.
_DEBIAN_PACKAGES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libglib-2.0.so.0": "libglib2.0-0",
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why no window can be opened. `libraries` are the names of missing shared libraries."""

    display: str | None = None
    libraries: tuple[str, ...] = ()

    def describe(self) -> str:
        if self.libraries:
            packages = sorted({_DEBIAN_PACKAGES.get(name, name) for name in self.libraries})
            return (
                "The window cannot be opened: this system lacks "
                + ", ".join(self.libraries)
                + ". On Debian or Ubuntu install them with: sudo apt-get install "
                + " ".join(packages)
            )
        if self.display:
            return f"The window cannot be opened: the display {self.display} does not answer."
        return "The window cannot be opened: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)."


def find_obstacle(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Obstacle | None:
    """What stands in the way of a window, or None. Only Linux and its kin are looked at: elsewhere Qt brings all."""
    if not platform.startswith(("linux", "freebsd")):
        return None
    missing = missing_libraries(_gui_library())
    if missing:
        return Obstacle(libraries=missing)
    chosen = environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if chosen and not chosen.startswith(("xcb", "wayland")):
        return None
    if environ.get("WAYLAND_DISPLAY") and chosen != "xcb" and _plugin("libqwayland.so") is not None:
        return None
    return _x11_obstacle(environ.get("DISPLAY", ""))


def missing_libraries(library: Path | None) -> tuple[str, ...]:
    """Shared libraries that `library` needs, itself or by another, and that the system does not have. Where nothing is
    missing `library` is loaded after this, as Qt would do next."""
    first = _first_missing_library(library) if library is not None else ()
    ldd = shutil.which("ldd") if first else None
    if ldd is None:
        return first
    # The loader names one library, ldd all of them.
    import subprocess

    run = subprocess.run([ldd, str(library)], capture_output=True, text=True, check=False)
    lines = (line.split() for line in run.stdout.splitlines() if "not found" in line)
    return tuple(sorted({words[0] for words in lines if words[0].startswith("lib")}))


def _first_missing_library(library: Path) -> tuple[str, ...]:
    try:
        ctypes.CDLL(str(library))
    except OSError as error:
        return (str(error).split(":")[0],)
    return ()


def _x11_obstacle(display: str) -> Obstacle | None:
    if not display:
        return Obstacle()
    missing = missing_libraries(_plugin("libqxcb.so"))
    if missing:
        return Obstacle(libraries=missing)
    return None if _display_answers(display) else Obstacle(display=display)


def _display_answers(display: str) -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not refused


def _qt_folder() -> Path | None:
    specification = importlib.util.find_spec("PySide6")
    if specification is None or not specification.submodule_search_locations:
        return None
    folder = Path(next(iter(specification.submodule_search_locations)))
    return folder / "Qt" if (folder / "Qt").is_dir() else None


def _existing(*parts: str) -> Path | None:
    folder = _qt_folder()
    path = folder.joinpath(*parts) if folder else None
    return path if path and path.exists() else None


def _plugin(name: str) -> Path | None:
    return _existing("plugins", "platforms", name)


def _gui_library() -> Path | None:
    return _existing("lib", "libQt6Gui.so.6")
