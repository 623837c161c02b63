"""The rules of the house as failing checks: style, types, imports, and what may be committed."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {"pyproject.toml", "reviewer", "resources", "tests", "packaging", "README.md"}
TOP_LEVEL |= {"LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def tracked_files() -> list[Path]:
    listed = run("git", "ls-files", "-z")
    if listed.returncode != 0:
        pytest.skip("not a git checkout: what would be committed cannot be told")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("importlinter.cli",),
    ],
    ids=["lint", "format", "types", "imports"],
)
def test_tool_is_content(command: tuple[str, ...]) -> None:
    if command[0] == "importlinter.cli":
        start = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
        done = run(sys.executable, "-c", start)
    else:
        done = run(sys.executable, "-m", *command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_words_of_other_languages_are_data() -> None:
    """Knowledge of languages stands in resources/; a class of letters in a pattern is no word."""
    found = []
    for path in (ROOT / "reviewer").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
                words = re.findall(r"\w{3,}", re.sub(r"\[[^\]]*\]", " ", node.value))
                found += [(path.name, node.lineno, word) for word in words if not word.isascii()]
    assert found == []


def test_everything_below_ui_works_without_qt() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted((ROOT / "reviewer").rglob("*.py"))
        if "ui" not in path.parts and path.name != "__main__.py"
    ]
    script = f"""
import importlib, sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(name)
sys.meta_path.insert(0, Refuse())
for name in {names!r}:
    importlib.import_module(name)
"""
    done = run(sys.executable, "-c", script)
    assert done.returncode == 0, done.stderr


def test_nothing_foreign_at_the_top() -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert {t for t in tops if not t.startswith(".")} <= TOP_LEVEL


def test_no_index_address_and_no_machine_path_is_committed() -> None:
    hosts = "|".join(["pypi" + r"\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs"])
    pattern = re.compile(rf"--(?:extra-)?index-url [^\\]|{hosts}|(?<![\w.])/(?:work|farm|root)/")
    for path in tracked_files():
        if path.suffix in {".toml", ".txt", ".md", ".py", ".cfg", ".lock", ""} and path.is_file():
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert not pattern.search(text), path.name
