"""Which lines are headings, where the file itself does not say so or says so only by looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from reviewer.importers.assembly import SourceBlock
from reviewer.importers.layout_words import any_legal_form, any_of
from reviewer.model import BlockKind

_LONGEST = 110
_MOST_WORDS = 14
_LONGEST_PLAIN = 80
_MOST_WORDS_PLAIN = 10
_MOST_WORDS_LABEL = 4
_DEEPEST = 6
_MOST_MARKED = 2
_FEWEST_BARE = 4
_SHORTEST_BELOW = 60

_NUMBER = re.compile(r"(?:§\s*)?(\d{1,2}(?:\.\d{1,2}){1,3}|\d{1,2}(?=[.)]))[.)]?\s*(?=[^\W\d_]|[\"“”'(])")
_SENTENCE_END = re.compile(r"[.;,!…]['\"”’)]*$")
_TWO_SENTENCES = re.compile(r"[^\W\d_]{4,}[.!?]\s+[A-ZÅÄÖ]")
_CONTACT = re.compile(
    r"@|://|\bwww\.|\+\d|\d[\d\s()./-]{5,}\d"  # addresses and telephone numbers
    r"|\b\d{3}\s?\d{2}\s+[^\W\d_]|\bP\.?\s?[LO]\.? \d"  # postcodes with their towns, post-office boxes
    r"|\b\d{4,}\b|\b\d{1,2}[./]\s?\d{1,2}[./]"  # years and dates
)
_VALUE_AFTER_LABEL = re.compile(r"[^\W\d_][^:]*:\s+\S")


@lru_cache(maxsize=1)
def _numbered_part() -> re.Pattern[str]:
    """ "Article 4"."""
    return re.compile(rf"{any_of('numbered_parts')}\s+\d{{1,2}}\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _leading_in() -> re.Pattern[str]:
    """How a line ends that leads in a list or sentence that follows."""
    return re.compile(rf"\b{any_of('leading_in')}\s*:$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _company() -> re.Pattern[str]:
    """A legal form at the end of a line."""
    return re.compile(rf"\b{any_legal_form()}\.?\)?$")


def number_depth(line: str) -> int:
    """How deep the heading number is that a line begins with: 1 for "4. Foo", 2 for "4.1 Foo", 0 for none."""
    if _numbered_part().match(line):
        return 1
    found = _NUMBER.match(line)
    return found.group(1).count(".") + 1 if found else 0


def may_be_heading(line: str) -> bool:
    """Whether a line that stands out (by weight, size, number or capitals) reads like a heading, not like a sentence,
    an address line, a date or a label with its value."""
    number = _NUMBER.match(line)
    words = line[number.end() :] if number else line
    if not words or len(line) > _LONGEST or len(words.split()) > _MOST_WORDS:
        return False
    if not any(c.isalpha() for c in words) or words[0].islower():
        return False
    if any(pattern.search(words) for pattern in (_SENTENCE_END, _TWO_SENTENCES, _CONTACT, _company())):
        return False
    return not _VALUE_AFTER_LABEL.search(words) and not _leading_in().search(words)


def is_capitals(line: str) -> bool:
    """Whether the words of a line are written in capitals."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 4 and all(c.isupper() for c in letters) and may_be_heading(line)


def is_plain_heading(line: str) -> bool:
    """Whether a line without any mark of its own reads like a heading when it stands alone between blank lines."""
    if not may_be_heading(line) or len(line) > _LONGEST_PLAIN:
        return False
    most = _MOST_WORDS_LABEL if line.endswith(":") else _MOST_WORDS_PLAIN
    return len(line.split()) <= most


def is_label(line: str) -> bool:
    """Whether a line is a short label that ends with a colon, such as "Contact details:"."""
    return line.endswith(":") and is_plain_heading(line)


def has_contact(line: str) -> bool:
    """Whether a line holds an address, a telephone number or a date."""
    return _CONTACT.search(line) is not None


def promote_headings(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Make headings of the blocks that are headings in looks only: short paragraphs in bold or capitals or with a
    number, and numbered lists of one short item that running text follows. "3.1" is set below "3." if need be.
    A text that has next to no headings by then has lost their marks: its short lines above running text are taken."""
    promoted: list[SourceBlock] = []
    levels: dict[int, int] = {}
    level = 1
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.kind is BlockKind.HEADING:
            level = block.level
        elif depth := _heading_depth(block, blocks[index - 1] if index else None, following):
            block = replace(block, kind=BlockKind.HEADING, level=min(level + depth, _DEEPEST), group=0)
        promoted.append(_below_its_parent(block, levels) if block.kind is BlockKind.HEADING else block)
    return _promote_bare_lines(promoted)


def _promote_bare_lines(blocks: list[SourceBlock]) -> list[SourceBlock]:
    """The blocks, with short lines as headings where the file marks but its title and yet has several such lines."""
    marked = [b for b in blocks if b.kind is BlockKind.HEADING]
    bare = {index for index, (block, below) in enumerate(pairwise(blocks)) if _stands_above(block, below)}
    if len(marked) > _MOST_MARKED or len(bare) < _FEWEST_BARE:
        return blocks
    level = min(max((b.level for b in marked), default=0) + 1, _DEEPEST)
    return [replace(b, kind=BlockKind.HEADING, level=level) if n in bare else b for n, b in enumerate(blocks)]


def _stands_above(block: SourceBlock, below: SourceBlock) -> bool:
    """Whether a short line of one paragraph stands above a longer one as a heading would."""
    if block.kind is not BlockKind.PARAGRAPH or below.kind is not BlockKind.PARAGRAPH or "\n" in block.text:
        return False
    return is_plain_heading(block.text) and len(below.text) > max(_SHORTEST_BELOW, 2 * len(block.text))


def _below_its_parent(block: SourceBlock, levels: dict[int, int]) -> SourceBlock:
    """`levels` are those of the latest headings by the depth of their numbers."""
    depth = number_depth(block.text)
    if not depth:
        return block
    level = min(max(block.level, levels.get(depth - 1, 0) + 1), _DEEPEST)
    levels[depth] = level
    return replace(block, level=level)


def _heading_depth(block: SourceBlock, previous: SourceBlock | None, following: SourceBlock | None) -> int:
    """Levels below the nearest real heading at which a block stands as a heading; 0 if it is none."""
    if following is None or "\n" in block.text or not may_be_heading(block.text):
        return 0
    depth = number_depth(block.text)
    if block.kind is BlockKind.PARAGRAPH:
        if depth and not number_depth(following.text):
            return depth
        return max(depth, 1) if block.emphasised or is_capitals(block.text) else 0
    if block.kind is not BlockKind.LIST_ITEM or not block.ordered or not depth:
        return 0
    alone = not _same_list(block, previous) and not _same_list(block, following)
    return depth if alone and following.kind is not BlockKind.LIST_ITEM else 0


def _same_list(block: SourceBlock, other: SourceBlock | None) -> bool:
    return other is not None and other.kind is BlockKind.LIST_ITEM and other.group == block.group
