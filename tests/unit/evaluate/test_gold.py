from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.evaluate import Gold, GoldError, read_annotations, read_expected_findings, read_gold
from reviewer.model import Severity


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


def test_expected_findings() -> None:
    expected = read_expected_findings("# must\nmust\tRET-01\thigh\nmay\tQUA-01\nnever\tDPO-01\t\n", "a.tsv")
    assert expected.must == {"RET-01": Severity.HIGH}
    assert (expected.may, expected.never) == ({"QUA-01"}, {"DPO-01"})
    with pytest.raises(GoldError, match=r"findings/a\.tsv"):
        read_expected_findings("must\tRET-01\tgrave\n", "a.tsv")


def test_gold_without_a_text_is_left_out(tmp_path: Path) -> None:
    for name in ("text", "gold"):
        (tmp_path / name).mkdir()
    for name in ("gold/a.tsv", "gold/b.tsv", "text/a.html", "text/a.txt", "text/c.txt"):
        (tmp_path / name).write_text("controller.name\tTarnbyte\n", encoding="utf-8")
    (only,) = read_annotations(tmp_path)
    assert (only.name, only.path.name, only.language, only.findings) == ("a", "a.html", "?", None)
    (tmp_path / "gold" / "a.tsv").unlink()
    with pytest.raises(GoldError, match="holds no gold"):
        read_annotations(tmp_path)
