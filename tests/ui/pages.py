"""A PDF of invented text and what the machine read in it, for the tests of pages."""

from __future__ import annotations

from reviewer.extract import extract_document
from reviewer.importers import read_document
from reviewer.review.reading import Reading

from ..unit.importers.conftest import PdfMaker, PdfPage  # noqa: TID252

IDENTITY = (
    "Havre Media AB, Storgatan 1, 903 26 Umeå, Sweden, is the controller of your",
    "personal data. Write to data@havre.example if you have any questions.",
)
RETENTION = ("We keep your invoices for seven years after the end of the financial year.",)
FILLER = tuple(f"Paragraph {number} says in plain words how our pictures are catalogued." for number in range(1, 36))


def write_pdf(password: str = "", pages: int = 4) -> bytes:
    """The controller on the first page, the retention on the last, and nothing of note between them."""
    pdf = PdfMaker()
    first = PdfPage(head=[(72, 90, "Privacy notice")], text=pdf.column(72, 130, IDENTITY))
    filler = [PdfPage(text=pdf.column(72, 90, FILLER)) for _ in range(pages - 2)]
    last = PdfPage(head=[(72, 90, "How long we keep data")], text=pdf.column(72, 130, RETENTION))
    return pdf.write(first, *filler, last, password=password)


def read_pdf(password: str = "", pages: int = 4) -> Reading:
    data = write_pdf(password, pages)
    document = read_document(data, "havre.pdf", password=password)
    return Reading(document, extract_document(document), data)
