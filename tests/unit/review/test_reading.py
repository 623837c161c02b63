from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.child import Resources
from reviewer.importers import Limits
from reviewer.model import (
    DamagedFileError,
    EmptyFileError,
    ImportCancelledError,
    ImportFailedError,
    TimeLimitError,
    TooLargeError,
)
from reviewer.review.reading import Reader

_FAULTS = Path(__file__).parents[2] / "data" / "child"
_EXTRACT = "reviewer.faults:extract"


@pytest.fixture(autouse=True)
def _faults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(_FAULTS))


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader(extractor=_EXTRACT) as one:
        yield one


def test_a_file_is_read_with_its_bytes_and_extraction(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "notice.md"
    path.write_bytes(b"# Notice\n\nAlder Mail Ltd keeps letters.\n")
    stages: list[tuple[str, float]] = []
    reading = reader.read(path, progress=lambda stage, share: stages.append((stage, share)))
    assert reading.document.text == "Notice\n\nAlder Mail Ltd keeps letters."
    assert reading.original == path.read_bytes()
    assert reading.extraction.rule_set == "notice.md has 2 blocks"
    assert stages[-3:] == [("read", 1.0), ("extract", 0.0), ("extract", 1.0)]


def test_a_bad_file_does_not_keep_the_next_from_being_read(reader: Reader) -> None:
    with pytest.raises(EmptyFileError):
        reader.read_bytes(b"", "a.txt")
    with pytest.raises(DamagedFileError):
        reader.read_bytes(b"nothing like it", "a.pdf")
    assert reader.read_bytes(b"One\n\nTwo.", "b.txt").document.name == "b.txt"


def test_a_file_that_keeps_the_importer_busy_for_ever_is_given_up() -> None:
    with Reader(resources=Resources(seconds=2), extractor="reviewer.faults:hang") as reader:
        with pytest.raises(TimeLimitError) as caught:
            reader.read_bytes(b"One\n\nTwo.", "b.txt")
        assert caught.value.facts == {"seconds": 2}


def test_a_crash_while_extracting_is_a_damaged_file() -> None:
    with Reader(extractor="reviewer.faults:crash") as reader, pytest.raises(DamagedFileError):
        reader.read_bytes(b"One\n\nTwo.", "b.txt")


def test_cancelling_ends_the_reading_that_runs_and_no_other(reader: Reader) -> None:
    reader.cancel()
    assert reader.read_bytes(b"One\n\nTwo.", "a.txt").document.text == "One\n\nTwo."
    with Reader(extractor="reviewer.faults:hang") as busy:
        threading.Timer(0.3, busy.cancel).start()
        with pytest.raises(ImportCancelledError):
            busy.read_bytes(b"One\n\nTwo.", "a.txt")


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * (1024 * 1024 + 1))
    with Reader(limits=Limits(megabytes=1), extractor=_EXTRACT) as reader:
        for read in (lambda: reader.read(path), lambda: reader.read_bytes(path.read_bytes(), "long.txt")):
            with pytest.raises(TooLargeError) as caught:
                read()
            assert caught.value.facts == {"megabytes": 1}


def test_a_file_that_is_not_there_is_an_error_of_the_same_family(reader: Reader, tmp_path: Path) -> None:
    for path in (tmp_path / "gone.txt", tmp_path):
        with pytest.raises(ImportFailedError):
            reader.read(path)
