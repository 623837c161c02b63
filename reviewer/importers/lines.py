"""Lines of running text to blocks: list items typed by hand, headings that are a bold first line, and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from reviewer.importers.assembly import SourceBlock, clean_text
from reviewer.importers.headings import may_be_heading
from reviewer.importers.links import shown_target
from reviewer.model import BlockKind

BULLET = re.compile(r"[•●○◦▪▫▸▹►‣⁃∙■□➢✓\uf0b7\uf0a7·–—-]\s+(?=\S)|[•●◦▪▫▸▹►‣■□➢✓\uf0b7\uf0a7](?=\w)")
# An asterisk alone is the mark of a footnote.
STAR = re.compile(r"\*\s+(?=\S)")
HOLLOW_BULLET = re.compile(r"o\s+(?=[^\W\da-zåäö])")
SENTENCE_END = re.compile(r"[.!?:;…]['\"”’)]*$")
"""What ends a line after which the next begins something new."""
_LONGEST_ADDRESS_LINE = 60
_WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph; `bold` when all of it is."""

    text: str
    bold: bool = False


class LineBuilder:
    """Gathers the inline content of a paragraph; links say where they lead. With `collapse`, as in HTML, any stretch
    of white space is one space."""

    def __init__(self, *, collapse: bool = True) -> None:
        self._collapse = collapse
        self._lines: list[Line] = []
        self._parts: list[str] = []
        self._bold = True
        self._links: list[tuple[str, int]] = []

    def add(self, text: str, *, bold: bool = False) -> None:
        """Append characters; `bold` says how they look."""
        if self._collapse:
            text = _WHITE_SPACE.sub(" ", text)
            if text.startswith(" ") and (not self._parts or self._parts[-1].endswith(" ")):
                text = text[1:]
        if text:
            self._parts.append(text)
            self._bold &= bold or not any(c.isalnum() for c in text)

    def break_line(self) -> None:
        self._lines.append(Line(clean_text("".join(self._parts)).strip(" "), self._bold))
        self._parts, self._bold = [], True
        self._links = [(target, 0) for target, _ in self._links]

    def open_link(self, target: str) -> None:
        self._links.append((target, len(self._parts)))

    def close_link(self) -> None:
        """Append the target where the label does not say it."""
        if not self._links:
            return
        target, start = self._links.pop()
        label = "".join(self._parts[start:])
        if shown := shown_target(target, label):
            self._parts[start:] = [label.rstrip(" ") + shown + label[len(label.rstrip(" ")) :]]

    def take(self) -> list[Line]:
        """The lines so far, without empty ones at the end; the builder is empty afterwards."""
        self.break_line()
        lines, self._lines, self._links = self._lines, [], []
        while lines and not lines[-1].text:
            lines.pop()
        return lines


def paragraph_blocks(lines: Sequence[Line], groups: count[int]) -> Iterator[SourceBlock]:
    """The blocks of one paragraph of a source file, whose lines end where the file breaks them.

    `groups` gives numbers to lists.
    """
    for part in _parts(lines):
        if len(part) > 1 and _is_heading_above(part):
            yield _paragraph(part[:1])
            part = part[1:]
        yield from _with_items(part, groups)


def bullet_end(line: str) -> int:
    """Where the text begins after a bullet typed at the beginning of a line; 0 if there is none."""
    found = BULLET.match(line) or HOLLOW_BULLET.match(line)
    return found.end() if found else 0


def bullet_ends(lines: Sequence[str]) -> list[int]:
    """`bullet_end` of each line; asterisks count where there are several."""
    stars = [STAR.match(line) for line in lines]
    several = sum(star is not None for star in stars) > 1
    return [star.end() if star and several else bullet_end(line) for line, star in zip(lines, stars, strict=True)]


def _parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    part: list[Line] = []
    for line in lines:
        text = line.text.strip()
        if text:
            part.append(Line(text, line.bold))
        elif part:
            yield part
            part = []
    if part:
        yield part


def _is_heading_above(part: Sequence[Line]) -> bool:
    """A bold first line above text; above short lines it is the name at the head of an address."""
    first, second = part[0], part[1]
    if not first.bold or second.bold or not may_be_heading(first.text):
        return False
    return len(second.text) > _LONGEST_ADDRESS_LINE or bool(bullet_end(second.text)) or second.text[-1] in ".:"


def _with_items(part: Sequence[Line], groups: count[int]) -> Iterator[SourceBlock]:
    group = 0
    rest: list[Line] = []
    for line, end in zip(part, bullet_ends([line.text for line in part]), strict=True):
        if not end:
            rest.append(line)
            continue
        if rest:
            yield _paragraph(rest)
            rest, group = [], 0
        group = group or next(groups)
        level = 2 if HOLLOW_BULLET.match(line.text) else 1
        yield SourceBlock(BlockKind.LIST_ITEM, "- " + line.text[end:], level=level, group=group, typed=True)
    if rest:
        yield _paragraph(rest)


def _paragraph(lines: Sequence[Line]) -> SourceBlock:
    return SourceBlock(
        BlockKind.PARAGRAPH, "\n".join(line.text for line in lines), emphasised=all(line.bold for line in lines)
    )
