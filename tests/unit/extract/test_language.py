from __future__ import annotations

import pytest

from reviewer.extract.language import detect_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We keep your order for as long as the law on bookkeeping asks us to."),
        ("sv", "Vi sparar din beställning så länge som bokföringslagen kräver det."),
        ("fi", "Säilytämme tilauksesi niin kauan kuin kirjanpitolaki sitä edellyttää."),
        ("nb", "Vi oppbevarer bestillingen din så lenge bokføringsloven krever det av oss."),
        ("da", "Vi gemmer din bestilling, så længe bogføringsloven kræver det af os."),
        ("de", "Wir bewahren Ihre Bestellung so lange auf, wie es das Gesetz verlangt."),
    ],
)
def test_language_of_a_sentence(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "   ", "1234 – 5678", "😀😀"])
def test_text_without_letters(text: str) -> None:
    assert detect_language(text) == "und"


def test_front_page_in_another_language_does_not_decide() -> None:
    english = "The terms of use of this site are in English only. " * 6
    finnish = "Säilytämme tilauksesi niin kauan kuin kirjanpitolaki sitä edellyttää. " * 60
    assert detect_language(english + finnish) == "fi"
