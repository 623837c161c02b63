"""A whole session, step by step: what each step takes of the window's thread at most. Prints stalls, worst first.

The workspace has a vendor with a text of 300,000 characters, one with a PDF of 300 pages, one with a field of forty
values, an ordinary one, and one with two documents. Beside it lie a workspace of 80 MB and one under a password.
"""

from __future__ import annotations

import dataclasses
import os
import random
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from ..ui.assessed import TEXT, read_policy  # noqa: TID252
from ..ui.pages import FILLER, write_pdf  # noqa: TID252
from .stalls import Stalls, open_window, running_program
from .test_hand_speed import FOUND, long_policy

PAGES = 300
FORTY = [f"{place} {number} Ltd" for place in ("Alder", "Birch", "Cedar", "Hazel") for number in range(10)]
TIMES = 3
"""How often the session is gone through; a step's quickest time counts, its longest is printed."""
MOST = 3
LARGE, EACH = 80, 10
"""Megabytes of a workspace, and of each original in it."""
LONG, PRINTED, FORTIES, ORDINARY, TWO = range(1, 6)
"""The assessments, by number."""
FINDINGS = 60
PASSWORD = "a pass phrase of four"


def printed_policy(padding: int = 0) -> object:
    """As many lines as pages hold, with the places at which they are printed; reading the file would take minutes. The
    original is `padding` bytes larger than its pages need, as files with pictures are."""
    from reviewer.model import Block, BlockKind, Box, Document, Evidence, Extraction, Origin, Retention, Value
    from reviewer.review.reading import Reading

    data = write_pdf(pages=PAGES) + random.Random(padding).randbytes(padding)
    lines, blocks, origins, start = [], [], [], 0
    for page in range(PAGES):
        for number, line in enumerate(FILLER):
            box = Box(72, 82 + 14 * number, 72 + 5 * len(line), 94 + 14 * number)
            blocks.append(Block(start, start + len(line), BlockKind.PARAGRAPH))
            origins.append(Origin(start, start + len(line), page + 1, box, number))
            lines.append(line)
            start += len(line) + 1
    text = "\n".join(lines)
    document = Document("long.pdf", "application/pdf", "0" * 64, text, tuple(blocks), tuple(origins), PAGES)
    last = text.rindex(FILLER[20])
    evidence = Evidence(last, last + len(FILLER[20]), FILLER[20], PAGES)
    kept = Retention("Pictures", "P7Y")
    found = Value("retention.items", kept, 0.9, "retention.items.en.test", (evidence,), False, ())
    return Reading(document, Extraction("en", "test", (found,), (), ()), data)


def forty_recipients() -> object:
    text = "Write to us. We share data with:\n" + "\n".join(f"- {name}" for name in FORTY)
    return read_policy(text, tuple(("recipients.named", name, name) for name in FORTY), "forty.txt")


def make_busy_workspace(path: Path) -> Path:
    from reviewer.review import record_import
    from reviewer.store import Workspace

    readings = (read_policy(long_policy(), FOUND), printed_policy(), forty_recipients(), read_policy(), read_policy())
    with Workspace.create(path) as workspace:
        for number, reading in enumerate(readings):
            record_import(workspace, reading, vendor=f"Vendor {number}")
        record_import(workspace, read_policy(TEXT + "Appendix.", name="appendix.txt"), vendor=f"Vendor {TWO - 1}")
    return path


def make_large_workspace(path: Path) -> Path:
    """Of originals as large as an import lets in."""
    from reviewer.review import record_import
    from reviewer.store import Workspace

    with Workspace.create(path) as workspace:
        for number in range(LARGE // EACH):
            reading = read_policy(name=f"{number}.txt")
            original = random.Random(number).randbytes(EACH * 1_000_000)
            record_import(workspace, dataclasses.replace(reading, original=original), vendor=f"Vendor {number}")
    return path


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[object]:
    folder = tmp_path_factory.mktemp("session")
    with running_program(qapp):
        made = open_window(folder)
        made.folder = folder
        yield made
        made.close()
        made.deleteLater()


@pytest.fixture
def desk_window(window: object) -> Iterator[object]:
    """The window on the busy workspace."""
    path = window.folder / "busy.reviewer"
    if not path.exists():
        make_busy_workspace(path)
    Stalls().do("", lambda: window.open_path(path))
    yield window
    window.session.close_workspace()


def judge(stalls: Stalls, name: str, window: object) -> None:
    """Fails where a step, even when it takes the least, takes more than `MOST` times what showing an ordinary vendor
    takes here and now: how large a text or a workspace is must not be felt."""
    stalls.print(name)
    limit = MOST * ordinary_turn(window.session)
    assert {step: round(time) for step, time in stalls.best().items() if time > limit} == {}


def ordinary_turn(session: object) -> float:
    """What showing an ordinary vendor takes at best, in milliseconds; the busy workspace is open."""
    shown = Stalls()
    for _ in range(TIMES):
        Stalls().do("", lambda: session.open_assessment(FORTIES))
        shown.do("ordinary", lambda: session.open_assessment(ORDINARY))
    return shown.best()["ordinary"]


@pytest.mark.bench
def test_workspaces_open(window: object) -> None:
    from reviewer.store import is_encryption_available, set_password, unlock

    session, stalls = window.session, Stalls()
    busy = make_busy_workspace(window.folder / "opened.reviewer")
    large = make_large_workspace(window.folder / "large.reviewer")
    keys = {busy: None, large: None}
    if is_encryption_available():
        locked = make_large_workspace(window.folder / "locked.reviewer")
        set_password(locked, PASSWORD, None, by="Ada")
        keys[locked] = unlock(locked, PASSWORD)
    for _ in range(TIMES):
        for path, key in keys.items():
            words = f"{path.name}, {path.stat().st_size / 1e6:.0f} MB"
            stalls.do(f"open {words}", lambda path=path, key=key: window.workspaces.open_path(path, key))
            stalls.do(f"close {words}", session.close_workspace)
    Stalls().do("", lambda: window.open_path(busy))
    judge(stalls, "opening", window)
    session.close_workspace()


@pytest.mark.bench
def test_vendors_and_decisions(desk_window: object) -> None:
    from reviewer.ui.field_row import FieldKey

    window, stalls = desk_window, Stalls()
    desk, session, path = window.desk, window.session, desk_window.session.workspace.path
    recipients, retention = FieldKey("recipients.named", None), FieldKey("retention.items", None)

    def open_anew() -> None:
        """So that nothing of it is kept."""
        session.close_workspace()
        Stalls().do("", lambda: window.open_path(path))
        Stalls().do("", lambda: session.open_assessment(ORDINARY))

    for _ in range(TIMES):
        open_anew()
        stalls.do("a vendor first seen: PDF of 300 pages", lambda: session.open_assessment(PRINTED))
        open_anew()
        stalls.do("a vendor first seen: long text", lambda: session.open_assessment(LONG))
        stalls.do("another vendor: ordinary policy", lambda: session.open_assessment(ORDINARY))
        stalls.do("another vendor: two documents", lambda: session.open_assessment(TWO))
        stalls.do("its other document", lambda: desk.text._tabs.setCurrentIndex(1))
        stalls.do("its first document", lambda: desk.text._tabs.setCurrentIndex(0))
        stalls.do("another vendor: forty recipients", lambda: session.open_assessment(FORTIES))
        stalls.do("go to forty recipients", lambda: desk.go_to(recipients))
        stalls.do("choose one of forty", lambda: desk.form.step_value(1))
        stalls.do("all of them again", lambda: desk.form.choose(None))
        stalls.do("confirm the group", desk.decisions.confirm_group)
        stalls.do("undo", desk.decisions.undo)
        stalls.do("redo", desk.decisions.redo)
        stalls.do("undo again", desk.decisions.undo)
        stalls.do("another vendor: PDF of 300 pages", lambda: session.open_assessment(PRINTED))
        stalls.do("evidence on page 300, in the text", lambda: desk.go_to(retention))
        stalls.do("its pages", lambda: desk.text.show_pages(True))
        stalls.do("the first field", lambda: desk.form.go_to(desk.form.keys[0]))
        stalls.do("evidence on page 300, as printed", lambda: desk.go_to(retention))
        stalls.do("confirm on the page", desk.decisions.confirm)
        stalls.do("undo on the page", desk.decisions.undo)
        stalls.do("its text", lambda: desk.text.show_pages(False))
        stalls.do("another vendor: long text", lambda: session.open_assessment(LONG))
    judge(stalls, "vendors and decisions", window)


@pytest.mark.bench
def test_kept_places_far_down(desk_window: object) -> None:
    """A text comes up where it was left, near its end."""
    from reviewer.ui.field_row import FieldKey

    window, stalls = desk_window, Stalls()
    desk, session, path = window.desk, window.session, desk_window.session.workspace.path
    for _ in range(TIMES):
        for assessment, field in ((LONG, "security.measures"), (PRINTED, "retention.items")):
            Stalls().do("", lambda assessment=assessment: session.open_assessment(assessment))
            Stalls().do("", lambda field=field: desk.go_to(FieldKey(field, None)))
            session.close_workspace()
            stalls.do(f"open where {field} was looked at", lambda: window.open_path(path))
    judge(stalls, "places far down", window)


@pytest.mark.bench
def test_imports(desk_window: object) -> None:
    from reviewer.ui.import_bar import Provenance
    from reviewer.ui.import_queue import Job

    window, stalls = desk_window, Stalls()
    importing, session = window.importing, window.session
    job = Job(1, "long.pdf", Path("long.pdf"))
    for size, padding in (("300 pages", 0), ("300 pages of 40 MB", 40_000_000)):
        for number in range(TIMES):
            reading, came = printed_policy(padding), []
            importing.imported.connect(lambda *ids, came=came: came.append(ids))
            session.open_assessment(ORDINARY)
            place = importing._place_on_desk()
            provenance = dataclasses.replace(Provenance(), vendor=f"{size} {number}", place=place)
            stalls.do(
                f"record an import of {size}",
                lambda reading=reading, provenance=provenance: importing._record(job, reading, provenance),
                lambda came=came: bool(came),
            )
    judge(stalls, "imports", window)


@pytest.mark.bench
def test_find_and_write(desk_window: object) -> None:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    from reviewer.ui.field_row import FieldKey

    window, stalls = desk_window, Stalls()
    desk, session, actions = window.desk, window.session, window.actions_by_id
    Stalls().do("", lambda: session.open_assessment(LONG))
    for _ in range(TIMES):
        stalls.do("find in the text", actions["edit.find"].trigger)
        for word in ("catalogued", "section 2999"):
            for letter in word:
                kind = "first letter" if letter == word[0] else "a letter"
                stalls.do(
                    f"find as you type, {kind}", lambda letter=letter: QTest.keyClicks(desk.text.find_bar._line, letter)
                )
            stalls.do("the next place", desk.text.find_bar.find_next)
            desk.text.find_bar._line.clear()
        stalls.do("leave the search", desk.text.find_bar.close_bar)
        stalls.do("find in all documents", actions["edit.find_everywhere"].trigger)
        for letter in "catalogued":
            stalls.do(
                "all documents, a letter",
                lambda letter=letter: QTest.keyClicks(window.lower.search.focusProxy(), letter),
            )
        window.lower.show_tab("findings")
        stalls.do("go to a field", lambda: desk.go_to(FieldKey("controller.name", None)))
        stalls.do("correct it", desk.decisions.correct)
        line = desk.form.card.panel.findChild(QLineEdit)
        for letter in "Harbour Media":
            stalls.do("a letter into the editor", lambda letter=letter, line=line: QTest.keyClicks(line, letter))
        stalls.do("leave the editor", desk.form.close_panel)
        stalls.do("the palette", actions["view.go_to"].trigger)
        stalls.do("away from it", window.views.palette.close_quietly)
    judge(stalls, "finding and writing beside a long text", window)


@pytest.mark.bench
def test_panels_and_windows(desk_window: object) -> None:
    window, stalls = desk_window, Stalls()
    session, lower, actions = window.session, window.lower, window.actions_by_id
    Stalls().do("", lambda: session.open_assessment(ORDINARY))
    assessment = session.assessment
    given = assessment.findings
    many = dataclasses.replace(assessment, findings=(given * FINDINGS)[:FINDINGS])
    for _ in range(TIMES):
        for tab in ("history", "notes", "findings"):
            stalls.do(f"the tab of {tab}", lambda tab=tab: lower.show_tab(tab))
        stalls.do(f"{FINDINGS} findings", lambda: lower.findings.show_assessment(many))
        stalls.do("the next of them", lambda: lower.findings.step(1))
        stalls.do(f"{len(given)} findings again", lambda: lower.findings.show_assessment(assessment))
        stalls.do("without the panel below", actions["view.lower"].trigger)
        stalls.do("with it", actions["view.lower"].trigger)
        for action in ("edit.settings", "help.handbook", "help.diagnostics", "help.about", "report.compare"):
            stalls.do(f"open {action}", actions[action].trigger, lambda: not _reading(window))
            stalls.do(f"close {action}", lambda action=action: window.companions._open[action].close())
        stalls.do("keys", actions["help.keys"].trigger)
        stalls.do("away from the keys", actions["help.keys"].trigger)
        stalls.do("ask for a report", actions["report.write"].trigger)
        stalls.do("leave it", lambda: window.bars.bars[-1].dismiss())
    judge(stalls, "panels and windows", window)


def _reading(window: object) -> bool:
    """Whether the comparison is still being put together."""
    shown = window.companions._open.get("report.compare")
    return shown is not None and shown.isVisible() and shown.table.model() is None


@pytest.mark.bench
@pytest.mark.parametrize("shown", [ORDINARY, LONG])
def test_looks(desk_window: object, shown: int) -> None:
    window, stalls = desk_window, Stalls()
    Stalls().do("", lambda: window.session.open_assessment(shown))
    for _ in range(TIMES):
        for theme in ("dark", "light"):
            stalls.do(f"the {theme} theme", lambda theme=theme: window.appearance.set_theme(theme))
        for name, size in (("larger text", 1.2), ("normal size", 1.0)):
            stalls.do(name, lambda size=size: window.appearance.set_scale(size))
        stalls.do("a wider window", lambda: window.resize(1600, 1000))
        stalls.do("a narrower window", lambda: window.resize(1100, 700))
        stalls.do("as before", lambda: window.resize(1440, 900))
    judge(stalls, f"looks beside {'a long text' if shown == LONG else 'an ordinary policy'}", window)
