"""Passwords of workspaces on the command line: read from a file or asked for at the terminal, never an argument."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.arguments import UsageError
from reviewer.model import WorkspaceError
from reviewer.terminal import DONE, PARTLY, say, show

if TYPE_CHECKING:
    from reviewer.store import Key, Rekeyed, Workspace


def open_workspace(options: argparse.Namespace, *, read_only: bool = False) -> Workspace:
    """The workspace that the options name, with its password where it has one; errors as of `Workspace.open`."""
    from reviewer.store import Workspace

    return Workspace.open(options.workspace, read_only, key=workspace_key(options))


def workspace_key(options: argparse.Namespace) -> Key | None:
    """What opens the workspace that the options name; asked for once a command. WorkspaceError `.password`,
    `.no_encryption`."""
    if not hasattr(options, "key"):
        options.key = _key(options.workspace, options.password_file)
    key: Key | None = options.key
    return key


def key_of_file(path: Path, options: argparse.Namespace) -> Key | None:
    """What opens a file that may have another password than the workspace, such as a copy."""
    return _key(path, options.password_file)


def _key(path: Path, password_file: Path | None) -> Key | None:
    from reviewer.store import is_encrypted, is_encryption_available, unlock

    if not is_encrypted(path):
        return None
    if not is_encryption_available():
        raise WorkspaceError("workspace.no_encryption", name=path.name)
    given = _given(password_file)
    return unlock(path, _asked(path) if given is None else given)


def read_password(path: Path) -> str:
    """The first line of a file."""
    return path.read_text(encoding="utf-8-sig").partition("\n")[0].rstrip("\r")


def run_password_action(options: argparse.Namespace) -> int:
    """What `reviewer workspace password W` does; returns the exit status."""
    from reviewer.store import remove_password, set_password

    key = workspace_key(options)
    if not options.remove:
        say("A forgotten password cannot be helped: without it nobody opens the workspace. Keep it where it is safe.")
        result = set_password(options.workspace, _new_password(options), key, by=options.by)
        say("The workspace is encrypted." if key is None else "The workspace has another password now.")
    elif key is None:
        say("The workspace has no password.")
        return DONE
    else:
        result = remove_password(options.workspace, key, by=options.by)
        say("The workspace is not encrypted any more.")
    return _settle(options, result, had_password=key is not None)


def _settle(options: argparse.Namespace, result: Rekeyed, *, had_password: bool) -> int:
    """Says what remains of the file that was, and removes or names its copies."""
    if not had_password:
        say(_REMAINS if result.overwritten else f"The former file could not be overwritten, only removed. {_REMAINS}")
    if options.backups_too:
        _remove_copies(result)
        return DONE
    for path in result.copies:
        show(str(path))
    if result.copies and result.key is not None:
        say("The new password does not protect these copies. --backups-too would have removed them.")
        return PARTLY
    if result.copies:
        say("These copies still need the password that was removed.")
    return DONE


_REMAINS = (
    "What a solid-state disk, a synchronised folder, a journal or a backup of the system keeps of it is beyond the "
    "program's reach."
)


def _remove_copies(result: Rekeyed) -> None:
    from reviewer.store import dispose_of

    for path in result.copies:
        dispose_of(path)
        say(f"Removed the copy {path}")


def _new_password(options: argparse.Namespace) -> str:
    given = _given(options.new_password_file)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise UsageError("Without a terminal the new password is read from a file: --new-password-file F.")
    password = getpass.getpass("New password: ")
    if getpass.getpass("The same again: ") != password:
        raise UsageError("The two differ. Nothing was changed.")
    return password


def _given(path: Path | None) -> str | None:
    return read_password(path) if path else None


def _asked(path: Path) -> str:
    if not sys.stdin.isatty():
        raise WorkspaceError("workspace.password", "no terminal", name=path.name)
    return getpass.getpass(f"Password of {path.name}: ")
