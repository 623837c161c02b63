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
    parser = _program_parser()
    for action in _actions(parser):
        if action.choices and "; " in str(action.help):
            action.help = "what to do"  # it is of all choices, and fish says it beside each
        if action.metavar == "DIR":
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
        elif action.type is Path or "FILE" in str(action.metavar):
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    text: str = shtab.complete(parser, shell)
    return text


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
