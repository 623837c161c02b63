"""A workspace of a thousand documents of twenty thousand characters: opening the list, narrowing it, the search index
and searching. Prints times, sizes and stalls of the window's thread; compares with a tenth of the documents."""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from reviewer import review
from reviewer.model import Block, BlockKind, Document, Evidence, Extraction, Value
from reviewer.review.reading import Reading
from reviewer.store import Workspace

DOCUMENTS, EACH, LENGTH = 1_000, 2, 20_000
LIMIT, OPENING = 50.0, 300.0
"""Milliseconds that a key may take and that the list may take to open."""
SYLLABLES = "ka lo mi re tu sä pi no va hö sti lle ssa ing för del ran ker tio åt".split()


def words(seed: int) -> list[str]:
    """Words of an invented language, some of them much oftener used than others."""
    chance = random.Random(seed)
    return ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 5))) for _ in range(6_000)]


VOCABULARY = words(7)
WEIGHTS = list(itertools.accumulate(1 / rank for rank in range(1, len(VOCABULARY) + 1)))


def policy(number: int) -> Reading:
    chance = random.Random(number)
    blocks, parts, at = [], [f"Notice {number}"], 0
    while sum(map(len, parts)) < LENGTH:
        parts.append(" ".join(chance.choices(VOCABULARY, cum_weights=WEIGHTS, k=60)).capitalize() + ".")
    parts.append(f"Lantern{number} is written once. Every notice has a lighthouse.")
    for part in parts:
        blocks.append(Block(at, at + len(part), BlockKind.PARAGRAPH if at else BlockKind.HEADING, level=0 if at else 1))
        at += len(part) + 2
    text = "\n\n".join(parts)
    title, content = parts[0], text.encode()
    document = Document(
        f"{number}.txt", "text/plain", hashlib.sha256(content).hexdigest(), text, tuple(blocks), (), None
    )
    value = Value("document.title", title, 0.9, "document.title.sample", (Evidence(0, len(title), title),))
    return Reading(document, Extraction("en", "1", (value,)), content)


def make_workspace(path: Path, documents: int) -> Path:
    with Workspace.create(path, by="Ada") as ws:
        engagements = [review.add_engagement(ws, client=f"Client {number}", by="Ada") for number in range(10)]
        for number in range(documents):
            vendor = number // EACH
            review.record_import(
                ws,
                policy(number),
                engagement_id=engagements[vendor * 10 * EACH // documents],
                vendor=f"{VOCABULARY[vendor * 3].capitalize()} {vendor} Oy",
                document_name=f"Notice {number}",
                by="Ada",
            )
    return path


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("large") / "large.reviewer", DOCUMENTS)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("small") / "small.reviewer", DOCUMENTS // 10)


def timed(action: Callable[[], object]) -> float:
    """Milliseconds that the window's thread works, with the painting that follows."""
    from PySide6.QtCore import QCoreApplication

    start = time.thread_time()
    action()
    QCoreApplication.processEvents()
    return (time.thread_time() - start) * 1000


def idle() -> float:
    """Lets other threads work; milliseconds that the window's thread then had to."""
    time.sleep(0.001)
    return timed(lambda: None)


def report(name: str, times: list[float], limit: float = LIMIT) -> float:
    """Prints, and returns the median."""
    stalls = sum(value > limit for value in times)
    print(
        f"\n{name}: median {statistics.median(times):.1f} ms, longest {max(times):.1f} ms,"
        f" {stalls} of {len(times)} over {limit:.0f} ms"
    )
    return statistics.median(times)


@pytest.fixture(scope="module")
def make_window(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[Callable[[], object]]:

    import reviewer.ui  # noqa: F401
    from reviewer.i18n import Translator
    from reviewer.settings import Settings
    from reviewer.ui.main_window import MainWindow

    made = []

    def make() -> object:
        settings = Settings(tmp_path_factory.mktemp("settings"))
        settings.options.reviewer = "Ada"
        made.append(MainWindow(settings, Translator("en"), lambda: settings.path.parent))
        made[-1].resize(1440, 900)
        made[-1].show()
        made[-1].activateWindow()
        return made[-1]

    yield make
    for window in made:
        window.close()
        window.deleteLater()


def narrow_times(window: object) -> list[float]:
    line, times = window.desk.engagements.filter, []
    for word in ("oy 1", "notice 99", VOCABULARY[30], "nobody"):
        for end in range(1, len(word) + 1):
            times.append(timed(lambda text=word[:end]: line.setText(text)))
        times.append(timed(line.clear))
    return times


@pytest.mark.bench
def test_list_opens_and_narrows(make_window: Callable[[], object], large: Path, small: Path) -> None:
    window = make_window()
    opened, narrowed = {}, {}
    for name, path in (("100", small), (f"{DOCUMENTS}", large)):
        whole = timed(lambda path=path: window.open_path(path))
        engagements = window.session.engagements
        panel = window.desk.engagements

        def open_list(panel: object = panel, engagements: object = engagements) -> None:
            panel.rows._texts.clear()
            panel.show_engagements((), None)
            panel.show_engagements(review.list_engagements(window.session.workspace), window.session.assessment.id)

        print(f"\nopening a workspace of {name} documents whole, its check included: {whole:.0f} ms")
        opened[name] = report(f"list of {name} documents opens", [timed(open_list) for _ in range(5)], OPENING)
        narrowed[name] = report(f"list of {name} documents is narrowed, a key", narrow_times(window))
        report(
            f"a decision with {name} documents", [timed(lambda: window.session._read_engagements()) for _ in range(5)]
        )
    window.session.close_workspace()
    assert opened["1000"] < 25 * max(opened["100"], 1)
    assert narrowed["1000"] < 25 * max(narrowed["100"], 1)


@pytest.mark.bench
def test_index_and_search(make_window: Callable[[], object], large: Path) -> None:
    window = make_window()
    before = large.stat().st_size
    window.open_path(large)
    times, start = [], time.monotonic()
    while review.index_progress(window.session.workspace)[0] < DOCUMENTS:
        times.append(idle())
    elapsed = time.monotonic() - start
    report("a portion into the index", [value for value in times if value > 1])
    assert elapsed < 600
    print(f"\n{DOCUMENTS} texts read into the index in {elapsed:.1f} s")
    panel = window.lower.search
    window.actions_by_id["edit.find_everywhere"].trigger()
    keys, answers = [], []
    for word in ("lighthouse", f"lantern{DOCUMENTS - 1}", VOCABULARY[0], "lighthouse notice", "nowhere"):
        for end in range(1, len(word) + 1):
            keys.append(timed(lambda text=word[:end]: panel._line.setText(text)))
        begun, steps = time.monotonic(), []
        answer = []
        panel._reader.found.connect(answer.append)
        panel._search()
        while not answer:
            steps.append(idle())
        panel._reader.found.disconnect(answer.append)
        answers.append((time.monotonic() - begun) * 1000)
        keys += steps
        print(f"\n{word}: {answer[0].hit_count} places in {answer[0].document_count} documents, {answers[-1]:.0f} ms")
    report("searching all documents, the window's thread", keys)
    report("searching all documents, until the answer", answers, 1000)
    window.session.close_workspace()
    print(f"\nworkspace {before / 1e6:.1f} MB, with its index {large.stat().st_size / 1e6:.1f} MB")
    assert large.stat().st_size < 2 * before
