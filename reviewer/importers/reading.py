"""The one way in: a file's bytes to a Document."""

from __future__ import annotations

from reviewer.importers import media_type as media
from reviewer.importers.limits import Limits, Progress
from reviewer.model import DamagedFileError, Document, ImportFailedError, NoTextError


def read_document(
    data: bytes, name: str, *, password: str = "", limits: Limits | None = None, progress: Progress | None = None
) -> Document:
    """Read a file of any known type; its type is told from its content first, then from its name.

    Raises the errors of the ImportFailedError family. Run it in the child: files come from strangers.
    """
    limits = limits or Limits()
    report = progress or _ignore
    limits.check_size(len(data))
    try:
        document = _read(media.detect_media_type(data, name), data, name, password, limits, report)
    except (ImportFailedError, MemoryError):
        raise
    except RecursionError as error:
        raise DamagedFileError("nested too deeply") from error
    limits.check_characters(len(document.text))
    if not document.blocks:
        raise NoTextError
    report("read", 1.0)
    return document


def _read(kind: str, data: bytes, name: str, password: str, limits: Limits, progress: Progress) -> Document:
    """Libraries are imported when a file needs them: a child that reads only text starts faster."""
    if kind == media.PDF:
        from reviewer.importers.pdf import read_pdf

        return read_pdf(data, name, password, limits, progress)
    if kind == media.DOCX:
        from reviewer.importers.word import read_docx

        return read_docx(data, name, limits, progress)
    if kind == media.HTML:
        from reviewer.importers.html import read_html

        return read_html(data, name, limits, progress)
    if kind == media.MARKDOWN:
        from reviewer.importers.markdown import read_markdown

        return read_markdown(data, name, limits, progress)
    from reviewer.importers.plain_text import read_plain_text

    return read_plain_text(data, name, limits, progress)


def _ignore(_stage: str, _share: float) -> None:
    pass
