"""Nothing of a stranger's words reaches a terminal as a command."""

from __future__ import annotations

import pytest

from reviewer.terminal import say, show, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;owned\x07", "\\x1b]0;owned\\x07"),
        ("\x9b31m red", "\\x9b31m red"),
        ("a\rb\x08", "a\\x0db\\x08"),
        ("turned \u202etxt.exe", "turned \\u202etxt.exe"),
        ("Åland\tÆvar\nÖst – “quoted”", "Åland\tÆvar\nÖst – “quoted”"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert visible(text) == shown
    say(text)
    show(text)
    assert capsys.readouterr() == (f"{shown}\n", f"{shown}\n")
