from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer.form import ValueType
from reviewer.i18n import LANGUAGES, Translator
from reviewer.messages import _MESSAGES, describe
from reviewer.model import DecisionError, PasswordNeededError, ReviewerError, TimeLimitError, TooLargeError

PACKAGE = Path(__file__).resolve().parents[2] / "reviewer"
CODE = re.compile(r"[\"']((?:import|workspace|decision|report|template|language)\.[a-z_]+)[\"']")


def codes_in_the_source() -> set[str]:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "Error(" in line or "code = " in line:
                found |= set(CODE.findall(line))
    return found


def test_every_code_that_is_raised_has_words() -> None:
    found = codes_in_the_source()
    assert {"import.password", "decision.bad_value", "report.undecided"} <= found
    assert found - set(_MESSAGES) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_says_something_in_every_language(language: str) -> None:
    translator = Translator(language)
    for code in _MESSAGES:
        text = describe(DecisionError(code, field="purposes", open=3), translator)
        assert text.endswith(".")
        assert "{" not in text


def test_facts_are_filled_in() -> None:
    text = describe(TimeLimitError(seconds=60), Translator("fi"))
    assert "60 sekunnin kuluttua" in text


def test_the_limit_that_was_passed_is_named() -> None:
    english = Translator("en")
    assert "50 MB" in describe(TooLargeError(megabytes=50), english)
    assert "2000 pages" in describe(TooLargeError(pages=2000), english)


def test_a_wrong_password_is_told_apart_from_a_missing_one() -> None:
    english = Translator("en")
    assert describe(PasswordNeededError(), english) != describe(PasswordNeededError(wrong=1), english)


@pytest.mark.parametrize("value_type", list(ValueType))
def test_a_bad_value_says_how_it_should_look(value_type: ValueType) -> None:
    plain = describe(DecisionError("decision.bad_value", field="x"), Translator("en"))
    hinted = describe(DecisionError("decision.bad_value", field="x", expected=value_type.value), Translator("en"))
    assert hinted.startswith(plain)
    assert len(hinted) > len(plain)


def test_an_unknown_code_gets_the_general_sentence() -> None:
    error = ReviewerError("details for the log")
    error.code = "nothing.like.it"
    text = describe(error, Translator("en"))
    assert text.startswith("Something went wrong.")
    assert "details" not in text
