"""Where measurements find their texts. `pytest tests/bench -m bench -s` runs them and prints the figures."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.extract import extract_document
from reviewer.importers import read_document
from reviewer.model import Assessment, Context
from reviewer.review import load_assessment, record_import, set_context
from reviewer.review.reading import Reading
from reviewer.store import Workspace

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


@pytest.fixture
def assess(tmp_path: Path) -> Callable[[Path], Assessment]:
    """The assessment of one file, as it stands after import."""

    def assess_file(path: Path) -> Assessment:
        data = path.read_bytes()
        document = read_document(data, path.name)
        with Workspace.create(tmp_path / f"{path.stem}.reviewer") as workspace:
            imported = record_import(workspace, Reading(document, extract_document(document), data))
            set_context(workspace, imported.assessment_id, Context(service="product", client_country="FI"), by="A")
            return load_assessment(workspace, imported.assessment_id)

    return assess_file
