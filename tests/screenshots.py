"""Pictures of the window on the samples, for looking at and for the handbook.

    xvfb-run -s "-screen 0 2600x1500x24" python -m tests.screenshots FOLDER [SCENE …]

Without a display it draws off screen, with other fonts. Every scene starts from new options and a new workspace.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import reviewer.ui  # noqa: F401
from reviewer.paths import resource

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from reviewer.settings import Settings
    from reviewer.ui.main_window import MainWindow

_SETTLING, _MOST_SETTLING = 400, 8000
"""Milliseconds in which nothing changes once scrolling has ended and pages are drawn, and the most that is waited."""
_MOST_READING = 40_000
"""Milliseconds for three vendors to be read and compared, on a machine that has other things to do."""
_SAMPLES = ("en-quillmark.md", "sv-skarvabild.html", "fi-kuvakaira.txt")
_ALIKE = 0xFFF0F0F0
"""What of a colour tells it from those that look the same in a small picture."""
_RECIPIENTS = ("Archive", "Backup", "Billing", "Chat", "Courier", "Fonts", "Mail", "Maps", "Search", "Video")
_LARGE = (2560, 1440)
_PLACES = ("Alder", "Birch", "Cedar", "Hazel")


@dataclass(frozen=True, slots=True)
class Scene:
    """`size` is in pixels as saved, `ratio` how many of them make one of the interface's."""

    name: str
    source: Callable[[], tuple[str, bytes]] | None = None
    field: str = ""
    size: tuple[int, int] = (1440, 900)
    ratio: float = 1.0
    theme: str = "light"
    pages: bool = False
    all_fields: bool = True
    width: int = 0
    """What the picture is made smaller to; 0 leaves it as it is."""
    language: str = "en"
    """That of the interface."""
    keys: tuple[str, ...] = ()
    """Actions done once the field is shown."""
    then: Callable[[MainWindow], QWidget | None] = lambda window: None
    """What is done last; a window that it returns is pictured in place of the main one."""
    recent: bool = False
    """Whether workspaces were opened before."""


def _sample(name: str) -> Callable[[], tuple[str, bytes]]:
    return lambda: (name, resource("samples", name).read_bytes())


def _printed_sample() -> tuple[str, bytes]:
    """The English sample as a PDF."""
    from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
    from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(25, 25, 25, 25), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setMarkdown(resource("samples", "en-quillmark.md").read_text(encoding="utf-8"))
    document.print_(writer)
    return "en-quillmark.pdf", bytes(buffer.data())


def _forty_recipients() -> tuple[str, bytes]:
    names = [f"{place} {word} Ltd" for word in _RECIPIENTS for place in _PLACES]
    lines = ["# Privacy policy of Northmoor Ltd", "Northmoor Ltd is the controller.", "## Who receives data"]
    lines += ["We share your personal data with the following processors:", "\n".join(f"- {name}" for name in names)]
    return "northmoor.md", "\n\n".join(lines).encode()


def _broken_off() -> tuple[str, bytes]:
    lines = ["# Privacy policy of Northmoor Ltd", "Northmoor Ltd is the controller.", "## Legal bases"]
    lines += ["We rely on the following legal bases:", "## Your rights", "You may ask us for a copy of your data."]
    return "northmoor.md", "\n\n".join(lines).encode()


def _hedged() -> tuple[str, bytes]:
    lines = ["# Privacy policy of Northmoor Ltd", "Northmoor Ltd is the controller.", "## Who receives data"]
    lines += ["In some cases we may share your personal data with Alder Analytics Ltd, our processor."]
    lines += ["We might transfer your data to the United States."]
    return "northmoor.md", "\n\n".join(lines).encode()


def _compare(window: MainWindow) -> QWidget:
    from PySide6.QtTest import QTest

    shown = window.companions.show("report.compare")
    for _ in range(_MOST_READING // _SETTLING):
        if shown.table.model() is None:
            QTest.qWait(_SETTLING)
    return shown


def _search(window: MainWindow) -> None:
    window.lower.search.open("personal data")


def _ask_where(window: MainWindow) -> None:
    """A file has been read while a sample is on the desk."""
    from reviewer.review.reading import Reader
    from reviewer.ui.import_queue import Job

    with Reader() as reader:
        reading = reader.read_bytes(_hedged()[1], "northmoor.md")
    window.importing.queue.finished.emit(Job(1, "northmoor.md"), reading)


def _ask_where_anew(window: MainWindow) -> None:
    """The same, with an engagement to be named."""
    from reviewer.ui.import_bar import ImportBar
    from reviewer.ui.import_places import Into

    _ask_where(window)
    bar = window.findChild(ImportBar)
    rows = [row for row in range(bar._place.count()) if bar._place.itemData(row).into is Into.NEW_ENGAGEMENT]
    bar._place.setCurrentIndex(rows[0])
    bar._place.activated.emit(rows[0])


def _unlock(window: MainWindow) -> None:
    from reviewer.ui.password_bar import UnlockBar

    window.bars.show_bar(UnlockBar("Picture bank.reviewer", window._translator))


def _show(action: str) -> Callable[[MainWindow], QWidget]:
    return lambda window: window.companions.show(action)


SCENES = (
    Scene("first-start", size=(1366, 768)),
    Scene("start-again", size=(1366, 768), recent=True),
    Scene("start-again-dark", size=(1366, 768), recent=True, theme="dark", language="fi"),
    Scene("desk-en", _sample("en-quillmark.md"), "purposes"),
    Scene("desk-en-dark", _sample("en-quillmark.md"), "purposes", theme="dark"),
    Scene("desk-sv", _sample("sv-skarvabild.html"), "recipients.named", all_fields=False),
    Scene("desk-fi-small", _sample("fi-kuvakaira.txt"), "retention.items", (1366, 768)),
    Scene("desk-en-large", _sample("en-quillmark.md"), "retention.items", _LARGE, 2.0),
    Scene("forty-recipients", _forty_recipients, "recipients.named"),
    Scene("forty-recipients-dark-small", _forty_recipients, "recipients.named", (1366, 768), theme="dark"),
    Scene("broken-off", _broken_off, "legal_bases"),
    Scene("broken-off-dark", _broken_off, "legal_bases", theme="dark"),
    Scene("finnish-labels", _sample("fi-kuvakaira.txt"), "data.categories", (1366, 768), language="fi"),
    Scene("finnish-labels-large", _sample("fi-kuvakaira.txt"), "contact.dpo", _LARGE, 2.0, language="fi"),
    Scene("swedish-labels", _sample("sv-skarvabild.html"), "rights.listed", language="sv"),
    Scene("palette", _sample("en-quillmark.md"), "purposes", keys=("view.go_to",)),
    Scene("palette-dark-large", _sample("en-quillmark.md"), "purposes", _LARGE, 2.0, "dark", keys=("view.go_to",)),
    Scene("edges", _sample("en-quillmark.md"), "contact.email", keys=("evidence.start_back", "evidence.end_on")),
    Scene("editor-list", _sample("en-quillmark.md"), "legal_bases", keys=("review.correct",)),
    Scene("editor-period", _sample("fi-kuvakaira.txt"), "retention.items", keys=("value.next", "review.correct")),
    Scene("hedged", _hedged, "recipients.named"),
    Scene("hedged-dark", _hedged, "recipients.named", (1366, 768), theme="dark"),
    Scene("silent", _broken_off, "contact.dpo"),
    Scene("keys", _sample("en-quillmark.md"), "purposes", (1366, 768), keys=("help.keys",)),
    Scene("import-bar", _sample("en-quillmark.md"), "purposes", (1366, 768), then=_ask_where),
    Scene(
        "import-bar-finnish", _sample("fi-kuvakaira.txt"), "purposes", (1366, 768), language="fi", then=_ask_where_anew
    ),
    Scene("search", _sample("en-quillmark.md"), "purposes", keys=("edit.find_everywhere",), then=_search),
    Scene(
        "search-dark",
        _sample("en-quillmark.md"),
        "purposes",
        (1366, 768),
        theme="dark",
        keys=("edit.find_everywhere",),
        then=_search,
    ),
    Scene("comparison", _sample("en-quillmark.md"), "purposes", then=_compare),
    Scene(
        "comparison-dark-finnish", _sample("en-quillmark.md"), "purposes", theme="dark", language="fi", then=_compare
    ),
    Scene("password-new", _sample("en-quillmark.md"), "purposes", (1366, 768), keys=("workspace.password",)),
    Scene("password-asked", _sample("en-quillmark.md"), "purposes", (1366, 768), language="fi", then=_unlock),
    Scene("rating", _sample("en-quillmark.md"), "purposes", (1366, 768), language="sv", keys=("vendor.rating",)),
    Scene("sign-off", _sample("en-quillmark.md"), "purposes", (1366, 768), language="fi", keys=("report.sign_off",)),
    Scene("report-bar", _sample("en-quillmark.md"), "purposes", (1366, 768), language="fi", keys=("report.write",)),
    Scene("context", _sample("en-quillmark.md"), "purposes", (1366, 768), keys=("vendor.context",)),
    Scene("settings", _sample("en-quillmark.md"), "purposes", language="sv", then=_show("edit.settings")),
    Scene("handbook", _sample("en-quillmark.md"), "purposes", then=_show("help.handbook")),
    Scene("pages", _printed_sample, "retention.items", pages=True),
    Scene("handbook-desk", _sample("en-quillmark.md"), "retention.items", (1280, 800), width=1000),
    Scene("handbook-swedish", _sample("sv-skarvabild.html"), "recipients.named", (1280, 800), width=1000),
    Scene("handbook-dark", _sample("fi-kuvakaira.txt"), "retention.items", (1280, 800), theme="dark", width=1000),
    Scene("handbook-pages", _printed_sample, "controller.address", (1280, 800), pages=True, width=1000),
    Scene("pages-dark-large", _printed_sample, "controller.address", _LARGE, 2.0, "dark", pages=True),
)


def draw(scene: Scene, folder: Path) -> Path:
    """Draws a scene in this process, which is of the scene's ratio, and returns the file made."""
    from PySide6.QtWidgets import QApplication

    from reviewer.i18n import Translator
    from reviewer.settings import Settings
    from reviewer.ui.main_window import MainWindow
    from reviewer.ui.theme import apply_theme

    app = QApplication.instance() or QApplication(sys.argv[:1])
    # Before the theme, which would colour the links of what is printed.
    policy = scene.source() if scene.source else None
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(Path(home) / "settings")
        settings.options.reviewer, settings.options.theme = "A. Reviewer", scene.theme
        settings.options.show_all_fields = scene.all_fields
        if scene.recent:
            _remember(settings, Path(home))
        apply_theme(app, scene.theme)
        window = MainWindow(settings, Translator(scene.language), lambda: Path(home))
        width, height = scene.size
        window.resize(round(width / scene.ratio), round(height / scene.ratio))
        window.show()
        window.activateWindow()
        if policy is not None:
            window.open_path(_make_workspace(Path(home), *policy))
            _pose(window, scene)
        shown = scene.then(window) or window
        _settle(shown)
        path = folder / f"{scene.name}.png"
        _save(shown.grab().toImage(), path, scene.width)
        window.close()
    return path


def _remember(settings: Settings, home: Path) -> None:
    """Workspaces opened before, of which one has been moved since."""
    for name in ("Northwind Media picture bank", "Office 2026", "Harbour archive"):
        path = home / f"{name}.reviewer"
        settings.note_workspace(path)
        if name != "Office 2026":
            path.touch()


def _settle(window: QWidget) -> None:
    """Waits until the window looks the same twice."""
    from PySide6.QtTest import QTest

    before = None
    for _ in range(_MOST_SETTLING // _SETTLING):
        QTest.qWait(_SETTLING)
        after = window.grab().toImage()
        if after == before:
            return
        before = after


def _save(image: QImage, path: Path, width: int) -> None:
    """Small pictures are of their 256 commonest colours."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    if width:
        image = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        commonest: dict[int, int] = {}
        for colour, _ in Counter(memoryview(image.constBits()).cast("I")).most_common():
            commonest.setdefault(colour & _ALIKE, colour)
        colours = list(commonest.values())[:256]
        image = image.convertToFormat(QImage.Format.Format_Indexed8, colours, Qt.ImageConversionFlag.ThresholdDither)
    image.save(str(path), quality=0)


def _make_workspace(home: Path, name: str, data: bytes) -> Path:
    """A policy, and the samples of other languages for company."""
    from reviewer.review import add_engagement, record_import
    from reviewer.review.reading import Reader
    from reviewer.store import Workspace

    others = [resource("samples", sample) for sample in _SAMPLES if sample[:2] != name[:2]]
    path = home / "Picture bank.reviewer"
    with Workspace.create(path) as workspace, Reader() as reader:
        engagement = add_engagement(workspace, client="Sample client", matter="Choice of a picture bank")
        record_import(workspace, reader.read_bytes(data, name), engagement_id=engagement)
        for other in others:
            record_import(workspace, reader.read(other), engagement_id=engagement)
    return path


def _pose(window: MainWindow, scene: Scene) -> None:
    from reviewer.ui.field_row import FieldKey

    window.desk.form.setFocus()
    for field in ("controller.name", "controller.country"):
        window.desk.form.go_to(FieldKey(field, None))
        if window.desk.form.state.suggested:
            window.desk.decisions.confirm()
    window.desk.form.go_to(FieldKey(scene.field, None))
    if scene.pages:
        window.desk.text.show_pages(True)
        window.desk.form.go_to(FieldKey(scene.field, None))
    for action in scene.keys:
        # A card opened by the one before is laid out first.
        _settle(window)
        window.actions_by_id[action].trigger()


def draw_all(folder: Path, wanted: Sequence[str]) -> None:
    """One process a scene, since a process has one ratio of pixels; names that no scene has are told."""
    unknown = set(wanted) - {scene.name for scene in SCENES}
    if unknown:
        raise SystemExit(f"no such scene: {', '.join(sorted(unknown))}")
    folder.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        if not wanted or scene.name in wanted:
            environment = {**os.environ, "QT_SCALE_FACTOR": str(scene.ratio)}
            command = [sys.executable, "-m", "tests.screenshots", "--one", str(folder), scene.name]
            subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        sys.stdout.write(f"{draw(next(s for s in SCENES if s.name == sys.argv[3]), Path(sys.argv[2]))}\n")
    elif len(sys.argv) > 1:
        draw_all(Path(sys.argv[1]), sys.argv[2:])
    else:
        raise SystemExit(__doc__)
