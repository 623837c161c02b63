from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.extract import extract_document
from reviewer.model import Document


@pytest.mark.parametrize("text", ["What we do when you visit", "Näin toimimme, kun käytät", "Så gör vi när du besöker"])
def test_text_that_ends_where_a_site_would_stand(make_document: Callable[[str], Document], text: str) -> None:
    assert "document.covers" not in {value.field for value in extract_document(make_document(text)).values}
