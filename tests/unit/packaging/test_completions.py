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
    ],
)
@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes(completions: ModuleType, tmp_path: Path, line: str, expected: set[str]) -> None:
    (tmp_path / "policy.pdf").touch()
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
