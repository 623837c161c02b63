"""`reviewer workspace …` on a workspace that a fixture made, from the command line's edge."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reviewer.arguments import WORKSPACE_ACTIONS
from reviewer.cli import run
from reviewer.store import Workspace, list_backups
from reviewer.workspace_commands import ACTIONS

FROZEN = Path(__file__).parents[1] / "data" / "databases" / "v002.reviewer"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Of this schema, with the copy that the first opening of the day makes."""
    path = Path(shutil.copy(FROZEN, tmp_path / "matter.reviewer"))
    Workspace.open(path).close()
    return path


@pytest.fixture
def call(workspace: Path, capsys: pytest.CaptureFixture[str]):
    """Runs an action on the workspace; returns status, output lines and messages."""

    def run_action(action: str, *options: str) -> tuple[int, list[str], str]:
        capsys.readouterr()
        status = run(["workspace", action, str(workspace), *options])
        out, err = capsys.readouterr()
        return status, out.splitlines(), err

    return run_action


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8 * 4096 : 9 * 4096] = b"\xff" * 4096
    path.write_bytes(content)


def documents(path: Path) -> list[str]:
    with Workspace.open(path, read_only=True) as ws:
        return [name for _, _, name in ws.documents.names()]


def test_every_action_has_a_function_and_a_help() -> None:
    assert set(ACTIONS) == set(WORKSPACE_ACTIONS)


def test_a_whole_workspace_checks_and_verifies(call) -> None:
    assert call("check") == (0, [], "The workspace is whole.\n")
    status, (rows, emptied, head), _ = call("verify")
    assert (status, rows.split()[0], emptied, len(head)) == (0, "rows", "emptied by erasing 0", 69)


def test_a_head_that_a_report_printed_is_looked_for(call, workspace) -> None:
    head = call("verify")[1][2].split()[1]
    with Workspace.open(workspace) as ws, ws.transaction():
        ws.audit.append(at=ws.now(), by="Ann", operation="x", assessment_id=None, details={})
    status, _, err = call("verify", "--head", head)
    assert status == 0
    assert "is that of row" in err
    status, _, err = call("verify", "--head", "0" * 64)
    assert status == 1
    assert "was changed" in err


def test_damage_is_named_and_repaired_into_a_new_file(call, workspace) -> None:
    damage(workspace)
    before = workspace.read_bytes()
    status, problems, _ = call("check")
    assert status == 1
    assert any(line.startswith("file: ") for line in problems)
    status, (target,), err = call("repair")
    assert Path(target).name == "matter recovered.reviewer"
    assert (status == 0) == ("Everything could be read." in err)
    assert documents(Path(target))
    assert workspace.read_bytes() == before
    assert call("repair")[0] == 1


def test_copies_are_made_listed_and_put_back(call, workspace) -> None:
    assert call("restore", "--backup", "99")[0] == 1
    status, lines, _ = call("backups", "--make")
    assert (status, [line.split("\t")[0] for line in lines]) == (0, ["1", "2"])
    assert call("remove", "--document", "annex.pdf")[0] == 0
    assert documents(workspace) == ["tuuli.pdf"]
    status, _, err = call("restore", "--backup", "2")
    assert (status, documents(workspace)) == (0, ["tuuli.pdf", "annex.pdf"])
    assert "What was there is kept as" in err
    assert len(list_backups(workspace)) == 3


def test_removed_things_are_listed_and_brought_back(call, workspace) -> None:
    assert call("remove", "--vendor", "tuuli mail oy", "--document", "annex.pdf", "--by", "Bo")[0] == 0
    ((kind, name, place, _),) = [line.split("\t") for line in call("removed")[1]]
    assert (kind, name, place) == ("document", "annex.pdf", "Tuuli Mail Oy")
    assert call("bring-back", "--document", "annex.pdf")[0] == 0
    assert call("removed")[1] == []
    assert call("remove", "--engagement", "Newsletters")[0] == 0
    assert call("bring-back", "--engagement", "nummi oy")[0] == 0
    assert documents(workspace) == ["tuuli.pdf", "annex.pdf"]


def test_erasing_has_to_be_meant_and_names_the_copies(call, workspace) -> None:
    assert call("erase", "--vendor", "Tuuli Mail Oy")[0] == 1
    assert documents(workspace)
    status, (copy,), err = call("erase", "--vendor", "Tuuli Mail Oy", "--yes")
    assert status == 1
    assert "still hold it" in err
    assert Path(copy) == list_backups(workspace)[0].path
    assert b"Tuuli" not in workspace.read_bytes()
    assert call("verify")[0] == 0


def test_copies_go_with_what_is_erased(call, workspace) -> None:
    call("backups", "--make")
    call("remove", "--document", "annex.pdf")
    assert call("erase", "--document", "annex.pdf", "--yes", "--backups-too")[0] == 0
    assert list_backups(workspace) == ()
    assert documents(workspace) == ["tuuli.pdf"]


@pytest.mark.parametrize("options", [(), ("--document", "none"), ("--vendor", "none"), ("--engagement", "none")])
def test_what_is_not_there_is_told(call, options) -> None:
    status, _, err = call("remove", *options)
    assert status == 1
    assert err.startswith(("There is no such", "The vendor has no such"))
