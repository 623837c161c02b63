"""Documents, their versions with text and original, and the extraction runs over each version. A document that was
removed does not show."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator

from reviewer.model import AssessedVersion, Block, Document, DocumentKind, Extraction, Origin, Original
from reviewer.store.database import Database
from reviewer.store.encoding import Decoder, convert, encode
from reviewer.store.records import DocumentRecord

_BLOCKS = Decoder(tuple[Block, ...])
_ORIGINS = Decoder(tuple[Origin, ...])
_EXTRACTION = Decoder(Extraction)

_DOCUMENT = """
    SELECT documents.id, documents.vendor_id, documents.name, documents.kind,
        (SELECT id FROM versions WHERE document_id = documents.id ORDER BY number DESC LIMIT 1),
        (SELECT count(*) FROM versions WHERE document_id = documents.id)
    FROM documents WHERE documents.removed_at IS NULL
"""
_VERSION = """
    SELECT id, number, file_name, media_type, sha256, text_sha256, pages, source, retrieved, imported_at
    FROM versions WHERE id = ?
"""
_CONTENT = "SELECT text, blocks FROM versions WHERE id = ?"
_ORIGINAL = "SELECT content, origins FROM originals JOIN versions ON versions.id = version_id WHERE version_id = ?"
_NAMES = "SELECT id, vendor_id, name FROM documents WHERE removed_at IS NULL ORDER BY id"
_LAST_RUN = "SELECT id FROM runs WHERE version_id = ? ORDER BY id DESC LIMIT 1"
_RUN = "SELECT extraction FROM runs WHERE id = ?"

_KEPT = 8
"""How many versions stay read: those of one vendor and a few more."""
_Content = tuple[str, tuple[Block, ...], Extraction]


class DocumentRepository:
    """The documents of vendors; texts and runs that were read stay in memory for a while."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._contents: OrderedDict[tuple[int, int, str], _Content] = OrderedDict()

    def insert(self, vendor_id: int, name: str, kind: DocumentKind) -> int:
        """A document without versions yet; its id."""
        return self._database.insert(
            "INSERT INTO documents (vendor_id, name, kind) VALUES (?, ?, ?)", (vendor_id, name, kind.value)
        )

    def insert_version(
        self, document_id: int, document: Document, original: bytes, *, source: str, retrieved: str, at: str
    ) -> int:
        """The document's next version; from here on its text never changes."""
        version_id = self._database.insert(
            """
            INSERT INTO versions (document_id, number, file_name, media_type, sha256, text_sha256, pages, source,
                retrieved, imported_at, text, blocks, origins)
            VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM versions WHERE document_id = ?),
                ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                document_id,
                document_id,
                document.name,
                document.media_type,
                document.sha256,
                hashlib.sha256(document.text.encode()).hexdigest(),
                document.pages,
                source,
                retrieved,
                at,
                document.text,
                encode(document.blocks),
                encode(document.origins),
            ),
        )
        self._database.execute("INSERT INTO originals (version_id, content) VALUES (?, ?)", (version_id, original))
        return version_id

    def insert_run(self, version_id: int, extraction: Extraction, at: str) -> None:
        """A reading of a version; the latest is the one that counts."""
        self._database.execute(
            "INSERT INTO runs (version_id, rule_set, language, made_at, extraction) VALUES (?, ?, ?, ?, ?)",
            (version_id, extraction.rule_set, extraction.language, at, encode(extraction)),
        )

    def of_vendor(self, vendor_id: int) -> tuple[DocumentRecord, ...]:
        """In the order in which they were imported."""
        return tuple(self._records("vendor_id = ?", vendor_id))

    def find(self, document_id: int) -> DocumentRecord | None:
        """None for one that is not there or was removed."""
        return next(self._records("documents.id = ?", document_id), None)

    def find_by_version(self, version_id: int) -> DocumentRecord | None:
        """The document that has this version, current or earlier."""
        return next(self._records("documents.id = (SELECT document_id FROM versions WHERE id = ?)", version_id), None)

    def languages(self) -> dict[int, str]:
        """The language that was read out of each document's current version, by document id."""
        rows = self._database.execute(
            """
            SELECT versions.document_id, runs.language FROM runs JOIN versions ON versions.id = runs.version_id
            ORDER BY versions.number, runs.id
            """
        )
        return dict(rows.fetchall())

    def names(self) -> tuple[tuple[int, int, str], ...]:
        """(document id, vendor id, name) of every document, in the order in which they were imported."""
        return tuple(self._database.execute(_NAMES))

    def text(self, version_id: int) -> str:
        text: str = self._database.execute("SELECT text FROM versions WHERE id = ?", (version_id,)).fetchone()[0]
        return text

    def original(self, version_id: int) -> Original | None:
        """The file and the places of its letters; None for a version that is not there."""
        row = self._database.execute(_ORIGINAL, (version_id,)).fetchone()
        return Original(row[0], _ORIGINS.decode(row[1])) if row else None

    def document(self, version_id: int) -> Document:
        """A version as it was imported; KeyError for one that is not there."""
        version, _ = self.version(version_id)
        return Document(
            name=version.file_name,
            media_type=version.media_type,
            sha256=version.sha256,
            text=version.text,
            blocks=version.blocks,
            origins=self._origins(version_id),
            pages=version.pages,
        )

    def version(self, version_id: int) -> tuple[AssessedVersion, Extraction]:
        """A version with its last run; KeyError for one that is not there."""
        row = self._database.execute(_VERSION, (version_id,)).fetchone()
        if row is None:
            raise KeyError(version_id)
        number, file_name, media_type, sha256, text_sha256, pages, source, retrieved, imported_at = row[1:]
        text, blocks, extraction = self._content(version_id, text_sha256)
        version = AssessedVersion(
            id=version_id,
            number=number,
            file_name=file_name,
            media_type=media_type,
            sha256=sha256,
            text=text,
            text_sha256=text_sha256,
            blocks=blocks,
            pages=pages,
            language=extraction.language,
            rule_set=extraction.rule_set,
            source=source,
            retrieved=retrieved,
            imported_at=imported_at,
            incomplete=extraction.incomplete,
            observations=extraction.observations,
        )
        return version, extraction

    def _content(self, version_id: int, text_sha256: str) -> _Content:
        """The text with its blocks, which never change, and the last run over it. Every decision reads the assessment
        again, so what was parsed last is kept; what was erased has another hash."""
        run_id = self._database.execute(_LAST_RUN, (version_id,)).fetchone()[0]
        key = version_id, run_id, text_sha256
        if key not in self._contents:
            text, blocks = self._database.execute(_CONTENT, (version_id,)).fetchone()
            (run,) = self._database.execute(_RUN, (run_id,)).fetchone()
            read = text, _BLOCKS.decode(blocks), _EXTRACTION.decode(run)
            self._contents[key] = read
            if len(self._contents) > _KEPT:
                self._contents.popitem(last=False)
        self._contents.move_to_end(key)
        return self._contents[key]

    def _origins(self, version_id: int) -> tuple[Origin, ...]:
        (origins,) = self._database.execute("SELECT origins FROM versions WHERE id = ?", (version_id,)).fetchone()
        return _ORIGINS.decode(origins)

    def _records(self, where: str, parameter: int) -> Iterator[DocumentRecord]:
        for row in self._database.execute(f"{_DOCUMENT} AND {where} ORDER BY documents.id", (parameter,)):
            document_id, vendor_id, name, kind, version_id, versions = row
            yield DocumentRecord(document_id, vendor_id, name, convert(kind, DocumentKind), version_id, versions)
