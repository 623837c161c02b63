from __future__ import annotations

import pytest

from reviewer.evaluate import Gold, GoldError, read_gold


def test_lines_of_gold() -> None:
    text = (
        "# kept by a careful reviewer\n\n"
        "controller.name\tTarnbyte Ltd = Tarnbyte\tTarnbyte Ltd\tour company, Tarnbyte\n"
        "?purposes\tbilling\tinvoices\n"
        "document.language\ten\n"
    )
    assert read_gold(text, "a.tsv") == (
        Gold("controller.name", ("Tarnbyte Ltd", "Tarnbyte"), ("Tarnbyte Ltd", "our company, Tarnbyte")),
        Gold("purposes", ("billing",), ("invoices",), optional=True),
        Gold("document.language", ("en",)),
    )


def test_a_line_without_a_value_is_named() -> None:
    with pytest.raises(GoldError, match=r"^a\.tsv:2: "):
        read_gold("document.language\ten\ncontroller.name Tarnbyte\n", "a.tsv")
