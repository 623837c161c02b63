"""Passwords of workspaces on the command line: from a file, or asked for at the terminal."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer import passwords, reading_commands
from reviewer.cli import run
from reviewer.store import Workspace, cipher, is_encrypted, list_backups, unlock

FROZEN = Path(__file__).parents[1] / "data" / "databases" / "v004.reviewer"
PASSWORD, OTHER = "sinivuokko ja kielo", "kielo ja sinivuokko"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "_ROUNDS", 10)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = Path(shutil.copy(FROZEN, tmp_path / "matter.reviewer"))
    Workspace.open(path).close()  # makes the copy of the day
    return path


@pytest.fixture
def now(tmp_path: Path) -> Path:
    """A file with the password, as an editor on Windows writes it."""
    path = tmp_path / "now.txt"
    path.write_bytes(f"\ufeff{PASSWORD}\r\nsecond line".encode())
    return path


@pytest.fixture
def later(tmp_path: Path) -> Path:
    path = tmp_path / "later.txt"
    path.write_text(OTHER, encoding="utf-8")
    return path


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line without a terminal; returns status, output and messages."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)

    def call_it(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run([str(argument) for argument in arguments])
        return (status, *capsys.readouterr())

    return call_it


@pytest.fixture
def encrypted(plain: Path, now: Path, call: Run) -> Path:
    call("workspace", "password", plain, "--new-password-file", now, "--backups-too")
    return plain


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A person at a terminal who types these lines, the first one first."""
    lines: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(passwords.getpass, "getpass", lambda prompt: lines.pop(0))
    return lines


def test_a_password_is_set_changed_and_removed(call: Run, plain: Path, now: Path, later: Path) -> None:
    (copy,) = (b.path for b in list_backups(plain))
    status, out, err = call("workspace", "password", plain, "--new-password-file", now)
    assert (status, out) == (1, f"{copy}\n")
    assert err.index("forgotten") < err.index("is encrypted")
    assert "does not protect" in err
    assert "solid-state" in err
    status, _, err = call(
        *("workspace", "password", plain, "--password-file", now, "--new-password-file", later, "--backups-too")
    )
    assert (status, "another password now" in err, copy.exists()) == (0, True, False)
    assert unlock(plain, OTHER) is not None
    assert all(is_encrypted(b.path) for b in list_backups(plain))
    assert len(list_backups(plain)) == 1
    status, out, err = call("workspace", "password", plain, "--password-file", later, "--remove", "--by", "Ann")
    assert (status, out) == (0, f"{list_backups(plain)[0].path}\n")
    assert "not encrypted any more" in err
    with Workspace.open(plain) as ws:
        assert list(ws.audit.records())[-1].by == "Ann"
    assert "has no password" in call("workspace", "password", plain, "--remove")[2]


def test_every_command_opens_it_with_the_password(call: Run, encrypted: Path, now: Path, tmp_path: Path) -> None:
    policy, decisions = tmp_path / "policy.txt", tmp_path / "decisions.jsonl"
    policy.write_text("Saari Oy is the controller. We keep letters for two years.", encoding="utf-8")
    decisions.write_text(json.dumps({"action": "note", "field": "purposes", "text": "ask", "vendor": "Saari"}) + "\n")
    out = tmp_path / "out"
    given = ("--password-file", now)
    for command in (
        ("import", "--workspace", encrypted, "--vendor", "Saari", *given, policy),
        ("show", "--workspace", encrypted, "--format", "json", *given),
        ("decide", "--workspace", encrypted, "--reviewer", "Ann", *given, decisions),
        ("report", "--workspace", encrypted, "--vendor", "Saari", "--language", "en", "--output", out, *given),
        ("export", "--workspace", encrypted, "--format", "json", "--output", out, *given),
        ("evaluate", "--workspace", encrypted, *given),
        ("workspace", "check", encrypted, *given),
        ("workspace", "verify", encrypted, *given),
        ("workspace", "backups", encrypted, "--make", *given),
        ("workspace", "remove", encrypted, "--vendor", "Saari", *given),
        ("workspace", "removed", encrypted, *given),
        ("workspace", "bring-back", encrypted, "--vendor", "Saari", *given),
        ("workspace", "erase", encrypted, "--vendor", "Saari", "--yes", "--backups-too", *given),
        ("workspace", "backups", encrypted, "--make", *given),
        ("workspace", "restore", encrypted, *given),
        ("workspace", "repair", encrypted, *given),
    ):
        status, _, err = call(*command)
        assert status == 0, (command, err)
    assert is_encrypted(encrypted)
    assert is_encrypted(encrypted.with_name("matter recovered.reviewer"))


@pytest.mark.parametrize("command", ["show", "evaluate", "workspace check", "workspace repair", "workspace password"])
def test_without_a_password_or_with_a_wrong_one_nothing_is_opened(
    call: Run, encrypted: Path, later: Path, command: str
) -> None:
    words = command.split()
    target = [encrypted] if words[0] == "workspace" else ["--workspace", encrypted]
    before = encrypted.read_bytes()
    status, out, err = call(*words, *target)
    assert (status, out) == (1, "")
    assert "is encrypted" in err
    status, out, err = call(*words, *target, "--password-file", later)
    assert (status, out) == (1, "")
    assert "does not open" in err
    assert encrypted.read_bytes() == before


def test_at_a_terminal_it_is_asked_for(call: Run, encrypted: Path, terminal: list[str]) -> None:
    terminal += [PASSWORD]
    assert call("show", "--workspace", encrypted)[0] == 0
    terminal += [PASSWORD, OTHER, OTHER]
    assert call("workspace", "password", encrypted, "--backups-too")[0] == 0
    assert unlock(encrypted, OTHER) is not None
    assert terminal == []


def test_a_new_password_is_typed_twice(call: Run, plain: Path, terminal: list[str]) -> None:
    terminal += [PASSWORD, OTHER]
    status, _, err = call("workspace", "password", plain)
    assert (status, "differ" in err) == (2, True)
    assert not is_encrypted(plain)


def test_without_a_terminal_a_new_password_needs_a_file(call: Run, plain: Path, tmp_path: Path) -> None:
    status, _, err = call("workspace", "password", plain)
    assert (status, "--new-password-file" in err) == (2, True)
    short = tmp_path / "short.txt"
    short.write_text("short", encoding="utf-8")
    status, _, err = call("workspace", "password", plain, "--new-password-file", short)
    assert (status, "8 characters" in err) == (1, True)
    assert not is_encrypted(plain)


def test_a_plain_workspace_takes_no_notice_of_a_password(call: Run, plain: Path, now: Path) -> None:
    assert call("show", "--workspace", plain, "--password-file", now)[0] == 0


def test_without_the_driver_the_message_says_what_is_missing(
    call: Run, encrypted: Path, now: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    for arguments in (("show", "--workspace", encrypted), ("workspace", "password", encrypted)):
        status, _, err = call(*arguments, "--password-file", now)
        assert (status, "not installed" in err) == (1, True)


def test_no_password_is_an_argument(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("workspace", "import", "show", "decide", "report", "export", "evaluate"):
        run([command, "--help"])
        text = capsys.readouterr().out
        assert "--password-file F" in text
        assert "--password " not in text
    run(["workspace", "--help"])
    assert "reviewer workspace password matter.reviewer --new-password-file new.txt" in capsys.readouterr().out


def test_a_locked_file_may_have_a_password_of_its_own(
    call: Run, encrypted: Path, now: Path, later: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    policy = tmp_path / "policy.txt"
    policy.write_text("Saari Oy is the controller.", encoding="utf-8")
    given = []
    read = reading_commands._read
    monkeypatch.setattr(
        reading_commands, "_read", lambda reader, name, word: given.append(word) or read(reader, name, word)
    )
    target = ("import", "--workspace", encrypted, "--vendor", "Saari", "--password-file", now)
    assert call(*target, policy)[0] == 0
    assert call(*target, "--document-password-file", later, policy)[0] == 0
    assert given == [PASSWORD, OTHER]
