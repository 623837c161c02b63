"""The log helps and tells nothing: whatever is handed to it, no text, name or path of anybody's work is in it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer import diagnostics
from reviewer.model import FieldStatus, TimeLimitError, WorkspaceError

SECRET = "Zyxomma Oy keeps letters"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = diagnostics.start_log(tmp_path)
    yield path
    diagnostics.stop_log()


@pytest.fixture
def hooks() -> Iterator[list[str]]:
    """The references of errors that were told."""
    told: list[str] = []
    before = sys.excepthook, threading.excepthook
    diagnostics.watch_for_errors(told.append)
    yield told
    sys.excepthook, threading.excepthook = before


def fail(text: str) -> None:
    """An error as a library raises it: it quotes what it read, and another caused it."""
    try:
        raise KeyError(text)
    except KeyError as error:
        raise ValueError(f"cannot read {text} of /home/ann/clients/zyxomma") from error


def caught(function, *arguments) -> BaseException:
    with pytest.raises(Exception) as failure:
        function(*arguments)
    return failure.value


def test_events_are_written_with_numbers_and_codes(log: Path) -> None:
    diagnostics.note("import.ended", seconds=1.5, bytes=2048, error=TimeLimitError(SECRET, seconds=60))
    diagnostics.note("field.shown", status=FieldStatus.OPEN, error=caught(fail, SECRET))
    lines = log.read_text(encoding="utf-8").splitlines()
    assert lines[1].endswith("INFO import.ended seconds=1.500 bytes=2048 error=import.too_long")
    assert lines[2].endswith("INFO field.shown status=FieldStatus.OPEN error=ValueError")


def test_of_a_path_only_the_last_part_is_written(log: Path) -> None:
    diagnostics.note("workspace.opened", workspace=Path("/home/ann/clients/matter.reviewer"))
    assert log.read_text(encoding="utf-8").endswith('workspace="matter.reviewer"\n')


@pytest.mark.parametrize("fact", [SECRET, SECRET.encode(), [SECRET], {SECRET: SECRET}, object()])
def test_no_text_is_written_whoever_hands_it_in(log: Path, fact: object) -> None:
    diagnostics.note("slip.made", fact=fact)  # type: ignore[arg-type]
    assert "Zyxomma" not in log.read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="named by"):
        diagnostics.note(SECRET)


def test_an_unexpected_error_leaves_its_way_and_not_its_words(log: Path) -> None:
    reference = diagnostics.note_error(caught(fail, SECRET))
    text = log.read_text(encoding="utf-8")
    assert f"ERROR unexpected {reference}\n  ValueError ValueError\n" in text
    assert "  KeyError KeyError\n" in text
    assert "test_diagnostics.py:" in text
    assert " fail" in text
    assert not [word for word in ("Zyxomma", "/home", str(Path(__file__).parent)) if word in text]


def test_errors_of_all_threads_are_told_and_the_program_goes_on(log: Path, hooks: list[str]) -> None:
    thread = threading.Thread(target=fail, args=(SECRET,))
    thread.start()
    thread.join()
    error = caught(fail, SECRET)
    sys.excepthook(type(error), error, error.__traceback__)
    text = log.read_text(encoding="utf-8")
    assert len(hooks) == 2
    assert all(f"unexpected {reference}" in text for reference in hooks)
    assert "Zyxomma" not in text


def test_the_log_rotates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnostics, "LARGEST_FILE", 4096)
    diagnostics.start_log(tmp_path)
    for number in range(400):
        diagnostics.note("event.of_some_length_that_fills_the_file", number=number)
    diagnostics.stop_log()
    files = sorted(tmp_path.iterdir())
    assert len(files) == 1 + diagnostics.OLDER_FILES
    assert all(f.stat().st_size <= diagnostics.LARGEST_FILE for f in files)


def test_where_no_log_can_be_written_the_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / "reviewer.log").mkdir()
    diagnostics.start_log(tmp_path)
    diagnostics.note("program.went_on")
    diagnostics.stop_log()


def test_what_can_be_copied_says_versions_facts_and_the_end_of_the_log(log: Path) -> None:
    diagnostics.note("workspace.refused", error=WorkspaceError("workspace.full", SECRET))
    text = diagnostics.diagnostic_information({"schema": 2})
    assert text.startswith("reviewer 0.")
    assert "Python 3." in text
    assert "lxml " in text
    assert "schema: 2" in text
    assert "error=workspace.full" in text
    assert "Zyxomma" not in text
    assert str(Path.home()) not in text


def test_without_a_log_nothing_is_written_and_nothing_fails(tmp_path: Path) -> None:
    diagnostics.note("program.went_on")
    assert diagnostics.diagnostic_information().startswith("reviewer ")
    assert list(tmp_path.iterdir()) == []
