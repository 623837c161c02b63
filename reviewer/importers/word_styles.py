"""What a DOCX file says of its paragraphs elsewhere: styles, and the numbers of lists, which stand in no text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from reviewer.importers.numerals import roman_numeral
from reviewer.word_package import attribute, child, children, is_on, whole_number

_HEADING_NAME = re.compile(r"heading\s*([1-9])$", re.IGNORECASE)
_DEEPEST = 6
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    properties: etree._Element | None
    bold: bool | None


class Styles:
    """The styles of a file; a style has what it does not say itself from the one it is based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {attribute(style, "styleId") or "": _read_style(style) for style in children(root, "style")}
        self._default = next(
            (
                attribute(style, "styleId") or ""
                for style in children(root, "style")
                if attribute(style, "default") == "1" and attribute(style, "type") == "paragraph"
            ),
            "",
        )

    def heading_level(self, properties: etree._Element | None) -> int:
        """The level of a heading, 0 for other paragraphs: by outline level, else by the style's built-in name, which
        is English whatever the language of Word."""
        chain = [properties, *(style.properties for style in self._chain(self.style_id(properties)))]
        for held in chain:
            outline = whole_number(attribute(child(held, "outlineLvl"), "val"))
            if outline is not None:
                return min(outline + 1, _DEEPEST) if 0 <= outline <= 8 else 0
        for style in self._chain(self.style_id(properties)):
            if style.name.lower() == "title":
                return 1
            if found := _HEADING_NAME.match(style.name):
                return min(int(found[1]), _DEEPEST)
        return 0

    def numbering(self, properties: etree._Element | None) -> tuple[str, int | None, str]:
        """The id of a paragraph's list ("" or "0" for none), its level if said, and the style that said so."""
        own = child(properties, "numPr")
        if own is not None and child(own, "numId") is not None:
            return attribute(child(own, "numId"), "val") or "", whole_number(attribute(child(own, "ilvl"), "val")), ""
        level = whole_number(attribute(child(own, "ilvl"), "val"))
        identity = self.style_id(properties)
        for style_id in self._chain_ids(identity):
            held = child(self._styles[style_id].properties, "numPr")
            if (list_id := attribute(child(held, "numId"), "val")) is not None:
                said = whole_number(attribute(child(held, "ilvl"), "val"))
                return list_id, level if level is not None else said, identity
        return "", None, ""

    def is_bold(self, style_id: str) -> bool:
        return next((style.bold for style in self._chain(style_id) if style.bold is not None), False)

    def style_id(self, properties: etree._Element | None) -> str:
        """The id of a paragraph's style."""
        return attribute(child(properties, "pStyle"), "val") or self._default

    def _chain(self, style_id: str) -> list[_Style]:
        return [self._styles[each] for each in self._chain_ids(style_id)]

    def _chain_ids(self, style_id: str) -> list[str]:
        ids: list[str] = []
        while style_id in self._styles and style_id not in ids:
            ids.append(style_id)
            style_id = self._styles[style_id].based_on
        return ids


def _read_style(style: etree._Element) -> _Style:
    return _Style(
        attribute(child(style, "name"), "val") or "",
        attribute(child(style, "basedOn"), "val") or "",
        child(style, "pPr"),
        is_on(child(style, "rPr", "b")),
    )


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    kind: str
    pattern: str
    style: str


@dataclass(slots=True)
class _List:
    """A list as used by paragraphs; lists of one `abstract` definition count on together."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the items of a file's lists, in the order in which `label` is called."""

    def __init__(self, root: etree._Element | None) -> None:
        abstract = {
            attribute(each, "abstractNumId") or "": _read_levels(each) for each in children(root, "abstractNum")
        }
        self._lists = {attribute(each, "numId") or "": _read_list(each, abstract) for each in children(root, "num")}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def label(self, list_id: str, level: int | None, style_id: str) -> tuple[str, int, int] | None:
        """What stands before the next item of a list ("- " for bullets, its number with a space), the item's depth
        from 1, and a number that tells the list from others; None where there is no such list."""
        used = self._lists.get(list_id)
        if used is None or list_id == "0":
            return None
        depth = level if level is not None else _level_of_style(used, style_id)
        definition = used.levels.get(depth)
        if definition is None:
            return None
        self._count(used, depth, definition)
        return self._written(used, depth, definition), depth + 1, _stable_number(used.abstract)

    def _count(self, used: _List, depth: int, definition: _Level) -> None:
        counts = self._counts[used.abstract]
        if depth in used.restarts:
            counts[depth] = used.restarts.pop(depth)
        else:
            counts[depth] = counts.get(depth, definition.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]

    def _written(self, used: _List, depth: int, definition: _Level) -> str:
        if definition.kind == "bullet":
            return "- "
        counts = self._counts[used.abstract]

        def number(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            level = used.levels.get(at, definition)
            return _in_style(counts.get(at, level.start), level.kind)

        text = _PLACE.sub(number, definition.pattern).strip()
        return f"{text} " if text else ""


def _read_levels(holder: etree._Element) -> dict[int, _Level]:
    return {
        whole_number(attribute(each, "ilvl")) or 0: _Level(
            1 if (start := whole_number(attribute(child(each, "start"), "val"))) is None else start,
            attribute(child(each, "numFmt"), "val") or "decimal",
            attribute(child(each, "lvlText"), "val") or "",
            attribute(child(each, "pStyle"), "val") or "",
        )
        for each in children(holder, "lvl")
    }


def _read_list(holder: etree._Element, abstract: dict[str, dict[int, _Level]]) -> _List:
    identity = attribute(child(holder, "abstractNumId"), "val") or ""
    used = _List(identity, dict(abstract.get(identity, {})))
    for override in children(holder, "lvlOverride"):
        depth = whole_number(attribute(override, "ilvl")) or 0
        used.levels |= _read_levels(override)
        start = whole_number(attribute(child(override, "startOverride"), "val"))
        if start is not None:
            used.restarts[depth] = start
    return used


def _level_of_style(used: _List, style_id: str) -> int:
    return next((depth for depth, level in used.levels.items() if style_id and level.style == style_id), 0)


def _stable_number(identity: str) -> int:
    return (whole_number(identity) or 0) + 1


def _in_style(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        roman = roman_numeral(number)
        return roman.upper() if kind == "upperRoman" else roman
    if kind == "decimalZero":
        return f"{number:02d}"
    return "" if kind == "none" else str(number)
