from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from reviewer.model import AssessedVersion, Assessment, Block, BlockKind, Evidence, Span
from reviewer.report.passages import QuotedPassages, excerpt_text, gather_passages, paragraph_numbers

LONG = "Alpha " * 60 + "the cue stands here " + "omega " * 60 + "end."
SENTENCES = "One sentence goes before it, Ltd. included. " * 5 + "The cue stands in this one. Another follows it."
LIST = "- first item with a cue and another cue"
TEXT = f"{LONG}\n\n{LIST}\n\nShort\tline  with a cue.\n\n{SENTENCES}"


@pytest.fixture
def version(build_assessment: Callable[..., Assessment]) -> AssessedVersion:
    blocks, start = [], 0
    for part in TEXT.split("\n\n"):
        blocks.append(Block(start, start + len(part), BlockKind.PARAGRAPH))
        start += len(part) + 2
    return dataclasses.replace(build_assessment().documents[0].version, text=TEXT, blocks=tuple(blocks))


def cue(start: int, text: str = "cue", page: int | None = None) -> Evidence:
    return Evidence(start, start + len(text), text, page)


def printed(version: AssessedVersion, *evidence: Evidence) -> list[str]:
    """Passages as text, cues in square brackets."""
    return [
        "".join(f"[{text}]" if is_cue else text for text, is_cue in passage.pieces(version))
        for passage in gather_passages(version, evidence)
    ]


def test_a_long_paragraph_is_cut_at_words_and_says_so(version: AssessedVersion) -> None:
    (text,) = printed(version, cue(TEXT.index("cue")))
    assert text.startswith("[…] Alpha Alpha ")
    assert text.endswith(" omega omega […]")
    assert " the [cue] stands here omega " in text
    assert len(text) < 200


def test_a_short_paragraph_is_whole_and_without_its_bullet(version: AssessedVersion) -> None:
    first = TEXT.index(LIST) + LIST.index("cue")
    last = TEXT.index(LIST) + LIST.rindex("cue")
    assert printed(version, cue(last), cue(first), cue(last)) == ["first item with a [cue] and another [cue]"]


def test_white_space_is_one_blank(version: AssessedVersion) -> None:
    assert printed(version, cue(TEXT.index("cue."))) == ["Short line with a [cue]."]


def test_of_a_long_paragraph_the_sentence_is_quoted_whole_and_without_dots(version: AssessedVersion) -> None:
    assert printed(version, cue(TEXT.rindex("cue"))) == ["The [cue] stands in this one."]


def test_excerpts_stand_in_the_order_of_the_text_and_nothing_twice(version: AssessedVersion) -> None:
    first, last = cue(TEXT.index("cue stands")), cue(TEXT.index("end."), "end.")
    item = cue(TEXT.index(LIST) + LIST.index("cue"))
    (one, passages), (two, (listed,)) = excerpt_text(version, [last, item, first], {first, item})
    assert (one, two) == (1, 2)
    assert passages[0].span.end < passages[1].span.start
    assert (passages[0].cues, passages[1].cues) == ((Span(first.start, first.end),), ())
    pieces = [text for n, passage in enumerate(passages) for text, _ in passage.pieces(version, follows=n > 0)]
    assert "".join(pieces).count("[…]") == 2
    assert listed.pieces(version)


def test_what_was_quoted_is_known_with_its_rule(version: AssessedVersion) -> None:
    quoted = QuotedPassages()
    (passage,) = gather_passages(version, [cue(TEXT.rindex("cue"))])
    assert quoted.where(version, passage) == ""
    quoted.add(version, passage, "RET-01")
    assert quoted.where(version, passage) == "RET-01"


def test_overlapping_cues_are_one(version: AssessedVersion) -> None:
    start = TEXT.index("with a cue.")
    assert printed(version, cue(start, "with a"), cue(start + 5, "a cue")) == ["Short line [with a cue]."]


def test_cues_far_apart_are_two_passages(version: AssessedVersion) -> None:
    assert len(printed(version, cue(0, "Alpha"), cue(TEXT.index("end."), "end."))) == 2


def test_evidence_over_a_paragraphs_end_is_quoted_whole(version: AssessedVersion) -> None:
    start = TEXT.index("another cue")
    long = TEXT[start:]
    (text,) = printed(version, cue(start, long))
    assert text.startswith("first item with a cue and another cue / Short line")


def test_a_heading_and_the_paragraph_below_it_are_two_places(version: AssessedVersion) -> None:
    start = TEXT.index("another cue")
    assert list(paragraph_numbers(version, Span(start, TEXT.index("Short") + 5))) == [2, 3]
    assert list(paragraph_numbers(version, Span(start, start + 7))) == [2]


def test_a_bullet_is_no_part_of_a_quote(version: AssessedVersion) -> None:
    assert printed(version, cue(TEXT.index(LIST), LIST[:12])) == ["[first item] with a cue and another cue"]


def test_what_is_nearly_all_of_a_passage_is_not_set_off(version: AssessedVersion) -> None:
    assert printed(version, cue(TEXT.index(LIST), LIST)) == ["first item with a cue and another cue"]


def test_the_page_is_that_of_the_first_cue(version: AssessedVersion) -> None:
    first, last = TEXT.index(LIST) + LIST.index("cue"), TEXT.index(LIST) + LIST.rindex("cue")
    (passage,) = gather_passages(version, [cue(first, page=2), cue(last, page=3)])
    assert passage.page == 2


def test_a_text_without_blocks(version: AssessedVersion) -> None:
    bare = dataclasses.replace(version, text="a cue", blocks=())
    assert printed(bare, cue(2)) == ["a [cue]"]
