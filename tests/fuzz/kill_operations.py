"""Kills a process that works on a workspace, at random instants, and looks at what it left behind.

    python tests/fuzz/kill_operations.py --kills 300 --seed 1

After each kill every operation that the process had reported done must be there, at most one more, nothing by halves;
the file must pass the full check, and its history must verify. POSIX only: the process is forked and killed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import runpy
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from forked import killed_after

from reviewer import review
from reviewer.model import Context, DecisionError
from reviewer.store import Workspace, inspect_workspace, list_backups

DATABASES = Path(__file__).parents[1] / "data" / "databases"
SAMPLES = runpy.run_path(str(DATABASES / "make_database.py"))
MOST_OPERATIONS = 25
LONGEST_WAIT = 0.03
"""Seconds after the last operation waited for: in the midst of the next, while opening, or while closing."""
ROUNDS_A_FILE = 10
ROWS_AN_OPERATION = 2  # an import may make an engagement as well

Operation = Callable[[Workspace, random.Random], object]


def assessments(ws: Workspace) -> list[int]:
    return [v.assessment_id for e in review.list_engagements(ws) for v in e.vendors]


def state(ws: Workspace) -> str:
    """A digest of everything that a person sees."""
    seen = [review.list_engagements(ws), review.list_removed(ws)]
    seen += [review.load_assessment(ws, each) for each in assessments(ws)]
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def import_document(ws: Workspace, chance: random.Random) -> object:
    reading = SAMPLES["_reading"](
        f"{chance.randrange(1000)}.pdf", SAMPLES["TEXT"] + "More words.\n" * chance.randrange(500)
    )
    documents = [d[0] for e in review.list_engagements(ws) for v in e.vendors for d in v.documents]
    replaces = chance.choice([None, *documents])
    return review.record_import(ws, reading, replaces=replaces, by="Ann")


def decide(ws: Workspace, chance: random.Random) -> object:
    assessment = review.load_assessment(ws, chance.choice(assessments(ws)))
    field = chance.choice(assessment.fields)
    target = (ws, assessment.id, field.field)
    values = [v.id for f in assessment.fields for v in f.values] or [0]
    choice = chance.randrange(9)
    if choice == 0:
        return review.confirm_field(*target, document_id=field.document_id, by="Ann")
    if choice == 1:
        return review.reject_value(ws, assessment.id, chance.choice(values), by="Ann")
    if choice == 2:
        return review.add_value(*target, "Tuuli", source="letter", document_id=field.document_id, by="Ann")
    if choice == 3:
        return review.write_note(*target, "ask " * chance.randrange(50), document_id=field.document_id, by="Ann")
    if choice == 4:
        return review.mark_not_stated(*target, document_id=field.document_id, by="Ann")
    if choice == 5:
        return review.write_translation(ws, assessment.id, chance.choice(values), "kaksi", by="Ann")
    if choice == 6:
        return review.set_context(ws, assessment.id, Context(service_name=str(chance.random())), by="Ann")
    return (review.undo if choice == 7 else review.redo)(ws, assessment.id, by="Ann")


def put_away(ws: Workspace, chance: random.Random) -> object:
    removed = [r.id for r in review.list_removed(ws)]
    documents = [d[0] for e in review.list_engagements(ws) for v in e.vendors for d in v.documents]
    if removed and chance.random() < 0.5:
        function = review.erase_document if chance.random() < 0.5 else review.restore_document
        return function(ws, chance.choice(removed), by="Ann")
    return review.remove_document(ws, chance.choice(documents or [0]), by="Ann")


def copy(ws: Workspace, chance: random.Random) -> object:
    return ws.back_up()


def read_in(ws: Workspace, chance: random.Random) -> object:
    """Takes the next portion of a text into the search index."""
    portion = review.next_index_slice(ws)
    return portion and review.write_index_slice(ws, portion)


OPERATIONS: tuple[tuple[Operation, int], ...] = (
    (decide, 20),
    (import_document, 3),
    (put_away, 3),
    (read_in, 3),
    (copy, 1),
)


def work(path: Path, seed: int, report: int) -> None:
    """Works until killed; after each operation writes the history's head and the state's digest."""
    chance = random.Random(seed)
    functions, weights = zip(*OPERATIONS, strict=True)
    while True:
        with Workspace.open(path) if path.exists() else Workspace.create(path, by="Ann") as ws:
            while chance.random() > 0.05:
                operation = chance.choices(functions, weights)[0] if assessments(ws) else import_document
                try:
                    operation(ws, chance)
                except DecisionError:
                    continue
                os.write(report, json.dumps([ws.audit.head(), state(ws)]).encode() + b"\n")


def live_and_die(path: Path, seed: int) -> list[tuple[str, str]]:
    """Lets a process work for a while; returns what it had reported when it was killed."""
    chance = random.Random(-seed)
    with killed_after(lambda report: work(path, seed, report), seed) as pipe:
        lines = [pipe.readline() for _ in range(int(chance.random() ** 2 * MOST_OPERATIONS))]
        time.sleep(chance.random() * LONGEST_WAIT)
    with pipe:
        lines += pipe.read().splitlines(keepends=True)
    return [(head, digest) for head, digest in (json.loads(line) for line in lines if line.endswith(b"\n"))]


def examine(path: Path, reported: list[tuple[str, str]], seed: int) -> None:
    """AssertionError where anything that was reported is not there, or anything is there by halves."""
    if not path.exists():
        assert not reported, f"seed {seed}: the file is gone"
        return
    with Workspace.open(path) as ws:
        hashes = [record.hash for record in ws.audit.records()]
        missing = {head for head, _ in reported} - set(hashes)
        assert not missing, f"seed {seed}: {len(missing)} reported operations are not there"
        if reported:
            later = len(hashes) - 1 - hashes.index(reported[-1][0])
            assert later <= ROWS_AN_OPERATION, f"seed {seed}: {later} rows of operations that were not reported"
        if reported and reported[-1][0] == hashes[-1]:
            assert state(ws) == reported[-1][1], f"seed {seed}: the state is not the one that was reported"
        state(ws)
        examine_index(ws, seed)
    assert inspect_workspace(path) == (), f"seed {seed}: {inspect_workspace(path)}"
    for backup in list_backups(path)[-1:]:
        assert inspect_workspace(backup.path) == (), f"seed {seed}: the copy is not whole"
    left = {p.name for p in path.parent.iterdir()} - {path.name, path.with_suffix(".backups").name}
    assert not left, f"seed {seed}: left behind: {left}"


def examine_index(ws: Workspace, seed: int) -> None:
    """Every document is found, whatever of it was in the index when the process was killed."""
    while portion := review.next_index_slice(ws):
        review.write_index_slice(ws, portion)
    documents = {d[0] for e in review.list_engagements(ws) for v in e.vendors for d in v.documents}
    found = review.search_documents(ws, "Tuuli", most=100_000)
    assert {d.document_id for d in found.documents} == documents, f"seed {seed}: the index is not whole"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    operations = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.kills):
            path = Path(folder, str(number // ROUNDS_A_FILE), "matter.reviewer")
            path.parent.mkdir(exist_ok=True)
            seed = options.seed * 1_000_000 + number
            reported = live_and_die(path, seed)
            operations += len(reported)
            examine(path, reported, seed)
    sys.stdout.write(f"{options.kills} kills, {operations} operations reported done, nothing lost\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
