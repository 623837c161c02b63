"""The words of all texts: read in portion by portion, looked up in all current versions that are not removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import msgspec

from reviewer.model import Block
from reviewer.model.search import IndexSlice
from reviewer.store.database import Database
from reviewer.store.encoding import Decoder, convert

_BLOCKS = Decoder(tuple[Block, ...])
_FOUND = tuple[int, int, int, str, str, int, Annotated[int, msgspec.Meta(ge=0)], str, int, int]
"""SQLite keeps in any column what a stranger puts there."""
_UNREAD = """
    SELECT versions.id, coalesce(reached, 0), text, blocks
    FROM versions LEFT JOIN search_progress ON version_id = versions.id
    WHERE finished IS NOT 1 ORDER BY versions.id DESC LIMIT 1
"""
_REACHED = """
    SELECT coalesce(reached, 0) FROM versions LEFT JOIN search_progress ON version_id = versions.id
    WHERE versions.id = ? AND finished IS NOT 1
"""
_FIND = """
    WITH shown AS (
        SELECT versions.id FROM versions
            JOIN documents ON documents.id = document_id AND documents.removed_at IS NULL
            JOIN vendors ON vendors.id = vendor_id AND vendors.removed_at IS NULL
            JOIN engagements ON engagements.id = engagement_id AND engagements.removed_at IS NULL
        WHERE number = (SELECT max(number) FROM versions AS same WHERE same.document_id = documents.id)
    ), found AS (
        SELECT version_id, start, length, rank AS score,
            row_number() OVER (PARTITION BY version_id ORDER BY rank, start) AS place,
            min(rank) OVER (PARTITION BY version_id) AS best,
            count(*) OVER (PARTITION BY version_id) AS in_version
        FROM search_words JOIN search_passages ON search_passages.id = search_words.rowid
        WHERE search_words MATCH :expression AND version_id IN (SELECT id FROM shown)
    ), counted AS (
        SELECT *, count(*) OVER () AS hits, sum(place = 1) OVER () AS documents FROM found
    ), chosen AS (
        SELECT * FROM counted WHERE place <= :most_each ORDER BY best, version_id, place LIMIT :most
    )
    SELECT assessments.id, documents.id, versions.id, vendors.name, documents.name, in_version,
        start, substr(text, start + 1, length), hits, chosen.documents
    FROM chosen JOIN versions ON versions.id = version_id JOIN documents ON documents.id = document_id
        JOIN vendors ON vendors.id = documents.vendor_id JOIN assessments ON assessments.vendor_id = vendors.id
    ORDER BY best, versions.id, start
"""


@dataclass(frozen=True, slots=True)
class UnreadText:
    """A version whose words are in the index up to `reached`, a code point."""

    version_id: int
    reached: int
    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage with the words looked for. `in_version` counts those of its version, `hits` and `documents` all."""

    assessment_id: int
    document_id: int
    version_id: int
    vendor: str
    document: str
    in_version: int
    start: int
    text: str
    hits: int
    documents: int


class SearchIndexRepository:
    """The index and how far it has come; it is derived and can be made again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self) -> tuple[int, int]:
        """How many versions are wholly in the index, and how many there are."""
        counts: tuple[int, int] = self._database.execute(
            "SELECT (SELECT count(*) FROM search_progress WHERE finished), (SELECT count(*) FROM versions)"
        ).fetchone()
        return counts

    def unread(self) -> UnreadText | None:
        """The newest version that is not wholly in the index."""
        row = self._database.execute(_UNREAD).fetchone()
        if row is None:
            return None
        version_id, reached, text, blocks = row
        return UnreadText(version_id, reached, text, _BLOCKS.decode(blocks))

    def add(self, portion: IndexSlice) -> bool:
        """Takes up a portion; False where it does not follow on what is there, or its version is gone."""
        row = self._database.execute(_REACHED, (portion.version_id,)).fetchone()
        if row is None or row[0] != portion.start:
            return False
        for span, words in portion.passages:
            passage_id = self._database.insert(
                "INSERT INTO search_passages (version_id, start, length) VALUES (?, ?, ?)",
                (portion.version_id, span.start, len(span)),
            )
            self._database.execute("INSERT INTO search_words (rowid, words) VALUES (?, ?)", (passage_id, words))
        self._database.execute(
            "INSERT OR REPLACE INTO search_progress (version_id, reached, finished) VALUES (?, ?, ?)",
            (portion.version_id, portion.end, int(portion.finished)),
        )
        return True

    def clear(self) -> None:
        """Empties the index; it is then made anew. Taking out single passages would leave their words in it until it
        is next put in order."""
        self._database.execute("INSERT INTO search_words (search_words) VALUES ('delete-all')")
        self._database.execute("DELETE FROM search_passages")
        self._database.execute("DELETE FROM search_progress")

    def find(self, expression: str, *, most: int, most_each: int) -> tuple[FoundPassage, ...]:
        """At most `most` passages, of one document at most `most_each`; the document with the best one first, each
        document's in the order of its text. `expression` is in the notation of FTS5."""
        rows = self._database.execute(_FIND, {"expression": expression, "most": most, "most_each": most_each})
        return tuple(FoundPassage(*convert(row, _FOUND)) for row in rows)
