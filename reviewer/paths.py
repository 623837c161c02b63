"""The one place that knows folders: resources (source tree, wheel, frozen app) and the user's data."""

from __future__ import annotations

import re
import sys
from pathlib import Path

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST_NAME = 80


def _resource_root() -> Path:
    """The folder of resources: inside the package in a wheel or frozen app, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    bundled = getattr(sys, "_MEIPASS", None)
    candidates = [package / "resources", package.parent / "resources"]
    if bundled:
        candidates.insert(0, Path(bundled) / "reviewer" / "resources")
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no resources folder beside {package.name}")


def resource(*parts: str) -> Path:
    """A file or folder of resources, named by its path parts; FileNotFoundError if it is not there."""
    path = _resource_root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError("/".join(parts))
    return path


def licence_folder() -> Path | None:
    """Where a bundle has the texts of the licences of everything inside; None outside a bundle."""
    if not hasattr(sys, "_MEIPASS"):
        return None
    beside = Path(sys.executable).resolve().parent
    places = (beside / "licences", beside.parent / "Resources" / "licences")  # the latter in an .app of macOS
    return next((folder for folder in places if folder.is_dir()), None)


def settings_folder() -> Path:
    """Where the user's options live; made when asked for."""
    from platformdirs import user_config_path

    return user_config_path("reviewer", appauthor=False, ensure_exists=True)


def log_folder() -> Path:
    """Where logs live; made when asked for."""
    from platformdirs import user_log_path

    return user_log_path("reviewer", appauthor=False, ensure_exists=True)


def documents_folder() -> Path:
    """Where new workspaces are offered to be made."""
    from platformdirs import user_documents_path

    return user_documents_path()


def file_name(text: str, otherwise: str) -> str:
    """A text as the name of a file, without an ending, that any file system takes; `otherwise` where nothing is left
    of it."""
    return " ".join(_FORBIDDEN.sub(" ", text).split())[:_LONGEST_NAME].strip(" .") or otherwise
