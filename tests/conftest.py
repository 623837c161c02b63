"""What every test stands on."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def compiled_catalogs() -> None:
    """Compile message catalogs that are missing or older than their source, as a build does."""
    catalogs = runpy.run_path(str(ROOT / "packaging" / "catalogs.py"))
    catalogs["compile_outdated"]()
