"""An address is opened after a question that shows the whole of it, undisguised; what leads elsewhere is not."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QContextMenuEvent, QDesktopServices, QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reviewer.i18n import Translator
from reviewer.model import Block, BlockKind
from reviewer.ui.address_bar import AddressBar, AddressOpener, RefusalBar
from reviewer.ui.addresses import AddressRefusedError, address_at, find_addresses, names_place, read_address
from reviewer.ui.bars import BarPlace
from reviewer.ui.document_view import DocumentView
from reviewer.ui.text_pane import TextPane
from reviewer.ui.theme import apply_theme

TEXT = "Read https://havre.example/a_(b). Ask privacy@havre.example 😀 or file:///etc/passwd today."


class Browser(QObject):
    """Takes what is handed to the system."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toEncoded().toStdString())


@pytest.fixture
def browser(qapp: QApplication) -> Iterator[Browser]:
    taken = Browser()
    for scheme in ("http", "https", "mailto", "file", "javascript"):
        QDesktopServices.setUrlHandler(scheme, taken, "open")
    yield taken
    for scheme in ("http", "https", "mailto", "file", "javascript"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def bars(qtbot: QtBot) -> BarPlace:
    place = BarPlace()
    qtbot.addWidget(place)
    return place


@pytest.fixture
def opener(bars: BarPlace, translator: Translator) -> AddressOpener:
    return AddressOpener(bars, translator, bars)


def words(bar: QObject) -> str:
    return " ".join(label.text() for label in bar.findChildren(QLabel)).replace("\u200b", "")


# What an address means


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://havre.example/a?b=c#d", "https://havre.example/a?b=c#d"),
        ("HTTP://HAVRE.EXAMPLE/%2F", "http://havre.example/%2F"),
        ("www.havre.example", "https://www.havre.example"),
        ("havre.example/integritet", "https://havre.example/integritet"),
        ("havre.example:8080/x", "https://havre.example:8080/x"),
        ("privacy@havre.example", "mailto:privacy@havre.example"),
        ("mailto:privacy@havre.example?subject=Ä", "mailto:privacy@havre.example?subject=%C3%84"),
        ("https://havre.example/ä", "https://havre.example/%C3%A4"),
        ("https://пример.example/", "https://xn--e1afmkfd.example/"),
        ("https://[::1]:80/x", "https://[::1]:80/x"),
    ],
)
def test_what_is_handed_over_is_written_in_plain_letters(written: str, url: str) -> None:
    assert read_address(written).url == url
    assert url.isascii()
    assert QUrl(url, QUrl.ParsingMode.StrictMode).toEncoded().toStdString() == url


@pytest.mark.parametrize(
    "written",
    [
        "file:///etc/passwd",
        "FILE://server/share",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://havre.example/",
        "ssh://havre.example",
        "reviewer:open",
        "https://",
        "https://havre.example:99999/",
        "https://havre.example\\@other.example/",
        "https://ha vre.example",
        "https://havre\u202e.example",
        "https://havre\u200b.example",
        "https://havre.example/\x00",
        "mailto:nobody",
        "mailto:nobody?subject=a@b",
        "mailto:a@havre.example%0D%0ABcc:b@other.example",
        "mailto:a@havre.example?subject=x%0ABcc:b@other.example",
        "mailto:a@%E2%80%AEhavre.example",
        "https://havre.example/" + "a" * 2000,
    ],
)
def test_what_leads_elsewhere_or_hides_something_is_refused(written: str) -> None:
    with pytest.raises(AddressRefusedError, match=r"\w+ .*\."):
        read_address(written)


@pytest.mark.parametrize("asked", ["attach=/etc/passwd", "attachment=file:/x", "bcc=b@x.example", "body=Yes"])
def test_of_a_mail_only_receiver_and_subject_are_taken(asked: str) -> None:
    address = read_address(f"mailto:a@havre.example?{asked}&subject=My%20data&{asked}")
    assert address.url == "mailto:a@havre.example?subject=My%20data"
    assert read_address(f"mailto:a@havre.example?{asked}").url == "mailto:a@havre.example"


def test_every_receiver_of_a_mail_is_shown() -> None:
    assert read_address("mailto:a@havre.example%2Cb@other.example").leads_to == "a@havre.example,b@other.example"


def test_letters_that_look_alike_are_told() -> None:
    address = read_address("https://\u0430pple.example/")  # the first letter is Cyrillic
    assert address.leads_to == "xn--pple-43d.example"
    assert address.name == "\u0430pple.example"
    assert len(address.remarks) == 1
    assert read_address("https://xn--pple-43d.example/").remarks == address.remarks
    assert read_address("https://apple.example/").remarks == ()


def test_a_name_before_the_place_is_told() -> None:
    address = read_address("https://bank.example@other.example/x")
    assert address.leads_to == "other.example"
    assert "before the sign @" in address.remarks[0]


def test_addresses_in_a_text_end_where_the_sentence_goes_on() -> None:
    found = [TEXT[span.start : span.end] for span in find_addresses(TEXT)]
    assert found == ["https://havre.example/a_(b)", "privacy@havre.example", "file:///etc/passwd"]
    assert find_addresses("Art. 6.1 and e.g. this, at 10:30 (see 2.3)") == []
    assert address_at("one\n" + TEXT + "\ntwo", 4 + TEXT.index("privacy")) == "privacy@havre.example"
    assert address_at(TEXT, TEXT.index("Ask")) == ""


def test_of_a_long_address_no_part_is_opened() -> None:
    text = "see https://havre.example/" + "a" * 1500 + "?to=https://other.example/" + "b" * 2500 + " now"
    for offset in range(text.index("https"), text.index(" now"), 50):
        written = address_at(text, offset)
        if written:
            with pytest.raises(AddressRefusedError, match="longer"):
                read_address(written)
    assert address_at(text, text.index("havre"))


@pytest.mark.parametrize(
    "text", ["a" * 400_000, "a.-+" * 100_000, "a@" * 200_000, "www." * 100_000, "a.b@c." * 60_000, "://" * 130_000]
)
def test_no_text_takes_long_to_look_through(text: str) -> None:
    started = perf_counter()
    for offset in range(0, len(text), len(text) // 20):
        address_at(text, offset)
    assert perf_counter() - started < 20 * 0.05


@pytest.mark.parametrize(
    ("source", "is_place"),
    [("imy.example", True), ("https://a.example/b", True), ("EY", False), ("Act 917/2014", False), ("", False)],
)
def test_a_source_that_is_an_address(source: str, is_place: bool) -> None:
    assert names_place(source) is is_place


# The question


def test_nothing_is_opened_before_the_question_is_answered(
    qtbot: QtBot, bars: BarPlace, opener: AddressOpener, browser: Browser
) -> None:
    opener.ask("havre.example/a?b=c")
    (bar,) = bars.bars
    assert isinstance(bar, AddressBar)
    assert "https://havre.example/a?b=c" in words(bar)
    assert browser.opened == []
    bar.accept()
    assert browser.opened == ["https://havre.example/a?b=c"]
    assert bars.bars == ()


def test_leaving_the_question_opens_nothing(bars: BarPlace, opener: AddressOpener, browser: Browser) -> None:
    opener.ask("https://havre.example/")
    bars.bars[0].dismiss()
    assert browser.opened == []


def test_one_question_at_a_time(bars: BarPlace, opener: AddressOpener) -> None:
    opener.ask("https://one.example/")
    opener.ask("https://two.example/")
    (bar,) = bars.bars
    assert "two.example" in words(bar)


def test_what_may_deceive_is_said_and_leaving_is_nearer(bars: BarPlace, opener: AddressOpener) -> None:
    opener.ask("https://\u0430pple.example/")
    bar = bars.bars[0]
    assert "https://xn--pple-43d.example/" in words(bar)
    assert "\u0430pple.example" in words(bar)
    assert bar.focusProxy().text() == "Cancel"


def test_the_address_grows_with_the_text(dressed: None, bars: BarPlace, opener: AddressOpener) -> None:
    opener.ask("havre.example")
    (asked,) = bars.bars
    (whole,) = (label for label in asked.findChildren(QLabel) if label.text().startswith("https"))
    size = whole.font().pointSizeF()
    apply_theme(QApplication.instance(), "light", 1.5)
    assert whole.font().pointSizeF() == pytest.approx(1.5 * size)
    assert whole.font().family() == QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()


def test_a_refused_address_is_told_and_leads_nowhere(bars: BarPlace, opener: AddressOpener, browser: Browser) -> None:
    opener.ask("file:///etc/pass\u202ewd")
    (bar,) = bars.bars
    assert isinstance(bar, RefusalBar)
    assert "cannot be seen" in words(bar)
    assert "file:///etc/pass\\u202ewd" in words(bar)
    bar.accept()
    assert (browser.opened, bars.bars) == ([], ())


# In the text


@pytest.fixture
def view(qtbot: QtBot) -> DocumentView:
    made = DocumentView()
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    qtbot.waitExposed(made)
    made.show_text(TEXT, (Block(BlockKind.PARAGRAPH, 0, len(TEXT)),), key=1)
    return made


def spot(view: DocumentView, offset: int) -> QPoint:
    pane = view.findChild(TextPane)
    cursor = pane.textCursor()
    cursor.setPosition(len(TEXT[:offset].encode("utf-16-le")) // 2)
    return pane.cursorRect(cursor).center() + QPoint(3, 0)


def test_control_and_a_click_press_an_address(qtbot: QtBot, view: DocumentView) -> None:
    viewport, place = view.findChild(TextPane).viewport(), spot(view, TEXT.index("passwd"))
    with qtbot.waitSignal(view.address_pressed) as pressed:
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place)
    assert pressed.args == ["file:///etc/passwd"]
    with qtbot.assertNotEmitted(view.address_pressed):
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
        elsewhere = spot(view, TEXT.index("Ask"))
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, elsewhere)


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_the_menu_is_about_the_place_pressed_or_the_caret(
    qtbot: QtBot, view: DocumentView, reason: QContextMenuEvent.Reason
) -> None:
    pane, at = view.findChild(TextPane), TEXT.index("privacy@")
    place = spot(view, at)
    if reason is QContextMenuEvent.Reason.Keyboard:
        view.go_to(at)
        place = QPoint(1, 1)
    event = QContextMenuEvent(reason, place, pane.viewport().mapToGlobal(place))
    with qtbot.waitSignal(view.menu_wanted) as wanted:
        QApplication.sendEvent(pane.viewport(), event)
    assert wanted.args[1] == "privacy@havre.example"


def test_a_menu_beside_the_words_is_about_no_address(qtbot: QtBot, view: DocumentView) -> None:
    pane = view.findChild(TextPane)
    view.go_to(TEXT.index("privacy@"))
    place = QPoint(pane.viewport().width() - 2, pane.viewport().height() - 2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, pane.viewport().mapToGlobal(place))
    with qtbot.waitSignal(view.menu_wanted) as wanted:
        QApplication.sendEvent(pane.viewport(), event)
    assert wanted.args[1] == ""
