"""The report's styles within a firm's document: the firm's own where it has one of that name, ours where it has none.

Built-in styles go by the same English names in every language of Word, while their ids are in the language of whoever
made the file; what was written for our ids is led to the firm's.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from reviewer.report import styles
from reviewer.report.ooxml import add, element, numbering

_REFERENCES = ("w:pStyle", "w:rStyle", "w:tblStyle")
_LIKE_HEADING = {styles.APPENDIX: styles.HEADINGS[0], styles.CONTENTS_TITLE: styles.HEADINGS[1]}
"""Styles that look as a heading does, without its number."""

_NUMBERING = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'  # python-docx makes none
)


class AdoptedStyles:
    """The styles of `document`, completed with those that a report needs. Headings that the firm does not
    number get the report's numbers, 1, 1.1 and so on."""

    def __init__(self, document: Any, language: str) -> None:
        self._document = document
        self._root = document.styles.element
        self._ids = {(s.get(qn("w:type")), _name(s)): s.get(qn("w:styleId")) for s in self._root.iter(qn("w:style"))}
        self._taken = set(self._ids.values())
        self._led: dict[str, str] = {}
        missing = [style for style in styles.report_styles() if not self._lead(style)]
        self._accent = self._heading_colour()
        firms = self._style(self._led[styles.HEADINGS[0]])
        self._firms_list = _numbering_of(firms) if firms is not None else ""
        self._lists = self._add_lists(missing)
        for style in missing:
            self._root.append(self._fitted(style))
        if not self._firms_list:
            self._number_headings()
        self._set_default_language(language)

    def lead(self, blocks: Iterable[Any], width: float) -> None:
        """Lead what the report wrote to the styles here, its tables fitted to `width` twips."""
        for block in blocks:
            for entry in block.iter(*(qn(name) for name in _REFERENCES)):
                written = entry.get(qn("w:val"))
                entry.set(qn("w:val"), self._led.get(written, written))
            for table in block.iter(qn("w:tbl")):
                _fit_table(table, width)

    def style_id(self, style_id: str) -> str:
        """What a style of ours is called here."""
        return self._led[style_id]

    def number_text(self, count: int) -> str:
        """How the `count`th heading of the first level is numbered; empty where that is not by digits."""
        if not self._firms_list:
            return str(count)
        level = _first_level(_numbering_root(self._document), self._firms_list)
        if level is None or level.find(qn("w:numFmt")).get(qn("w:val")) != "decimal":
            return ""
        return str(level.find(qn("w:lvlText")).get(qn("w:val"), "")).replace("%1", str(count))

    def _lead(self, style: Any) -> bool:
        """Whether the firm has a style of that name, or ours is there already."""
        own, key = style.get(qn("w:styleId")), (style.get(qn("w:type")), _name(style))
        there = self._ids.get(key)
        if there is None and own in self._taken:
            there_as = f"Report{own}"
            self._led[own] = there_as
            return False
        self._led[own] = there or own
        return there is not None

    def _is_firms(self, style_id: str) -> bool:
        return self._led[style_id] in self._taken

    def _style(self, style_id: str) -> Any:
        return next((s for s in self._root.iter(qn("w:style")) if s.get(qn("w:styleId")) == style_id), None)

    def _heading_colour(self) -> Any:
        """The colour in which the firm sets its first heading, as an element; None where it sets none."""
        style, seen = self._style(self._led[styles.HEADINGS[0]]), list[Any]()
        while style is not None and style not in seen:  # styles of a broken file rest on each other
            seen.append(style)
            colour = style.find(f"{qn('w:rPr')}/{qn('w:color')}")
            if colour is not None:
                return colour
            base = style.find(qn("w:basedOn"))
            style = self._style(base.get(qn("w:val"))) if base is not None else None
        return None

    def _fitted(self, style: Any) -> Any:
        """A style of ours in the firm's family and colours."""
        own = style.get(qn("w:styleId"))
        made = copy.deepcopy(style)
        made.set(qn("w:styleId"), self._led[own])
        made.attrib.pop(qn("w:default"), None)
        for entry in made.iter(qn("w:basedOn"), qn("w:next")):
            entry.set(qn("w:val"), self._led.get(entry.get(qn("w:val")), entry.get(qn("w:val"))))
        if own in _LIKE_HEADING and self._is_firms(_LIKE_HEADING[own]):
            return self._like_heading(made, _LIKE_HEADING[own])
        for properties in made.iter(qn("w:rPr")):
            self._colour(properties)
        for border in made.iter(qn("w:bottom")):
            if border.get(qn("w:color")) == styles.ACCENT:
                border.set(qn("w:color"), self._accent_value())
        for number in made.iter(qn("w:numId")):
            number.set(qn("w:val"), str(self._lists[int(number.get(qn("w:val")))]))
        return made

    def _like_heading(self, style: Any, heading: str) -> Any:
        style.find(qn("w:basedOn")).set(qn("w:val"), self._led[heading])
        old = style.find(qn("w:pPr"))
        level = old.find(qn("w:outlineLvl"))
        for name in ("w:pPr", "w:rPr"):
            style.remove(style.find(qn(name)))
        properties = add(style, "pPr")
        add(add(properties, "numPr"), "numId", val=0)
        add(properties, "ind", left=0, firstLine=0)
        add(properties, "outlineLvl", val=9 if level is None else level.get(qn("w:val")))
        return style

    def _colour(self, properties: Any) -> None:
        """Ink is the firm's own, the accent that of its headings; the quiet grey stays."""
        colour = properties.find(qn("w:color"))
        if colour is None or colour.get(qn("w:val")) not in (styles.INK, styles.ACCENT):
            return
        if colour.get(qn("w:val")) == styles.ACCENT and self._accent is not None:
            colour.addnext(copy.deepcopy(self._accent))
        properties.remove(colour)

    def _accent_value(self) -> str:
        value = self._accent.get(qn("w:val")) if self._accent is not None else ""
        return value if value and value != "auto" else "808080"

    def _add_lists(self, missing: list[Any]) -> dict[int, int]:
        """Our numbering beside the firm's; returns the lists' numbers here by those we write."""
        wanted = {int(n.get(qn("w:val"))) for style in missing for n in style.iter(qn("w:numId"))}
        if not self._firms_list:
            wanted.add(1)
        if not wanted:
            return {}
        root = _numbering_root(self._document)
        abstract, number = _next_id(root, "w:abstractNum", "w:abstractNumId"), _next_id(root, "w:num", "w:numId")
        first = root.find(qn("w:num"))
        for entry in numbering([self._led[h] for h in styles.HEADINGS[:2]], self._led[styles.BULLET]):
            for holder in (entry, *entry.iterchildren(qn("w:abstractNumId"))):
                _shift(holder, abstract - 1, number - 1)
            if entry.tag == qn("w:abstractNum") and first is not None:
                first.addprevious(entry)
            else:
                root.append(entry)
        return {1: number, 2: number + 1}

    def _number_headings(self) -> None:
        """Bind the heading styles to our numbers, whoever made them."""
        for level, heading in enumerate(styles.HEADINGS[:2]):
            style = self._style(self._led[heading])
            properties = style.get_or_add_pPr()
            number = properties.get_or_add_numPr()
            number.get_or_add_ilvl().val = level
            number.get_or_add_numId().val = self._lists[1]

    def _set_default_language(self, tag: str) -> None:
        """The template is taken to be in the report's language."""
        defaults = self._root.find(qn("w:docDefaults"))
        if defaults is None:
            defaults = element("docDefaults")
            self._root.insert(0, defaults)
        holder = defaults.find(qn("w:rPrDefault"))
        if holder is None:
            holder = element("rPrDefault")
            defaults.insert(0, holder)
        properties = holder.find(qn("w:rPr"))
        if properties is None:
            properties = add(holder, "rPr")
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        add(properties, "lang", val=tag, eastAsia=tag, bidi="ar-SA")


def _name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return str(name.get(qn("w:val"), "")).casefold() if name is not None else ""


def _numbering_of(style: Any) -> str:
    """The list that a style is bound to; empty for none."""
    number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    value = str(number.get(qn("w:val"), "")) if number is not None else ""
    return "" if value == "0" else value


def _first_level(root: Any, list_id: str) -> Any:
    """The first level of a list's definition; None where it is defined elsewhere."""
    for number in root.findall(qn("w:num")):
        if number.get(qn("w:numId")) == list_id:
            wanted = number.find(qn("w:abstractNumId")).get(qn("w:val"))
            for abstract in root.findall(qn("w:abstractNum")):
                if abstract.get(qn("w:abstractNumId")) == wanted:
                    return next((lvl for lvl in abstract.findall(qn("w:lvl")) if lvl.get(qn("w:ilvl")) == "0"), None)
    return None


def _numbering_root(document: Any) -> Any:
    part = document.part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part.element
    made = NumberingPart.load(
        PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, _NUMBERING.encode(), part.package
    )
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made.element


def _next_id(root: Any, tag: str, attribute: str) -> int:
    return max((int(entry.get(qn(attribute), 0)) for entry in root.findall(qn(tag))), default=0) + 1


def _shift(entry: Any, abstract: int, number: int) -> None:
    """Move the ids of a list or its definition up by so many."""
    if entry.tag == qn("w:abstractNum"):
        entry.set(qn("w:abstractNumId"), str(int(entry.get(qn("w:abstractNumId"))) + abstract))
    elif entry.tag == qn("w:num"):
        entry.set(qn("w:numId"), str(int(entry.get(qn("w:numId"))) + number))
    else:
        entry.set(qn("w:val"), str(int(entry.get(qn("w:val"))) + abstract))


def _fit_table(table: Any, width: float) -> None:
    """Scale the columns to the width between the firm's margins."""
    columns = [int(c.get(qn("w:w"))) for c in table.iter(qn("w:gridCol"))]
    share = min(1.0, width / sum(columns)) if columns else 1.0
    for entry in table.iter(qn("w:gridCol"), qn("w:tcW"), qn("w:tblW")):
        entry.set(qn("w:w"), str(round(int(entry.get(qn("w:w"))) * share)))
