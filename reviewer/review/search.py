"""Looks for words in all documents of a workspace. Whatever is typed can be looked for: it never has a wrong form.

Words stand for their beginnings, so that inflected forms are found too; words in quotation marks stand for exactly
themselves, one after the other. All must be in one passage, in any case and any order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reviewer.model import Span
from reviewer.model.search import DocumentHits, SearchHit, SearchResult
from reviewer.store import Workspace
from reviewer.store.search_index import FoundPassage

MOST_HITS = 200
MOST_EACH = 8
SHORTEST = 2
"""Letters that must be typed before anything is looked for."""

_MOST_TERMS = 16
_SHORTEST_STEM = 3
"""Letters from which a word before the last stands for its beginnings; shorter ones are small words such as "in"."""
_SNIPPET = 180
_BEFORE = 40
_QUOTES = re.compile('["“”„«»]')
_WORD = re.compile(r"[^\W_]+")
_LETTER = "(?:[^\\W_]|[\u0300-\u036f])"  # with marks that are stored apart
_GOING_ON, _NOT_INSIDE, _ENDING = f"{_LETTER}*", f"(?<!{_LETTER})", f"(?!{_LETTER})"


@dataclass(frozen=True, slots=True)
class _Term:
    """Words that stand one after the other; as a stem, the last may go on."""

    words: tuple[str, ...]
    stem: bool


def search_documents(ws: Workspace, typed: str, *, most: int = MOST_HITS, most_each: int = MOST_EACH) -> SearchResult:
    """What is found in the current versions of all documents that are not removed: at most `most` hits, of one
    document `most_each`. WorkspaceError `.damaged` where the index is."""
    terms = _terms(typed)
    with ws.reading():
        read, versions = ws.search_index.counts()
        found = ws.search_index.find(_expression(terms), most=most, most_each=most_each) if terms else ()
    pattern = search_pattern(typed)
    documents = tuple(
        _document_hits(list(passages), pattern) for _, passages in groupby(found, key=lambda row: row.version_id)
    )
    hits, with_hits = (found[0].hits, found[0].documents) if found else (0, 0)
    return SearchResult(documents, hits, with_hits, read, versions)


def search_pattern(typed: str) -> re.Pattern[str] | None:
    """What finds the words typed in a text, each term by a group of its own; None where there is nothing to look
    for."""
    terms = _terms(typed)
    return re.compile("|".join(map(_term_pattern, terms)), re.IGNORECASE) if terms else None


def _terms(typed: str) -> tuple[_Term, ...]:
    """What stands between quotation marks is exact; an open one at the end is still being typed."""
    parts = _QUOTES.split(unicodedata.normalize("NFC", typed))
    terms: list[_Term] = []
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if number % 2:
            terms.append(_Term(tuple(_WORD.findall(part)), stem=last))
        else:
            terms += _loose_terms(part.split(), last)
    terms = [term for term in terms if term.words][:_MOST_TERMS]
    return tuple(terms) if sum(len(word) for term in terms for word in term.words) >= SHORTEST else ()


def _loose_terms(words: Sequence[str], last: bool) -> Iterator[_Term]:
    for number, word in enumerate(words, 1):
        parts = tuple(_WORD.findall(word))
        typing = last and number == len(words)
        yield _Term(parts, stem=bool(parts) and (typing or len(parts[-1]) >= _SHORTEST_STEM))


def _expression(terms: Sequence[_Term]) -> str:
    """In the notation of FTS5. The words hold letters and figures only, so nothing in them can be taken for it."""
    return " AND ".join(f'"{" ".join(term.words)}"{"*" if term.stem else ""}' for term in terms)


def _term_pattern(term: _Term) -> str:
    words = r"[\W_]+".join("".join(map(_letter_pattern, word)) for word in term.words)
    return f"({_NOT_INSIDE}{words}{_GOING_ON if term.stem else _ENDING})"


def _letter_pattern(letter: str) -> str:
    """A letter, also where the text stores its mark apart."""
    apart = unicodedata.normalize("NFD", letter)
    return letter if apart == letter else f"(?:{letter}|{apart})"


# What is shown


def _document_hits(passages: Sequence[FoundPassage], pattern: re.Pattern[str] | None) -> DocumentHits:
    first = passages[0]
    return DocumentHits(
        assessment_id=first.assessment_id,
        document_id=first.document_id,
        version_id=first.version_id,
        vendor=first.vendor,
        document=first.document,
        count=first.in_version,
        hits=tuple(_hit(passage, pattern) for passage in passages),
    )


def _hit(passage: FoundPassage, pattern: re.Pattern[str] | None) -> SearchHit:
    shown = _densest(list(pattern.finditer(passage.text)) if pattern else [])
    start, end = _window(passage.text, shown)
    before, after = "…" if passage.text[:start].strip() else "", "…" if passage.text[end:].strip() else ""
    snippet = before + " ".join(passage.text[start:end].split()) + after
    matches = tuple(Span(*match.span()) for match in pattern.finditer(snippet)) if pattern else ()
    return SearchHit(Span(passage.start + shown.start, passage.start + shown.end), snippet, matches)


def _densest(matches: Sequence[re.Match[str]]) -> Span:
    """The match after which most of the terms stand near; the passage's beginning where there is no match, as in
    letters that Python and SQLite take for different ones."""

    def terms_near(first: re.Match[str]) -> int:
        end = first.start() + _SNIPPET - _BEFORE
        return len({match.lastindex for match in matches if first.start() <= match.start() and match.end() <= end})

    best = max(matches, key=terms_near, default=None)
    return Span(*best.span()) if best else Span(0, 0)


def _window(text: str, shown: Span) -> tuple[int, int]:
    """About as many characters around a match as a line holds, whole words, no space at the ends."""
    start = max(shown.start - _BEFORE, 0)
    end = min(max(start + _SNIPPET, shown.end), len(text))
    while 0 < start < shown.start and not text[start - 1].isspace():
        start += 1
    while shown.end < end < len(text) and not text[end].isspace():
        end -= 1
    while start < shown.start and text[start].isspace():
        start += 1
    while end > shown.end and text[end - 1].isspace():
        end -= 1
    return start, end
