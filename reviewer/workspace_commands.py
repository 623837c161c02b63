"""`reviewer workspace …`: care of a workspace file: check, verify, repair, copies, removing and erasing."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer.model import WorkspaceError
from reviewer.passwords import key_of_file, open_workspace, run_password_action, workspace_key
from reviewer.selection import only_target, removed_targets, shown_targets
from reviewer.terminal import DONE, PARTLY, say, show

if TYPE_CHECKING:
    from reviewer.store import Salvage, Subject


def run_workspace_action(options: argparse.Namespace) -> int:
    """What `reviewer workspace ACTION W` does; returns the exit status."""
    return ACTIONS[options.action](options)


def _check(options: argparse.Namespace) -> int:
    from reviewer.store import inspect_workspace

    problems = inspect_workspace(options.workspace, workspace_key(options))
    for problem in problems:
        show(f"{problem.kind}: {problem.detail}")
    if not problems:
        say("The workspace is whole.")
    return PARTLY if problems else DONE


def _verify(options: argparse.Namespace) -> int:
    from reviewer.store import verify_chain

    with open_workspace(options, read_only=True) as workspace, workspace.transaction():
        report = verify_chain(workspace.audit)
        place = next((r.id for r in workspace.audit.records() if r.hash == options.head), None) if options.head else 0
    show(f"rows {report.rows}\nemptied by erasing {report.erased}\nhead {report.head}")
    for fault in report.faults:
        show(f"row {fault.row}: {fault.kind}")
    if place is None:
        say("No row of the history has that head: the history was changed since it was printed.")
    elif place:
        say(f"The head is that of row {place}; everything up to it is as it was when it was printed.")
    return DONE if report.whole and place is not None else PARTLY


def _repair(options: argparse.Namespace) -> int:
    from reviewer.store import salvage_workspace, timestamp, utc_now

    path: Path = options.workspace
    target = options.output or path.with_name(f"{path.stem} recovered{path.suffix}")
    salvage = salvage_workspace(path, target, at=timestamp(utc_now()), by=options.by, key=workspace_key(options))
    show(str(target))
    for line in _losses(salvage):
        say(line)
    return DONE if salvage.whole else PARTLY


def _losses(salvage: Salvage) -> list[str]:
    lines = [f"Not all could be read of: {table}" for table in salvage.incomplete]
    lines += [f"Left out, since it makes no sense: {count} of {table}" for table, count in salvage.senseless.items()]
    lines += [f"The text is lost, import it again: {name}" for name in salvage.lost_documents]
    return lines or ["Everything could be read."]


def _backups(options: argparse.Namespace) -> int:
    from reviewer.store import list_backups

    if options.make:
        with open_workspace(options) as workspace:
            workspace.back_up()
    for backup in list_backups(options.workspace):
        show(f"{backup.number}\t{backup.at}\t{backup.bytes}\t{backup.path}")
    return DONE


def _restore(options: argparse.Namespace) -> int:
    from reviewer.store import list_backups, restore_backup

    known = list_backups(options.workspace)
    wanted = [b for b in known if options.backup in (None, b.number)]
    if not wanted:
        raise WorkspaceError("workspace.no_backup", name=options.workspace.name)
    kept = restore_backup(options.workspace, wanted[-1], by=options.by, key=key_of_file(wanted[-1].path, options))
    say(f"Restored the copy {wanted[-1].number} of {wanted[-1].at}.")
    if kept is not None:
        say(f"What was there is kept as {kept}")
    return DONE


def _remove(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        kind, identity, name = only_target(shown_targets(workspace, options), options)
        _operation("remove", kind)(workspace, identity, by=options.by)
    say(f"Removed the {kind} {name}. It can be brought back with: reviewer workspace bring-back")
    return DONE


def _removed(options: argparse.Namespace) -> int:
    from reviewer.review import list_removed

    with open_workspace(options, read_only=True) as workspace:
        for record in list_removed(workspace):
            show(f"{record.kind}\t{record.name}\t{record.place}\t{record.removed_at}")
    return DONE


def _bring_back(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        kind, identity, name = only_target(removed_targets(workspace, options), options)
        _operation("restore", kind)(workspace, identity, by=options.by)
    say(f"The {kind} {name} is back.")
    return DONE


def _erase(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        targets = [*shown_targets(workspace, options), *removed_targets(workspace, options)]
        kind, identity, name = only_target(targets, options)
        if not options.yes:
            say(f"The {kind} {name} would be erased for good; nothing brings it back. Say so with --yes.")
            return PARTLY
        erased = _operation("erase", kind)(workspace, identity, by=options.by)
    say(f"Erased the {kind} {name}. What the disk itself keeps of it is beyond the program's reach.")
    if not erased.scrubbed:
        say("The file is in use elsewhere or the disk is full: it is cleaned when it is closed everywhere.")
    return _leave_backups(erased.backups, remove=options.backups_too)


def _operation(verb: str, subject: Subject) -> Callable[..., Any]:
    """The function of `review` that removes, restores or erases an engagement, a vendor or a document."""
    from reviewer import review

    function: Callable[..., Any] = getattr(review, f"{verb}_{subject.value}")
    return function


def _leave_backups(backups: Sequence[Path], *, remove: bool) -> int:
    """Removes the copies that still hold what was erased, or names them."""
    from reviewer.store import dispose_of

    for path in backups:
        if remove:
            dispose_of(path)
            say(f"Removed the copy {path}")
        else:
            show(str(path))
    if backups and not remove:
        say("These copies still hold it. --backups-too would have removed them.")
        return PARTLY
    return DONE


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "verify": _verify,
    "repair": _repair,
    "backups": _backups,
    "restore": _restore,
    "password": run_password_action,
    "remove": _remove,
    "removed": _removed,
    "bring-back": _bring_back,
    "erase": _erase,
}
