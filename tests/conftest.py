"""What every test stands on."""

from __future__ import annotations

import os
import runpy
import socket
import sys
import time
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("short", max_examples=25, deadline=None)
settings.register_profile("long", max_examples=500, deadline=None)
settings.load_profile("short")

# Without a display, on a screen that the window fits on. What tells the file from other options is a colon.
_SCREEN = ROOT / "tests" / "data" / "screen.json"
_SCREEN_FILE = os.path.relpath(_SCREEN) if sys.platform == "win32" else str(_SCREEN)
if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_SCREEN_FILE}"

os.environ["TZ"] = "UTC"  # times are shown as the computer's zone has them, and tests name them
if hasattr(time, "tzset"):
    time.tzset()

_INTERNET = {socket.AF_INET, socket.AF_INET6}


def _refuse_internet(event: str, arguments: tuple[object, ...]) -> None:
    """No test and nothing that it runs in this process opens an internet socket or asks for an address."""
    if event == "socket.__new__" and arguments[1] in _INTERNET:
        raise PermissionError("an internet socket was opened")
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        raise PermissionError("a name was to be resolved")


if sys.platform != "win32":  # there Python's own pairs of sockets are internet sockets
    sys.addaudithook(_refuse_internet)


@pytest.fixture(scope="session", autouse=True)
def compiled_catalogs() -> None:
    """Compile message catalogs that are missing or older than their source, as a build does."""
    catalogs = runpy.run_path(str(ROOT / "packaging" / "catalogs.py"))
    catalogs["compile_outdated"]()
