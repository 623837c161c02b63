"""Shells complete the program's commands, options, choices and files."""

from __future__ import annotations

import importlib
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from reviewer.i18n import LANGUAGES

HERE = Path(__file__).resolve().parents[3] / "packaging"


@pytest.fixture
def completions(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(HERE))
    return importlib.import_module("completions")


def test_each_shell_has_a_file_that_names_commands_and_options(completions: ModuleType, tmp_path: Path) -> None:
    for path in completions.write_completions(tmp_path):
        text = path.read_text(encoding="utf-8")
        for word in ("extract", "workspace", "bring-back", "client-country", "subprocessors"):
            assert word in text, (path.name, word)
        assert "opens the window, on that workspace" not in text
        assert "check: whether the whole file is in order" not in text


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("reviewer ev", {"evaluate"}),
        ("reviewer workspace re", {"repair", "restore", "remove", "removed"}),
        ("reviewer report --language ", set(LANGUAGES)),
        ("reviewer report --fi", {"--firm", "--final"}),
        ("reviewer extract pol", {"policy.pdf"}),
        ("reviewer mat", {"matter.reviewer", "matters"}),
    ],
)
@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes(completions: ModuleType, tmp_path: Path, line: str, expected: set[str]) -> None:
    (tmp_path / "policy.pdf").touch()
    (tmp_path / "matter.reviewer").touch()
    (tmp_path / "matters").mkdir()
    completions.write_completions(tmp_path / "share")
    script = f"""
    source share/{completions.PLACES["bash"]}
    COMP_LINE="{line}"; COMP_POINT=${{#COMP_LINE}}
    COMP_WORDS=({line}); [[ "$COMP_LINE" == *" " ]] && COMP_WORDS+=("")
    COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
    "$(complete -p reviewer | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
    printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == expected


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_workspaces_are_offered_where_a_command_is_expected(completions: ModuleType, shell: str) -> None:
    assert completions._WORKSPACES[shell][1] in completions.completion(shell)


def test_a_generator_that_writes_otherwise_is_noticed(completions: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completions.shtab, "complete", lambda parser, shell: "something else")
    with pytest.raises(ValueError, match="bash"):
        completions.completion("bash")


@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish here")
def test_fish_completes_workspaces_beside_commands(completions: ModuleType, tmp_path: Path) -> None:
    for name in ("my matter.reviewer", "other.txt"):
        (tmp_path / name).touch()
    completions.write_completions(tmp_path / "share")
    script = f"source share/{completions.PLACES['fish']}; complete -C 'reviewer '; echo; complete -C 'reviewer show '"
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        ["fish", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    at_command, behind_command = done.stdout.split("\n\n")
    offered = {line.partition("\t")[0] for line in at_command.split("\n")}
    assert {"my matter.reviewer", "demo"} <= offered
    assert "other.txt" not in offered
    assert "my matter.reviewer" not in behind_command
