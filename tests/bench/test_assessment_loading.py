"""How long it takes to fill the desk and the list from the workspace, against the plain work that is in it."""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.form import ValueType, load_form
from reviewer.model import Block, BlockKind, Box, Document, Evidence, Extraction, Origin, Value
from reviewer.review import list_engagements, load_assessment, record_import
from reviewer.review.reading import Reading
from reviewer.store import Workspace
from reviewer.store.encoding import encode

WORDS = "we process personal data of users on the basis of contract and consent for our services".split()
LINES = 1_400  # of twelve words: about 100 kB

pytestmark = pytest.mark.bench


def make_reading(name: str, lines: int, values: int) -> Reading:
    chance = random.Random(name)
    written = [" ".join(chance.choices(WORDS, k=12)) for _ in range(lines)]
    text = "\n\n".join(written)
    blocks, origins, start = [], [], 0
    for number, line in enumerate(written):
        end = start + len(line)
        blocks.append(Block(start, end, BlockKind.PARAGRAPH))
        origins.append(Origin(start, end, number // 40 + 1, Box(72, 72.5, 300.25, 84), number))
        start = end + 2
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(name, "application/pdf", digest, text, tuple(blocks), tuple(origins), lines // 40 + 1)
    return Reading(document, Extraction("en", "1", make_values(text, values, chance)), text.encode())


def make_values(text: str, number: int, chance: random.Random) -> tuple[Value, ...]:
    fields = [f.id for f in load_form().fields if f.type in (ValueType.TEXT, ValueType.NAME) and not f.one]
    starts = [chance.randrange(len(text) - 50) for _ in range(number)]
    return tuple(
        Value(chance.choice(fields), f"value {i}", 0.9, "sample.en.words", (Evidence(s, s + 50, text[s : s + 50]),))
        for i, s in enumerate(starts)
    )


def best(work: Callable[[], object], times: int = 5) -> float:
    """Seconds of the quickest of several runs."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return min(taken)


def test_an_assessment_is_loaded_in_about_the_time_that_its_json_takes_to_parse(tmp_path: Path) -> None:
    readings = [make_reading(f"{i}.pdf", LINES, 100) for i in range(3)]
    plain = [encode((r.document.blocks, r.document.origins, r.extraction)) for r in readings]
    with Workspace.create(tmp_path / "a.reviewer") as ws:
        for reading in readings:
            imported = record_import(ws, reading, vendor="Lumo")
        loading = best(lambda: load_assessment(ws, imported.assessment_id))
    parsing = best(lambda: [json.loads(text) for text in plain])
    print(
        f"load_assessment, 3 documents of 100 kB, 300 values: {loading * 1000:.1f} ms; json.loads: {parsing * 1000:.1f}"
    )
    assert loading < 3 * parsing


def test_listing_does_not_grow_with_the_texts(tmp_path: Path) -> None:
    taken = {}
    for lines in (10, 400):
        reading = make_reading("a.pdf", lines, 30)
        with Workspace.create(tmp_path / f"{lines}.reviewer") as ws, ws.transaction():
            for number in range(200):
                record_import(ws, reading, vendor=f"Vendor {number // 2}")
            taken[lines] = best(lambda: list_engagements(ws))
    print(f"list_engagements, 200 documents: {taken[10] * 1000:.1f} ms short, {taken[400] * 1000:.1f} ms long texts")
    assert taken[400] < 2 * taken[10]
