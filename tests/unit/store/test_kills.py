"""A process that works on a workspace is killed at random instants, and nothing that it had reported is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "fuzz" / "kill_operations.py"


@pytest.mark.skipif(sys.platform == "win32", reason="the process is forked")
def test_thirty_kills_lose_nothing() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--kills", "30", "--seed", "7"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("30 kills, ")
    assert int(done.stdout.split()[2]) > 20
