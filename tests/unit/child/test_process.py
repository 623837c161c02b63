from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.child import ARGUMENT, Child, Resources
from reviewer.child.memory import resident_megabytes
from reviewer.importers import Limits
from reviewer.model import (
    DamagedFileError,
    Document,
    EmptyFileError,
    ImportCancelledError,
    ImportFailedError,
    PasswordNeededError,
    TimeLimitError,
    TooLargeError,
)

_FAULTS = Path(__file__).parents[2] / "data" / "child"


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Iterator[Child]:
    monkeypatch.setenv("PYTHONPATH", str(_FAULTS))
    with Child(Resources(seconds=30, megabytes=400)) as one:
        yield one


def _identity(child: Child) -> int:
    return child.call("reviewer.faults:identity", returns=int)


def test_a_function_is_called_with_its_arguments_and_its_result_decoded(child: Child) -> None:
    document = child.call(
        "reviewer.importers:read_document",
        "Höst 🍂\n\nLöv faller.\n".encode(),
        "a.txt",
        limits=Limits(characters=100),
        returns=Document,
    )
    assert isinstance(document, Document)
    assert document.text == "Höst 🍂\n\nLöv faller.\n"
    assert [b.kind for b in document.blocks] == ["heading", "paragraph"]


def test_one_child_serves_many_calls(child: Child) -> None:
    first = _identity(child)
    assert first != os.getpid()
    assert _identity(child) == first


def test_errors_come_back_as_the_same_type_with_their_facts(child: Child) -> None:
    with pytest.raises(EmptyFileError):
        child.call("reviewer.importers:read_document", b"", "a.txt", returns=Document)
    with pytest.raises(PasswordNeededError) as caught:
        child.call("reviewer.faults:fail", 1, returns=type(None))
    assert (caught.value.facts, caught.value.detail) == ({"wrong": 1}, "needs one")
    with pytest.raises(ImportFailedError, match="a slip in the program") as slip:
        child.call("reviewer.faults:blunder", returns=type(None))
    assert slip.value.code == "import.failed"


def test_stray_prints_do_not_reach_the_parent(child: Child) -> None:
    assert child.call("reviewer.faults:chatter", 1000, returns=str) == ""


def test_progress_is_reported_in_the_calling_thread(child: Child) -> None:
    seen: list[tuple[str, float, int]] = []
    child.call(
        "reviewer.faults:report", 2, returns=str, progress=lambda s, p: seen.append((s, p, threading.get_ident()))
    )
    assert seen == [("read", 0.0, threading.get_ident()), ("read", 0.5, threading.get_ident())]


def test_a_fault_in_the_progress_callback_ends_the_child_and_not_the_next_call(child: Child) -> None:
    def stumble(stage: str, share: float) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        child.call("reviewer.faults:report", 50, returns=str, progress=stumble)
    assert child.call("reviewer.faults:report", 1, returns=str) == "done"


def test_a_busy_child_is_killed_at_its_time_limit_and_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(_FAULTS))
    with Child(Resources(seconds=2)) as child:
        before = _identity(child)
        with pytest.raises(TimeLimitError) as caught:
            child.call("reviewer.faults:hang", returns=type(None))
        assert caught.value.facts == {"seconds": 2}
        assert _identity(child) != before


def test_cancelling_from_another_thread_kills_the_child(child: Child) -> None:
    _identity(child)
    threading.Timer(0.2, child.cancel).start()
    started = time.monotonic()
    with pytest.raises(ImportCancelledError):
        child.call("reviewer.faults:sleep", 20, returns=type(None))
    assert time.monotonic() - started < 10
    assert _identity(child)


def test_a_crash_is_a_damaged_file_and_the_child_is_replaced(child: Child) -> None:
    before = _identity(child)
    for fault, arguments in (("crash", ()), ("leave", (3,))):
        with pytest.raises(DamagedFileError):
            child.call(f"reviewer.faults:{fault}", *arguments, returns=type(None))
    assert _identity(child) != before


def test_using_too_much_memory_is_an_error_that_names_the_limit(child: Child) -> None:
    assert child.call("reviewer.faults:fill_memory", 20, returns=int) == 20 * 1024 * 1024
    with pytest.raises(TooLargeError) as caught:
        child.call("reviewer.faults:fill_memory", 2000, returns=int)
    assert caught.value.facts == {"memory": 400}
    assert _identity(child)


def test_memory_is_watched_from_outside_too() -> None:
    if sys.platform == "linux":
        assert 5 < resident_megabytes(os.getpid()) < 5000
    assert resident_megabytes(2**22 + 1) == 0


@pytest.mark.parametrize("name", ["os:system", "reviewerx.importers:read", "reviewer.importers", "reviewer.child:"])
def test_only_functions_of_the_package_are_called(name: str) -> None:
    with Child() as child, pytest.raises(ValueError, match="does not name a function"):
        child.call(name, returns=int)


def test_the_program_is_a_child_when_its_hidden_argument_says_so() -> None:
    done = subprocess.run([sys.executable, "-m", "reviewer", ARGUMENT], input=b"", capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_closing_ends_the_process_and_a_later_call_starts_another(child: Child) -> None:
    before = _identity(child)
    child.close()
    assert _identity(child) != before


@pytest.mark.parametrize(
    "way", ["connect", "listen", "resolve", "write", "append", "remove", "rename", "delete", "start", "shell"]
)
def test_code_that_was_taken_over_reaches_nothing(child: Child, tmp_path: Path, way: str) -> None:
    file = tmp_path / "mine"
    file.write_text("kept", encoding="utf-8")
    assert child.call("reviewer.faults:reach_out", way, str(file), returns=str) == "PermissionError"
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]
    assert file.read_text(encoding="utf-8") == "kept"
