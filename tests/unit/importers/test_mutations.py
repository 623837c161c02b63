"""Damaged and doctored files of the five formats end in a document or in a typed error (the short form)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from reviewer.model import TimeLimitError

SECONDS = "120"
"""The limit of a call by the clock: on a busy machine a child takes many seconds to come up, and one that is killed
before it has read anything says nothing of the file."""
SCRIPT = Path(__file__).parents[2] / "fuzz" / "mutate_files.py"


def test_forty_files_end_in_a_document_or_in_a_typed_error() -> None:
    command = [sys.executable, str(SCRIPT), "--files", "40", "--seed", "11", "--seconds", SECONDS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    counts = {tuple(line.split()[:2]): int(line.split()[2]) for line in done.stdout.splitlines()[:-1]}
    assert {kind for kind, _ in counts} == {"txt", "md", "html", "docx", "pdf"}
    assert sum(counts.values()) == 40
    assert TimeLimitError.code not in {ending for _, ending in counts}
    assert sum(count for (_, ending), count in counts.items() if ending == "document") > 10
