"""Kills a process that sets, changes and removes a workspace's password, at random instants, and looks at what it left.

    python tests/fuzz/kill_encryption.py --kills 100 --seed 1

After each kill the file must be whole, plain or encrypted with one of the passwords in use, and hold what it held; the
next opening must clear up what was left beside it. POSIX only: the process is forked and killed.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from forked import killed_after

from reviewer import review
from reviewer.model import WorkspaceError
from reviewer.store import Workspace, inspect_workspace, remove_password, set_password, unlock
from reviewer.store.cipher import Key

FROZEN = Path(__file__).parents[1] / "data" / "databases" / "v004.reviewer"
PASSWORDS = ("sinivuokko ja kielo", "kielo ja sinivuokko")
LONGEST_LIFE = 0.12
"""Seconds after the writing of a file has begun."""
ROWS = 150


def prepare(path: Path) -> None:
    """A workspace of some megabytes, so that writing it anew takes a while."""
    shutil.copy(FROZEN, path)
    with Workspace.open(path) as ws, ws.transaction():
        for number in range(ROWS):
            ws.engagements.insert("client " * 3000, str(number))


def key_of(path: Path) -> Key | None:
    """Whichever password is in use; WorkspaceError where it is none of them."""
    try:
        return unlock(path, PASSWORDS[0])
    except WorkspaceError:
        return unlock(path, PASSWORDS[1])


def work(path: Path, chance: random.Random, report: int) -> None:
    """Works until killed; writes a byte whenever it gets further."""

    def tell(part: float) -> None:
        os.write(report, b".")

    key = key_of(path)
    while True:
        if key is not None and chance.random() < 0.4:
            key = remove_password(path, key, progress=tell).key
        else:
            key = set_password(path, chance.choice(PASSWORDS), key, progress=tell).key


def live_and_die(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with killed_after(lambda report: work(path, chance, report), seed) as pipe:
        pipe.read(1)
        time.sleep(chance.random() * LONGEST_LIFE)
    pipe.close()


def examine(path: Path, seed: int, engagements: object) -> bool:
    """Whether something had to be cleared up; AssertionError where anything is not as it should be."""
    left = {p.name for p in path.parent.iterdir()} - {path.name, path.name + ".lock", path.stem + ".backups"}
    key = key_of(path)
    with Workspace.open(path, key=key) as ws:
        assert review.list_engagements(ws) == engagements, f"seed {seed}: the content is another"
    assert inspect_workspace(path, key) == (), f"seed {seed}: {inspect_workspace(path, key)}"
    stays = {p.name for p in path.parent.iterdir()} - {path.name, path.stem + ".backups"}
    assert not stays, f"seed {seed}: left behind: {stays}"
    return bool(left)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "matter.reviewer")
        prepare(path)
        with Workspace.open(path) as ws:
            engagements = review.list_engagements(ws)
        untidy = 0
        for number in range(options.kills):
            seed = options.seed * 1_000_000 + number
            live_and_die(path, seed)
            untidy += examine(path, seed, engagements)
    sys.stdout.write(f"{options.kills} kills, {untidy} of them in the middle, nothing lost\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
