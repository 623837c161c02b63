"""Where measurements find their texts. `pytest tests/bench -m bench -s` runs them and prints the figures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def corpus_folder() -> Path | None:
    """The real policies: named by REVIEWER_CORPUS, or in `../shared/corpus`; None where there are none."""
    named = os.environ.get("REVIEWER_CORPUS")
    folder = Path(named) if named else ROOT.parent / "shared" / "corpus"
    return folder if (folder / "text").is_dir() else None


@pytest.fixture
def dam_policies() -> list[Path]:
    """The five policies of vendors of digital asset management, where the corpus is."""
    folder = corpus_folder()
    if folder is None:
        pytest.skip("no corpus: set REVIEWER_CORPUS, or put it in ../shared/corpus")
    names = ("en-imagebankx", "en-imagen", "en-softpix", "sv-imageshop", "fi-imagoplus")
    return [folder / "text" / f"{name}.txt" for name in names]


@pytest.fixture
def samples() -> list[Path]:
    return sorted(p for p in (ROOT / "resources" / "samples").iterdir() if p.suffix in {".txt", ".md", ".html"})
