"""How much memory a process holds."""

from __future__ import annotations

import os
import subprocess
import sys

_MEGABYTE = 1024 * 1024


def resident_megabytes(pid: int) -> float:
    """Memory that a process holds; 0 where the system does not say."""
    try:
        if sys.platform == "win32":
            return _resident_on_windows(pid)
        if sys.platform == "darwin":
            shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=False, timeout=5)
            return int(shown.stdout or 0) / 1024
        with open(f"/proc/{pid}/statm", encoding="ascii") as statm:  # noqa: PTH123 (read every tenth of a second)
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / _MEGABYTE
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        return 0


def _resident_on_windows(pid: int) -> float:
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("size", ctypes.c_uint32),
            ("faults", ctypes.c_uint32),
            *((name, ctypes.c_size_t) for name in ("peak", "working_set", "a", "b", "c", "d", "pagefile", "e")),
        ]

    windows = ctypes.windll  # type: ignore[attr-defined]
    query_and_read = 0x0410
    handle = windows.kernel32.OpenProcess(query_and_read, False, pid)
    counters = Counters(size=ctypes.sizeof(Counters))
    try:
        windows.psapi.GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.size)
    finally:
        windows.kernel32.CloseHandle(handle)
    return float(counters.working_set) / _MEGABYTE
