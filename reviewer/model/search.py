"""Searching all documents of a workspace: what is found, and the portions in which their words are read in."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.document import Span


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A passage that has the words. `span` counts code points of the document's text and is the first match shown;
    `matches` count code points of `snippet`, which shows the matches with some words around them on one line."""

    span: Span
    snippet: str
    matches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """The best hits in a document's current version, in the order of its text, of `count` in all."""

    assessment_id: int
    document_id: int
    version_id: int
    vendor: str
    document: str
    count: int
    hits: tuple[SearchHit, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The documents with the best hits first; `hit_count` and `document_count` are of all that have the words.
    Of `versions` texts in the workspace `read` are in the index so far."""

    documents: tuple[DocumentHits, ...]
    hit_count: int
    document_count: int
    read: int
    versions: int


@dataclass(frozen=True, slots=True)
class IndexSlice:
    """A portion of a version's text: `passages` with the words of each, covering it from `start` to `end`."""

    version_id: int
    start: int
    end: int
    passages: tuple[tuple[Span, str], ...]
    finished: bool
    """Whether the text ends here."""
