"""WordprocessingML written directly: paragraphs, runs, fields, languages, numbering, borders.

python-docx opens the file and keeps its parts; what is written thousands of times is built here, since its objects
look up styles and places of elements anew at every step.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from docx.oxml.ns import nsmap
from lxml import etree

_W = nsmap["w"]
_NAMESPACES = {"w": _W}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\r\n]+")


@cache
def _name(local: str) -> str:
    return f"{{{_W}}}{local}"


def element(tag: str, **attributes: str | int) -> Any:
    """An element such as `tab` with attributes, all of Word's namespace."""
    made = etree.Element(_name(tag), nsmap=_NAMESPACES)
    for name, value in attributes.items():
        made.set(_name(name), str(value))
    return made


def add(parent: Any, tag: str, **attributes: str | int) -> Any:
    """A new last child of `parent`."""
    made = etree.SubElement(parent, _name(tag))
    for name, value in attributes.items():
        made.set(_name(name), str(value))
    return made


def paragraph(style_id: str) -> Any:
    """A paragraph of a style, still without runs."""
    made = etree.Element(_name("p"), nsmap=_NAMESPACES)
    add(add(made, "pPr"), "pStyle", val=style_id)
    return made


def add_run(parent: Any, text: str, language: str, *, style_id: str = "", bold: bool = False) -> Any:
    """A run of text in `language` (BCP 47), so that spelling is checked in it; a tab in the text stays one."""
    run = add(parent, "r")
    properties = add(run, "rPr")
    if style_id:
        add(properties, "rStyle", val=style_id)
    if bold:
        add(properties, "b")
    add(properties, "lang", val=language, eastAsia=language)
    for number, part in enumerate(text.split("\t")):
        if number:
            add(run, "tab")
        _add_text(run, _one_line(part))
    return run


def _add_text(run: Any, text: str) -> None:
    if text:
        made = add(run, "t")
        made.text = text
        if text[0] == " " or text[-1] == " ":
            made.set(SPACE, "preserve")


def printable(text: str) -> str:
    """`text` without the characters that XML cannot hold, on one line."""
    return _BLANKS.sub(" ", _CONTROLS.sub("", text)).strip(" ")


def _one_line(text: str) -> str:
    """`printable`, but with a blank kept at either end."""
    core = printable(text)
    if not core:
        return " " if text else ""
    return f"{' ' if text[0] == ' ' else ''}{core}{' ' if text[-1] == ' ' else ''}"


def add_field(parent: Any, instruction: str, shown: str = "") -> None:
    """A field such as PAGE, which the word processor fills in; `shown` stands there until then."""
    add(add(parent, "r"), "fldChar", fldCharType="begin")
    code = add(add(parent, "r"), "instrText")
    code.set(SPACE, "preserve")
    code.text = f" {instruction} "
    add(add(parent, "r"), "fldChar", fldCharType="separate")
    add(add(parent, "r"), "t").text = shown
    add(add(parent, "r"), "fldChar", fldCharType="end")


def borders(tag: str, **sides: tuple[str, int, str]) -> Any:
    """A border set; each side is (kind, eighths of a point, colour)."""
    made = element(tag)
    for side, (kind, size, colour) in sides.items():
        add(made, side, val=kind, sz=size, space=0, color=colour)
    return made


def numbering(style_ids: Sequence[str], bullet_style_id: str) -> list[Any]:
    """Two lists: the heading styles as 1, 1.1, … (list 1), and bullets (list 2); each bound to its styles."""
    headings = element("abstractNum", abstractNumId=1)
    add(headings, "multiLevelType", val="multilevel")
    for level, style_id in enumerate(style_ids):
        text = ".".join(f"%{number + 1}" for number in range(level + 1))
        _add_level(headings, level, "decimal", text, style_id, indent=567)
    bullets = element("abstractNum", abstractNumId=2)
    add(bullets, "multiLevelType", val="singleLevel")
    _add_level(bullets, 0, "bullet", "•", bullet_style_id, indent=284)
    return [headings, bullets, *(_list(number) for number in (1, 2))]


def _add_level(abstract: Any, level: int, kind: str, text: str, style_id: str, *, indent: int) -> None:
    made = add(abstract, "lvl", ilvl=level)
    add(made, "start", val=1)
    add(made, "numFmt", val=kind)
    add(made, "pStyle", val=style_id)
    add(made, "lvlText", val=text)
    add(made, "lvlJc", val="left")
    add(add(made, "pPr"), "ind", left=indent, hanging=indent)


def _list(number: int) -> Any:
    made = element("num", numId=number)
    add(made, "abstractNumId", val=number)
    return made
