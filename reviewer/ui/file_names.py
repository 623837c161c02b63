"""Names for the files that the window makes."""

from __future__ import annotations

import re
from pathlib import Path

WORKSPACE = ".reviewer"
"""The ending of workspaces."""

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def unused_path(folder: Path, name: str, ending: str = WORKSPACE) -> Path:
    """A file that is not there yet, by default for a workspace, named after a vendor as far as files may be."""
    name = " ".join(_FORBIDDEN.sub(" ", name).split()).strip(" .") or "Review"
    path, number = folder / (name + ending), 2
    while path.exists():
        path, number = folder / f"{name} {number}{ending}", number + 1
    return path
