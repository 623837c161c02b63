"""The operations are read when the first of them is called."""

from __future__ import annotations

import subprocess
import sys


def run(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_nothing_is_read_before_something_is_asked_for() -> None:
    loaded = "print([name for name in ('reviewer.review', 'reviewer.store', 'sqlite3') if name in sys.modules])"
    program = f"import sys; from reviewer.ui.operations import review, store; {loaded}; store.Workspace; {loaded}"
    assert run(program).splitlines() == ["[]", "['reviewer.store', 'sqlite3']"]


def test_threads_that_ask_at_one_time_get_one_module() -> None:
    program = """
import sys, threading
from reviewer.ui.operations import store
sys.setswitchinterval(1e-6)
gate, got = threading.Barrier(8), []

def ask():
    gate.wait()
    got.append(store.Workspace)

threads = [threading.Thread(target=ask) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(got), len(set(got)))
"""
    assert run(program) == "8 1"
