"""Nothing leaves the machine: no module of ours can reach a network, and the whole way runs where there is none."""

from __future__ import annotations

import ast
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "reviewer"

NETWORK = {
    *("socket", "_socket", "ssl", "_ssl", "socketserver", "asyncio", "select", "selectors"),
    *("http", "http.client", "http.server", "urllib.request", "ftplib", "smtplib", "imaplib", "poplib", "telnetlib"),
    *("xmlrpc", "xmlrpc.client", "webbrowser", "requests", "httpx", "aiohttp", "urllib3", "websockets", "certifi"),
    *("PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets", "PySide6.QtHttpServer"),
}

EXPLAINED = {
    "select": "subprocess of the standard library waits for pipes with it; we start the reading process so",
    "selectors": "the same",
    "socket": "email.utils of the standard library names it, which reads the metadata of installed packages",
    "_socket": "the other half of socket",
}
"""Each network module that comes along although no module of ours imports it, and why."""


def modules() -> list[str]:
    """Every module of the program but the ones that start it."""
    names = (".".join(p.relative_to(ROOT).with_suffix("").parts) for p in sorted(PACKAGE.rglob("*.py")))
    return [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]


def run(script: str, *command: str) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [*command, sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_module_of_ours_names_a_network_module() -> None:
    named = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                found = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            named |= {(path.name, name) for name in found if name in NETWORK}
    assert named == set()


def test_each_network_module_that_comes_along_is_explained() -> None:
    script = f"import importlib, json, sys\nfor name in {modules()!r}:\n    importlib.import_module(name)\n"
    loaded = set(json.loads(run(script + "print(json.dumps(sorted(sys.modules)))")))
    assert (loaded & NETWORK) - set(EXPLAINED) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="there Python's own pairs of sockets are internet sockets")
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_the_test_run_refuses_internet_sockets(family: int) -> None:
    with pytest.raises(PermissionError):
        socket.socket(family)
    with pytest.raises(PermissionError):
        socket.getaddrinfo("example.com", 443)


def test_only_the_question_about_an_address_hands_one_to_the_system() -> None:
    """Everything else that is handed to the system is a file or a folder on this computer."""
    for path in (PACKAGE / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
            assert called != "setOpenExternalLinks", path.name
            if called == "openUrl" and path.name != "address_bar.py":
                assert ast.unparse(node.args[0]).startswith("QUrl.fromLocalFile("), path.name


WHOLE_WAY = """
import json, sys
from pathlib import Path
from reviewer.cli import run
folder = Path(sys.argv[1])
workspace, report = str(folder / "matter.reviewer"), str(folder / "report.docx")
samples = [str(p) for p in sorted(Path("resources/samples").iterdir()) if p.suffix in {".md", ".html", ".txt"}]
decisions = folder / "decisions.jsonl"
decisions.write_text(json.dumps({"vendor": sys.argv[2], "action": "confirm", "field": "controller.name"}))
assert run(["import", "--workspace", workspace, *samples]) == 0
assert run(["decide", "--workspace", workspace, "--reviewer", "Ann", str(decisions)]) == 0
assert run(["report", "--workspace", workspace, "--vendor", sys.argv[2], "--language", "fi", "--output", report]) == 0
assert run(["workspace", "check", workspace]) == 0
assert Path(report).stat().st_size > 10_000
"""


def test_the_whole_way_runs_where_there_is_no_network(tmp_path: Path) -> None:
    """In a network namespace of its own with nothing in it, not even a loopback that is up."""
    alone = ["unshare", "--user", "--map-root-user", "--net"]
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system makes no network namespaces for us")
    done = subprocess.run(
        [*alone, sys.executable, "-c", WHOLE_WAY, str(tmp_path), "Kuvakaira Oy"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
