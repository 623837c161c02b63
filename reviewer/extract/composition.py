"""Texts whose letters and accents are stored apart (NFD): read as if composed, quoted as they stand.

The document's text is never changed, so rules read a composed copy and every span goes back through an offset map.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, replace
from typing import Any

from reviewer.model import Block, Document, Evidence, Extraction, Span

_PASSAGES = {"evidence", "nearest"}
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")


class Composition:
    """A document with composed letters, and the way back to the offsets of the document as stored."""

    def __init__(self, document: Document) -> None:
        self.original = document
        self._stored: list[int] = []
        text = self._compose(document.text)
        self._read = {stored: at for at, stored in reversed(list(enumerate(self._stored)))}
        self.document = replace(document, text=text, blocks=self._blocks(document))

    def restore(self, extraction: Extraction) -> Extraction:
        """The same findings with every passage as it stands in the stored text."""
        parts: dict[str, Any] = {
            f.name: tuple(self._with_stored_passages(part) for part in getattr(extraction, f.name))
            for f in fields(extraction)
            if isinstance(getattr(extraction, f.name), tuple)
        }
        return replace(extraction, **parts)

    def _with_stored_passages(self, part: Any) -> Any:
        names = [f.name for f in fields(part) if f.name in _PASSAGES]
        return replace(part, **{n: tuple(map(self._stored_evidence, getattr(part, n))) for n in names})

    def _stored_evidence(self, evidence: Evidence) -> Evidence:
        start, end = self._stored[evidence.start], self._stored[evidence.end]
        return Evidence(start, end, self.original.text[start:end], self.original.page_of(start))

    def _compose(self, text: str) -> str:
        out: list[str] = []
        at = 0
        for cluster in _CLUSTER.finditer(text):
            self._take(out, text[at : cluster.start()], at)
            composed = unicodedata.normalize("NFC", cluster[0])
            out.append(composed)
            self._stored.append(cluster.start())
            self._stored.extend(cluster.end() - len(composed) + 1 + n for n in range(len(composed) - 1))
            at = cluster.end()
        self._take(out, text[at:], at)
        self._stored.append(len(text))
        return "".join(out)

    def _take(self, out: list[str], piece: str, at: int) -> None:
        out.append(piece)
        self._stored.extend(range(at, at + len(piece)))

    def _blocks(self, document: Document) -> tuple[Block, ...]:
        return tuple(
            replace(
                block,
                start=self._composed(block.start),
                end=self._composed(block.end),
                cells=tuple(Span(self._composed(c.start), self._composed(c.end)) for c in block.cells),
            )
            for block in document.blocks
        )

    def _composed(self, offset: int) -> int:
        while offset not in self._read:
            offset += 1
        return self._read[offset]


def needs_composing(text: str) -> bool:
    """Whether a letter and its accent stand apart somewhere in the text."""
    return _CLUSTER.search(text) is not None
