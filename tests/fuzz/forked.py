"""A process that is forked to work, and killed."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from io import BufferedReader


@contextlib.contextmanager
def killed_after(work: Callable[[int], None], seed: int) -> Iterator[BufferedReader]:
    """Forks a process that does `work`, which is given a descriptor to report to, and kills it where the block ends;
    what it reported is read inside the block and behind it. Who gets the reader closes it. AssertionError, naming the
    `seed`, where the process ended by itself."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        os.close(reading)
        try:
            work(writing)
        finally:
            os._exit(1)
    os.close(writing)
    yield os.fdopen(reading, "rb")
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    if not os.WIFSIGNALED(status):
        raise AssertionError(f"seed {seed}: the process failed before it was killed")
