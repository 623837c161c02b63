"""One working day at the window: import, decide, close, come back, go on, hand out the report."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from reviewer.model import ValueState
from reviewer.paths import resource
from reviewer.settings import Settings
from reviewer.ui.field_row import FieldKey

from .desk import Desk

SINGLE = ("text", "email", "phone", "url")


def correctable(desk: Desk) -> list[FieldKey]:
    """Three fields with values that are words."""
    types = {spec.id: spec.type.value for spec in _form_fields()}
    keys = [FieldKey(s.field, s.document_id) for s in desk.states() if types[s.field] in SINGLE and s.suggested]
    return keys[:3]


def _form_fields() -> tuple:
    from reviewer.form import load_form

    return load_form().fields


REPLACEMENTS = {"email": "privacy@corrected.example", "phone": "+358401234567", "url": "corrected.example/list"}


def review_whole(desk: Desk, reopen: Callable[[], Desk], policy: Path) -> None:
    desk.import_file(policy)
    corrected = _correct_three(desk)
    rejecting = FieldKey("purposes", None)
    rejected = desk.reject_first(rejecting)
    adding = FieldKey("document.covers", desk.states()[0].document_id)
    words = _words(desk.view.text)
    desk.add_selected(adding, *words[1])
    assert words[0] in {v.value for v in desk.state(adding).values if v.state is ValueState.ADDED}
    desk.undo()
    assert words[0] not in {v.value for v in desk.state(adding).effective_values}
    left_at = desk.form.current
    before = desk.states()
    desk.close()

    again = reopen()
    assert again.window.open_path(Path(Settings(again.folder / "settings").options.last_workspace))
    assert again.states() == before
    assert again.form.current == left_at
    again.form.setFocus()
    again.redo()
    assert words[0] in {v.value for v in again.state(adding).effective_values}
    assert not next(v for v in again.state(rejecting).values if v.id == rejected.id).effective
    text = _report_text(again.write_report())
    for value in corrected:
        assert value in text
    assert words[0] in text


def _correct_three(desk: Desk) -> list[str]:
    keys = correctable(desk)
    assert len(keys) == 3
    types = {spec.id: spec.type.value for spec in _form_fields()}
    values = [REPLACEMENTS.get(types[key.field], f"Corrected wording {n}") for n, key in enumerate(keys)]
    for number, (key, value) in enumerate(zip(keys, values, strict=True)):
        desk.correct_line(key, value)
        if number == 0:
            desk.give_name("Ada Reviewer")
        first = next(v for v in desk.state(key).values if v.value == value)
        assert first.state is ValueState.CORRECTED
        assert first.decision is not None
        assert first.decision.by == "Ada Reviewer"
        assert first.machine is not None
        assert first.machine.value != value
    return values


def _words(text: str) -> tuple[str, tuple[int, int]]:
    """Some words of one line of the text, and where Qt finds them; taken from the plain part of the plane."""
    start = 0
    for line in text.split("\n"):
        if len(line) > 40 and line.isascii() and line[:30] == line[:30].strip() and text[:start].isascii():
            end = line.index(" ", 20)
            return line[:end], (start, start + end)
        start += len(line) + 1
    # A text with wider characters above its first long line: UTF-16 units and code points are the same in the plane.
    line = next(line for line in text.split("\n") if len(line) > 40)
    start, end = text.index(line), line.index(" ", 20)
    return line[:end], (start, start + end)


def _report_text(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_review_of_a_sample(open_desk: Callable[[], Desk]) -> None:
    sample = next(iter(sorted(resource("samples").glob("en-*"))))
    review_whole(open_desk(), open_desk, sample)


@pytest.mark.corpus
def test_review_of_a_real_policy(open_desk: Callable[[], Desk]) -> None:
    review_whole(open_desk(), open_desk, _real_policy())


def _real_policy() -> Path:
    folder = Path(os.environ.get("REVIEWER_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
    policy = folder / "text" / "en-imagen.txt"
    if not policy.exists():
        pytest.skip("no real policies: REVIEWER_CORPUS is not set and ../shared/corpus is not there")
    return policy
