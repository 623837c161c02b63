"""A disk that is full and one that is read-only, as the system makes them: small file systems of our own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ALONE = ["unshare", "--user", "--map-root-user", "--mount"]

FULL = """
import sys
from pathlib import Path
from reviewer.model import WorkspaceError
from reviewer.store import Workspace, inspect_workspace
path = Path(sys.argv[1], "matter.reviewer")
done, code = 0, ""
with Workspace.create(path) as ws:
    try:
        while True:
            with ws.transaction():
                ws.engagements.insert("x" * 10_000, str(done))
            done += 1
    except WorkspaceError as error:
        code = error.code
    assert [int(e.matter) for e in ws.engagements.all()] == list(range(done))
assert (code, done > 10) == ("workspace.full", True), (code, done)
assert inspect_workspace(path) == ()
with Workspace.open(path) as ws:
    assert len(ws.engagements.all()) == done
    assert ws.backup_fault is None
"""

READ_ONLY = """
import subprocess, sys
from pathlib import Path
from reviewer.model import WorkspaceError
from reviewer.store import Workspace
path = Path(sys.argv[1], "matter.reviewer")
with Workspace.create(path) as ws, ws.transaction():
    ws.engagements.insert("Nummi Oy", "")
subprocess.run(["mount", "-o", "remount,ro", sys.argv[1]], check=True)
try:
    Workspace.open(path).close()
except WorkspaceError as error:
    assert error.code == "workspace.read_only", error.code
else:
    raise AssertionError("it was opened for writing")
with Workspace.open(path, read_only=True) as ws:
    assert [e.client for e in ws.engagements.all()] == ["Nummi Oy"]
"""


@pytest.mark.parametrize("script", [FULL, READ_ONLY], ids=["full", "read-only"])
def test_on_a_disk_of_its_own(tmp_path: Path, script: str) -> None:
    mount = ["sh", "-c", 'mount -t tmpfs -o size=2m none "$0" && exec "$@"', str(tmp_path)]
    if not shutil.which("unshare") or subprocess.run([*ALONE, *mount, "true"], capture_output=True).returncode:
        pytest.skip("this system makes no file systems for us")
    command = [*ALONE, *mount, sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
