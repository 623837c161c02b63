"""Where a file goes is said before it is imported, and can be chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.paths import resource
from reviewer.ui.import_bar import ImportBar
from reviewer.ui.import_places import Into, Place
from reviewer.ui.import_queue import Job
from reviewer.ui.main_window import MainWindow

from .assessed import make_workspace, read_policy, wait_until_recorded


@pytest.fixture
def asked(window: MainWindow) -> Callable[[], ImportBar]:
    """A file has been read; returns the bar that asks about it."""

    def finish_reading() -> ImportBar:
        window.importing.queue.finished.emit(Job(99, "new.txt"), read_policy(name="new.txt"))
        return shown(window)

    return finish_reading


def shown(window: MainWindow) -> ImportBar:
    return next(bar for bar in window.bars.bars if isinstance(bar, ImportBar))


def offers(bar: ImportBar) -> list[str]:
    return [bar._place.itemText(row) for row in range(bar._place.count())]


def pick(bar: ImportBar, place: Place) -> None:
    row = next(row for row in range(bar._place.count()) if bar._place.itemData(row) == place)
    bar._place.setCurrentIndex(row)
    bar._place.activated.emit(row)


def make_sample(path: Path) -> Path:
    """A workspace whose one document is of a sample of the program."""
    policy = read_policy()
    sample = resource("samples", "en-quillmark.md").read_bytes()
    document = replace(policy.document, sha256=hashlib.sha256(sample).hexdigest())
    return make_workspace(path, replace(policy, document=document, original=sample))


def test_the_bar_names_engagement_and_workspace(window: MainWindow, asked: Callable[[], ImportBar]) -> None:
    window.session.add_engagement("Nordvik Oy", "Picture bank")
    engagement = window.session.engagements[-1].id
    bar = asked()
    assert offers(bar) == [
        "Client not named, Matter not named — in havre.reviewer",
        "Nordvik Oy, Picture bank — in havre.reviewer",
        "A new engagement in havre.reviewer",
        "A new workspace",
        "Another workspace…",
    ]
    pick(bar, Place(Into.ENGAGEMENT, engagement))
    bar.accept()
    wait_until_recorded(window)
    assert window.session.assessment.client == "Nordvik Oy"


def test_a_file_goes_into_a_new_engagement(window: MainWindow, asked: Callable[[], ImportBar]) -> None:
    bar = asked()
    assert bar._client.isHidden()
    pick(bar, Place(Into.NEW_ENGAGEMENT))
    assert bar._client.isVisible()
    bar._client.setText("Lagrum AB")
    bar._matter.setText("Archive")
    bar.accept()
    wait_until_recorded(window)
    assert (window.session.assessment.client, window.session.assessment.matter) == ("Lagrum AB", "Archive")
    assert [len(engagement.vendors) for engagement in window.session.engagements] == [1, 1]


def test_a_file_goes_into_a_workspace_of_its_own(
    window: MainWindow, asked: Callable[[], ImportBar], tmp_path: Path
) -> None:
    bar = asked()
    assert bar._told.isHidden()
    pick(bar, Place(Into.NEW_WORKSPACE))
    bar._vendor.setEditText("Lumen Oy")
    assert str(tmp_path / "Lumen Oy.reviewer") in bar._told.text()
    assert bar._version.isHidden()
    bar.accept()
    wait_until_recorded(window)
    assert window.session.workspace.path == tmp_path / "Lumen Oy.reviewer"
    assert window.session.assessment.vendor == "Lumen Oy"
    assert window.windowTitle().startswith("Lumen Oy.reviewer")


def test_on_a_sample_a_workspace_of_its_own_is_offered_first(
    window: MainWindow, asked: Callable[[], ImportBar], tmp_path: Path
) -> None:
    window.open_path(make_sample(tmp_path / "sample.reviewer"))
    bar = asked()
    assert bar.place == Place(Into.NEW_WORKSPACE)
    bar.dismiss()
    assert window.session.workspace.path.name == "Havre Media AB.reviewer"
    assert asked().place.into is Into.ENGAGEMENT


def test_a_policy_of_ones_own_beside_the_samples_is_no_sample(
    window: MainWindow, asked: Callable[[], ImportBar], tmp_path: Path
) -> None:
    window.open_path(make_sample(tmp_path / "sample.reviewer"))
    bar = asked()
    pick(bar, Place(Into.ENGAGEMENT, window.session.engagements[0].id))
    bar._vendor.setEditText("Lumen Oy")
    bar.accept()
    wait_until_recorded(window)
    assert window.session.workspace.path.name == "sample.reviewer"
    assert asked().place.into is Into.ENGAGEMENT


def test_another_workspace_is_opened_and_then_the_bar_names_it(
    window: MainWindow, asked: Callable[[], ImportBar], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_workspace(tmp_path / "other.reviewer")
    bar = asked()
    bar._vendor.setEditText("Lumen Oy")
    with monkeypatch.context() as patch:
        patch.setattr("reviewer.ui.workspace_actions.QFileDialog", _Chooser(other))
        pick(bar, Place(Into.OTHER_WORKSPACE))
    assert shown(window) is bar
    assert offers(bar)[0].endswith("in other.reviewer")
    assert bar._vendor.currentText() == "Lumen Oy"
    bar.accept()
    wait_until_recorded(window)
    assert window.session.workspace.path == other
    assert len(window.session.engagements[0].vendors) == 2


def test_what_was_chosen_stays_chosen(window: MainWindow, asked: Callable[[], ImportBar]) -> None:
    bar = asked()
    pick(bar, Place(Into.NEW_ENGAGEMENT))
    window.session.open_assessment(window.session.assessment.id)
    assert bar.place == Place(Into.NEW_ENGAGEMENT)
    bar.discard()


class _Chooser:
    """Stands in for the system's dialog."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def getOpenFileName(self, *_: object) -> tuple[str, str]:
        return str(self._path), ""
