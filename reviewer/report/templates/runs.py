"""Words of another language within a template's own: marked while the tags are filled in, set apart afterwards.

A tag stands in a run that has the firm's look. What is put there keeps that look, but a quote keeps its language too,
so that a word processor checks its spelling in the right one.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from reviewer.report.ooxml import SPACE

_START, _TEXT, _END = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_START}([^{_TEXT}]*){_TEXT}([^{_END}]*){_END}?")
_MARKS = re.compile("[\ue000-\ue002\ue010\ue011]")


def in_language(text: str, tag: str) -> str:
    """`text` marked as being in the language `tag` (BCP 47)."""
    return f"{_START}{tag}{_TEXT}{_MARKS.sub('', text)}{_END}"


def set_languages(root: Any, tag: str) -> None:
    """Give every marked stretch below `root` its language, and the text around it in the same run `tag`."""
    for run in list(root.iter(qn("w:r"))):
        texts = [entry for entry in run.iterchildren(qn("w:t")) if _MARKS.search(entry.text or "")]
        if texts:
            for made in _divided(run, tag):
                run.addprevious(made)
            run.getparent().remove(run)


def _divided(run: Any, tag: str) -> Iterator[Any]:
    """A run for each stretch of one language, all with the look of the first."""
    for child in run.iterchildren():
        if child.tag == qn("w:rPr"):
            continue
        if child.tag != qn("w:t"):
            yield _like(run, child, tag)
            continue
        for text, language in _stretches(child.text or "", tag):
            if not text:
                continue
            piece = copy.copy(child)
            piece.text = text
            piece.set(SPACE, "preserve")
            yield _like(run, piece, language)


def _stretches(text: str, tag: str) -> Iterator[tuple[str, str]]:
    at = 0
    for match in _MARKED.finditer(text):
        yield text[at : match.start()], tag
        yield match[2], match[1]
        at = match.end()
    yield text[at:], tag


def _like(run: Any, child: Any, tag: str) -> Any:
    made = run.makeelement(run.tag, nsmap=run.nsmap)
    properties = run.find(qn("w:rPr"))
    made.append(copy.deepcopy(properties) if properties is not None else made.makeelement(qn("w:rPr")))
    for old in made[0].findall(qn("w:lang")):
        made[0].remove(old)
    language = made[0].makeelement(qn("w:lang"), {qn("w:val"): tag, qn("w:eastAsia"): tag})
    made[0].append(language)
    made.append(child)
    return made
