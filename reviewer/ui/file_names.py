"""Names for the files that the window makes."""

from __future__ import annotations

from pathlib import Path

from reviewer.paths import file_name

WORKSPACE = ".reviewer"
"""The ending of workspaces."""


def unused_path(folder: Path, name: str, ending: str = WORKSPACE) -> Path:
    """A file that is not there yet, by default for a workspace, named after a vendor as far as files may be."""
    name = file_name(name, "Review")
    path, number = folder / (name + ending), 2
    while path.exists():
        path, number = folder / f"{name} {number}{ending}", number + 1
    return path
