"""A workspace may be opened before its pages were read through; it is held until they were."""

from __future__ import annotations

import random
import shutil
import threading
from pathlib import Path

import pytest

from reviewer.model import WorkspaceError
from reviewer.store import PageCheck, Workspace

PAGE = 4096
OLDER = Path(__file__).parents[2] / "data" / "databases" / "v001.reviewer"


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A workspace whose pages hold more than opening reads."""
    path = tmp_path / "matter.reviewer"
    with Workspace.create(path, by="Ada") as ws:
        for number in range(50):
            add(ws, f"Client {number} " + random.Random(number).randbytes(2_000).hex())
    return path


def add(ws: Workspace, client: str) -> None:
    with ws.transaction():
        ws.engagements.insert(client, "")


def overwrite(path: Path, page: int) -> None:
    """Puts noise over a page."""
    with path.open("r+b") as file:
        file.seek(page * PAGE)
        file.write(random.Random(1).randbytes(PAGE))


def test_an_unchecked_workspace_can_be_read_and_not_written(large: Path) -> None:
    with Workspace.open(large, daily_copy=False, check_pages=False) as ws:
        assert ws.held
        assert not ws.read_only
        assert len(ws.engagements.all()) == 50
        with pytest.raises(WorkspaceError) as refusal:
            add(ws, "One more")
        assert refusal.value.code == "workspace.read_only"


def test_a_whole_one_is_written_after_the_check(large: Path) -> None:
    with Workspace.open(large, daily_copy=False, check_pages=False) as ws:
        assert PageCheck(large).run()
        ws.admit()
        assert not ws.held
        add(ws, "One more")
    with Workspace.open(large) as ws:
        assert len(ws.engagements.all()) == 51


def test_damage_is_found_by_the_check_and_the_file_stays_as_it_lay(large: Path) -> None:
    overwrite(large, large.stat().st_size // PAGE // 2)
    before = large.read_bytes()
    with Workspace.open(large, daily_copy=False, check_pages=False):
        with pytest.raises(WorkspaceError) as refusal:
            PageCheck(large).run()
        assert refusal.value.code == "workspace.damaged"
    assert large.read_bytes() == before
    assert [path.name for path in large.parent.iterdir()] == [large.name]


def test_a_check_runs_in_any_thread_and_can_be_stopped(large: Path) -> None:
    check = PageCheck(large)
    results: list[bool] = []
    check.stop()
    thread = threading.Thread(target=lambda: results.append(check.run()))
    thread.start()
    thread.join()
    assert results == [False]
    check.stop()  # when it is over there is nothing to stop


def test_reading_beside_can_leave_the_check_out(large: Path) -> None:
    overwrite(large, large.stat().st_size // PAGE // 2)
    with pytest.raises(WorkspaceError):
        Workspace.open(large, read_only=True)
    Workspace.open(large, read_only=True, check_pages=False).close()


def test_another_connection_writes_while_the_first_is_held(large: Path) -> None:
    with Workspace.open(large, daily_copy=False) as ws:
        ws.hold()
        written: list[int] = []

        def write() -> None:
            with ws.open_beside() as beside:
                add(beside, "One more")
                written.append(len(beside.engagements.all()))

        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
        assert written == [51]
        assert len(ws.engagements.all()) == 51
        with pytest.raises(WorkspaceError):
            add(ws, "And another")
        ws.admit()
        add(ws, "And another")
        assert large.with_name(large.name + "-wal").exists()
    with Workspace.open(large) as ws:
        assert len(ws.engagements.all()) == 52


def test_what_was_opened_beside_leaves_the_file_to_the_first(large: Path) -> None:
    with Workspace.open(large, daily_copy=False, check_pages=False) as ws:
        ws.open_beside().close()
        with pytest.raises(WorkspaceError) as refusal:
            Workspace.open(large)
        assert refusal.value.code == "workspace.busy"
        ws.admit()
        add(ws, "One more")
    assert [path.name for path in large.parent.iterdir()] == [large.name]


def test_an_older_workspace_is_brought_up_to_date_and_needs_no_further_check(tmp_path: Path) -> None:
    path = Path(shutil.copy(OLDER, tmp_path / "older.reviewer"))
    with Workspace.open(path, daily_copy=False, check_pages=False) as ws:
        assert not ws.held
        add(ws, "One more")


def test_a_damaged_older_workspace_is_not_changed(tmp_path: Path) -> None:
    path = Path(shutil.copy(OLDER, tmp_path / "older.reviewer"))
    overwrite(path, path.stat().st_size // PAGE - 1)
    before = path.read_bytes()
    with pytest.raises(WorkspaceError) as refusal:
        Workspace.open(path, daily_copy=False, check_pages=False)
    assert refusal.value.code == "workspace.damaged"
    assert path.read_bytes() == before
