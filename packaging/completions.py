"""What shells need to complete the program's commands, options, their choices and files, made from its own parser."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import shtab

ROOT = Path(__file__).resolve().parent.parent

PLACES = {
    "bash": "bash-completion/completions/reviewer",
    "zsh": "zsh/site-functions/_reviewer",
    "fish": "fish/vendor_completions.d/reviewer.fish",
}
"""Below a prefix's `share`, where each shell looks."""

_WORKSPACES = {
    "bash": (
        "_shtab_reviewer_pos_0_choices=",
        """_shtab_compgen_workspace_files() {
  [[ -n "$1" ]] && compgen -d -- "$1"
  compgen -f -X '!*.reviewer' -- "$1"
}
_shtab_reviewer_pos_0_COMPGEN=_shtab_compgen_workspace_files
_shtab_reviewer_pos_0_choices=""",
    ),
    "zsh": (
        "  _describe 'reviewer commands' _commands\n",
        "  _describe 'reviewer commands' _commands\n  _files -g '*.reviewer'\n",
    ),
    "fish": (
        "complete -c reviewer -f\n",
        """complete -c reviewer -f
complete -c reviewer -n '_shtab_reviewer_using; and test $_shtab_reviewer_npos -eq 0' \\
  -a '(__fish_complete_suffix .reviewer | string match -r -- "^[^\\t]*(?:/|\\.reviewer)(?:\\t.*)?\\$")'
""",
    ),
}
"""Where a command is expected a workspace may stand too, which the parser does not know: what each shell's file says
of commands, and that with workspaces and folders besides."""


def write_completions(share: Path) -> list[Path]:
    """Writes a file for each shell; returns them."""
    written = []
    for shell, place in PLACES.items():
        target = share / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(completion(shell), encoding="utf-8")
        written.append(target)
    return written


def completion(shell: str) -> str:
    """The file for a shell; ValueError where the generator writes it in another way than this knows."""
    parser = _program_parser()
    for action in _actions(parser):
        if action.choices and "; " in str(action.help):
            action.help = "what to do"  # it is of all choices, and fish says it beside each
        if action.metavar == "DIR":
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
        elif action.type is Path or "FILE" in str(action.metavar):
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    text: str = shtab.complete(parser, shell)
    of_commands, with_workspaces = _WORKSPACES[shell]
    if text.count(of_commands) != 1:
        raise ValueError(f"the completion for {shell} does not look as expected: {of_commands!r}")
    return text.replace(of_commands, with_workspaces)


def _program_parser() -> argparse.ArgumentParser:
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from reviewer.arguments import build_parser

    return build_parser()


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _actions(below)
