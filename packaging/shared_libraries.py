"""What the shared libraries of a bundle want from each other and from the system (ELF, Linux)."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path


def find_binaries(bundle: Path) -> list[Path]:
    """Programs and libraries in the bundle, each once."""
    return [path for path in sorted(bundle.rglob("*")) if path.is_file() and not path.is_symlink() and _is_elf(path)]


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def needed_names(paths: Iterable[Path]) -> set[str]:
    """File names of the libraries that any of `paths` is linked to."""
    listed = subprocess.run(["objdump", "-p", *map(str, paths)], capture_output=True, text=True, check=True)
    return set(re.findall(r"NEEDED\s+(\S+)", listed.stdout))


def libc_version(paths: Iterable[Path]) -> tuple[int, int]:
    """The oldest version of the C library that has everything `paths` ask of it."""
    found = {match for path in paths for match in re.findall(rb"GLIBC_(\d+)\.(\d+)", path.read_bytes())}
    return max((int(major), int(minor)) for major, minor in found)


def remove_orphans(bundle: Path) -> list[str]:
    """Take out libraries that nothing in the bundle is linked to any more, and links to nowhere; returns their names.

    They were collected for plugins that were left out. Only folders of plain libraries are looked at: plugins and
    extension modules are loaded by name.
    """
    removed = []
    folders = (bundle / "_internal", bundle / "_internal" / "PySide6" / "Qt" / "lib")
    while True:
        needed = needed_names(find_binaries(bundle))
        present = [path for folder in folders for path in folder.glob("lib*.so*")]
        orphans = [p for p in present if not p.exists() or not (p.name in needed or p.name.startswith("libpython"))]
        if not orphans:
            return sorted(set(removed))
        for path in orphans:
            path.unlink()
            removed.append(path.name)


def wanted_from_system(bundle: Path) -> set[str]:
    """File names of the libraries that the bundle is linked to and does not hold."""
    return needed_names(find_binaries(bundle)) - {path.name for path in bundle.rglob("*.so*")}


def missing_from_system(names: Iterable[str]) -> set[str]:
    """Those of `names` that this system does not have: PyInstaller only warns of them, and the window then fails."""
    cache = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    known = set(re.findall(r"^\s+(\S+) \(", cache, re.MULTILINE))
    return {name for name in names if name not in known and not name.startswith("ld-linux")}
