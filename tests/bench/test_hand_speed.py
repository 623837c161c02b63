"""The hand on a policy of 300,000 characters: field to evidence, finding as one types, scrolling. Prints stalls.

Times are what the window's thread works, painting included; what else runs on the machine does not count, nor do waits
such as that of an animation.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from ..ui.assessed import make_workspace, read_policy  # noqa: TID252
from .stalls import milliseconds, open_window, report, running_program, settle

LENGTH = 300_000
SENTENCE = "Write to us: section {number} says that pictures of kind {number} are catalogued for whoever asks."
FOUND = (
    ("controller.name", "Havre Media AB", "section 3 says"),
    ("contact.email", "data@havre.example", "section 900 says"),
    ("contact.phone", "+46 90 123 45 67", "section 1500 says"),
    ("purposes", "marketing", "section 400 says"),
    ("purposes", "service", "section 2100 says"),
    ("recipients.named", "Example Mail Ltd", "section 1700 says"),
    ("security.measures", "encryption", "section 2500 says"),
    ("rights.listed", "access", "section 1200 says"),
)


def long_policy() -> str:
    lines, number = ["Privacy notice"], 0
    length = 0
    while length < LENGTH:
        number += 1
        lines += [SENTENCE.format(number=number), ""]
        length += len(lines[-2]) + 2
    return "\n".join(lines)


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[object]:
    from PySide6.QtTest import QTest

    from reviewer.ui.text_pane import TextPane

    folder = tmp_path_factory.mktemp("hand")
    with running_program(qapp):
        made = open_window(folder)
        made.open_path(make_workspace(folder / "long.reviewer", read_policy(long_policy(), FOUND)))
        QTest.qWait(300)
        while not made.desk.text.view.findChild(TextPane).filling.is_complete:
            QTest.qWait(50)
        yield made
        made.close()
        made.deleteLater()


@pytest.mark.bench
def test_field_to_evidence(window: object) -> None:
    from reviewer.ui.field_row import FieldKey

    keys = [FieldKey(field, None) for field in dict.fromkeys(entry[0] for entry in FOUND)]
    times: list[float] = []
    for key in keys * 3:
        times.append(milliseconds(lambda key=key: window.desk.go_to(key)))
        times += settle()
        evidence = window.desk.form.passage()[1]
        assert window.desk.text.view.visible_span().start <= evidence.start
    assert report("field to evidence", times) == 0


@pytest.mark.bench
def test_find_as_you_type(window: object) -> None:
    view = window.desk.text.view
    times: list[float] = []
    for word in ("catalogued", "section 2999", "nowhere to be found"):
        for end in range(1, len(word) + 1):
            times.append(milliseconds(lambda text=word[:end]: view.find(text)))
            times += settle()[:3]
        view.clear_find()
    assert report("find as you type", times) == 0


@pytest.mark.bench
def test_scrolling(window: object) -> None:
    bar = window.desk.text.view._pane.verticalScrollBar()
    times = []
    for page in range(120):
        times.append(milliseconds(lambda page=page: bar.setValue(bar.maximum() * page // 120)))
    bar.setValue(0)
    for _ in range(120):
        times.append(milliseconds(lambda: bar.setValue(bar.value() + 60)))
    assert report("scrolling", times) == 0
