"""Files to Documents: text, Markdown, HTML, PDF and DOCX."""

from reviewer.importers.limits import Limits, Progress
from reviewer.importers.reading import read_document

__all__ = ["Limits", "Progress", "read_document"]
