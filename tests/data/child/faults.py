"""What a file might make an importer do to the child."""

from __future__ import annotations

import os
import signal
import sys
import time

from reviewer.model import Document, Extraction, PasswordNeededError


def hang(document: object = None) -> Extraction:
    while True:
        pass


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def crash(document: object = None) -> Extraction:
    os.kill(os.getpid(), getattr(signal, "SIGSEGV", signal.SIGTERM))
    raise AssertionError


def leave(status: int) -> None:
    os._exit(status)


def fill_memory(megabytes: int) -> int:
    return len(bytearray(megabytes * 1024 * 1024))


def chatter(lines: int) -> str:
    for number in range(lines):
        print("stray", number)  # noqa: T201 (stray output is what it is for)
        sys.stdout.buffer.write(b"\0\0\0\0")
    sys.stdout.flush()
    os.write(1, b"raw")
    return sys.stdin.read()


def fail(wrong: int) -> None:
    raise PasswordNeededError("needs one", wrong=wrong)


def blunder() -> None:
    raise KeyError("a slip in the program")


def identity() -> int:
    return os.getpid()


def report(steps: int, progress: object) -> str:
    for step in range(steps):
        progress("read", step / steps)  # type: ignore[operator]
    return "done"


def extract(document: Document) -> Extraction:
    return Extraction(language="en", rule_set=f"{document.name} has {len(document.blocks)} blocks", values=())


def reach_out(way: str, path: str) -> str:
    """What code that has been taken over would try."""
    import shutil
    import socket
    import subprocess

    ways = {
        "connect": lambda: socket.create_connection(("127.0.0.1", 9), 1),
        "listen": lambda: socket.socket().bind(("127.0.0.1", 0)),
        "resolve": lambda: socket.getaddrinfo("example.com", 80),
        "write": lambda: open(path, "w"),  # noqa: PTH123, SIM115 (what a library would do)
        "append": lambda: os.open(path, os.O_WRONLY | os.O_APPEND),
        "remove": lambda: os.remove(path),  # noqa: PTH107
        "rename": lambda: os.rename(path, path + "2"),  # noqa: PTH104
        "delete": lambda: shutil.rmtree(os.path.dirname(path)),  # noqa: PTH120
        "start": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
        "shell": lambda: os.system("true"),
    }
    try:
        ways[way]()
    except OSError as error:
        return type(error).__name__
    return "done"
