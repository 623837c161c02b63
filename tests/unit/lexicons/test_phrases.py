from __future__ import annotations

import pytest

from reviewer.extract.folding import fold
from reviewer.extract.matcher import Matcher
from reviewer.lexicons import PhraseError, expand


def found(notation: str, text: str) -> list[str]:
    matcher: Matcher[str] = Matcher({"cue": [notation]})
    return sorted({text[m.start : m.end] for _, m in matcher.find(fold(text), text)})


@pytest.mark.parametrize(
    ("notation", "text", "expected"),
    [
        ("consent", "Your consent, and consenting.", ["consent"]),
        ("consent*", "Consents and consenting", ["Consents", "consenting"]),
        ("*rekisteri", "Asiakasrekisteri ja rekisterit", ["Asiakasrekisteri"]),
        ("rekisterinpitäj*", "rekisterinpitäjälle", ["rekisterinpitäjälle"]),
        ("e-mail", "E-mail, email and e mail; emails", ["E-mail", "e mail", "email"]),
        ("third-party", "a third–party tool", ["third–party"]),
        ("(we|our) partners", "Our partners and we partners", ["Our partners", "we partners"]),
        ("[your] name", "Your name", ["Your name", "name"]),
        ("right .. object", "the right at any time to object", ["right at any time to object"]),
        ("right .. object", "the right to very many other things or to object", []),
        ("right ... object", "the right to very many other things or to object", [
            "right to very many other things or to object"]),
        ("right .. object", "the right. You object", []),
        ("=Box", "a box and Box", ["Box"]),
        ("personal data", "personal\ndata", ["personal\ndata"]),
        ("lagra* .. i", "lagras hos oss i fem år", ["lagras hos oss i"]),
        ("when you (order|open (an account|the app))", "when you open the app", ["when you open the app"]),
        ("when you (order|open (an account|the app))", "when you open", []),
        ("keep .. (for [the] purpose* of [direct] sale|it)", "keep data for purposes of sale",
            ["keep data for purposes of sale"]),
        ("our .. (staff|agents)[,] and (others|more)", "our own staff, and more", ["our own staff, and more"]),
        ("asked [you [your] own] name", "asked name, asked you own name", ["asked name", "asked you own name"]),
    ],
)  # fmt: skip
def test_phrase_finds(notation: str, text: str, expected: list[str]) -> None:
    assert found(notation, text) == sorted(expected)


LONG = "(a1|b2|c3|d4|e5) [that|which] (you|users|they) [may|can] (upload*|store|send) [us|them] files"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("b2 which users can uploaded us files", ["b2 which users can uploaded us files"]),
        ("c3 they send files", ["c3 they send files"]),
        ("c3 they storing files", []),
        ("c3 they send filesystem", []),
    ],
)
def test_long_phrase_is_read_behind_its_head(text: str, expected: list[str]) -> None:
    assert len(expand(LONG)) == 5
    assert found(LONG, text) == expected


def test_glued_option_in_a_long_phrase() -> None:
    notation = "time[s] [and date] of (my|your|his|her) [own|last|first] (visit*|access|request|use) (here|there)"
    assert found(notation, "times of your last visits there") == ["times of your last visits there"]


@pytest.mark.parametrize("notation", ["*", "( open", "a | b", "x* .. ", ".. x", "=", "=a*b"])
def test_broken_notation_is_refused(notation: str) -> None:
    with pytest.raises(PhraseError):
        expand(notation)
