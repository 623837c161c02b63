"""Files are read one after the other beside the window; what was cancelled never arrives."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviewer.model import DamagedFileError, ImportCancelledError, PasswordNeededError
from reviewer.review.reading import Reading
from reviewer.ui.import_queue import ImportQueue

from .assessed import read_policy


class StandInReader:
    """Reads by name: "damaged" fails, "locked" wants the password "key", "slow" waits until it is let go."""

    def __init__(self) -> None:
        self.entered, self.let_go, self.cancelled = threading.Event(), threading.Event(), False
        self.closed = False

    def read(self, path: Path, *, password: str = "", progress: object = None) -> Reading:
        progress("read", 0.5)
        if "damaged" in path.name:
            raise DamagedFileError
        if "locked" in path.name and password != "key":
            raise PasswordNeededError(wrong=int(bool(password)))
        if "slow" in path.name:
            self.entered.set()
            self.let_go.wait(10)
            if self.cancelled:
                raise ImportCancelledError
        return read_policy(name=path.name)

    def read_bytes(self, data: bytes, name: str, *, password: str = "", progress: object = None) -> Reading:
        return read_policy(name=name)

    def cancel(self) -> None:
        self.cancelled = True
        self.let_go.set()

    def close(self) -> None:
        self.closed = True


class Log:
    """What a queue told, in order."""

    def __init__(self, queue: ImportQueue) -> None:
        self.entries: list[tuple[str, str]] = []
        queue.finished.connect(lambda job, reading: self.entries.append(("finished", reading.document.name)))
        queue.failed.connect(lambda job, error: self.entries.append(("failed", job.name)))
        queue.password_wanted.connect(
            lambda job, wrong: self.entries.append(("password wrong" if wrong else "password", job.name))
        )


@pytest.fixture
def reader() -> StandInReader:
    return StandInReader()


@pytest.fixture
def queue(qapp: object, reader: StandInReader) -> Iterator[ImportQueue]:
    made = ImportQueue(make_reader=lambda: reader)
    yield made
    reader.let_go.set()
    made.close()


def test_files_come_in_order_and_a_bad_one_does_not_stop_the_rest(queue: ImportQueue, qtbot: QtBot) -> None:
    log = Log(queue)
    with qtbot.waitSignal(queue.emptied):
        for name in ("a.txt", "damaged.pdf", "c.txt"):
            queue.add_file(Path(name))
        queue.add_text("words", "pasted.txt")
    assert log.entries == [
        ("finished", "a.txt"),
        ("failed", "damaged.pdf"),
        ("finished", "c.txt"),
        ("finished", "pasted.txt"),
    ]
    assert not queue.busy


def test_progress_arrives(queue: ImportQueue, qtbot: QtBot) -> None:
    with qtbot.waitSignal(queue.progressed) as told:
        queue.add_file(Path("a.txt"))
    assert told.args == ["read", 0.5]


def test_password_is_asked_until_it_fits(queue: ImportQueue, qtbot: QtBot) -> None:
    log = Log(queue)
    passwords = iter(("no", "key"))
    queue.password_wanted.connect(lambda job, wrong: queue.retry(job, next(passwords)))
    with qtbot.waitSignal(queue.finished):
        queue.add_file(Path("locked.pdf"))
    assert log.entries == [("password", "locked.pdf"), ("password wrong", "locked.pdf"), ("finished", "locked.pdf")]


def test_cancel_drops_what_is_read_and_what_waits(queue: ImportQueue, reader: StandInReader, qtbot: QtBot) -> None:
    log = Log(queue)
    queue.add_file(Path("slow.pdf"))
    queue.add_file(Path("b.txt"))
    assert reader.entered.wait(10)
    queue.cancel()
    assert not queue.busy
    with qtbot.waitSignal(queue.finished):
        queue.add_file(Path("c.txt"))
    assert log.entries == [("finished", "c.txt")]


def test_late_result_is_dropped(queue: ImportQueue, reader: StandInReader, qtbot: QtBot) -> None:
    log = Log(queue)
    queue.add_file(Path("slow.pdf"))
    assert reader.entered.wait(10)
    reader.cancel = lambda: None
    queue.cancel()
    reader.let_go.set()
    with qtbot.waitSignal(queue.finished):
        queue.add_file(Path("c.txt"))
    assert log.entries == [("finished", "c.txt")]


def test_closing_ends_reader_and_thread(queue: ImportQueue, reader: StandInReader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(queue.finished):
        queue.add_file(Path("a.txt"))
    queue.close()
    assert reader.closed
