from __future__ import annotations

import csv
import dataclasses
import zipfile
from xml.etree import ElementTree

import pytest

from reviewer.export import WRITERS, write_csv, write_workbook
from reviewer.export.spreadsheet import VALUE_HEAD, escaped, value_rows
from reviewer.model import (
    AssessedDocument,
    AssessedVersion,
    Assessment,
    Context,
    Decision,
    DocumentKind,
    Evidence,
    FieldState,
    FieldStatus,
    Finding,
    FindingState,
    ReviewedFinding,
    ReviewedValue,
    Severity,
    Value,
    ValueState,
)

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def assessment():
    quote = '=HYPERLINK("http://x.example")'
    evidence = (Evidence(3, 3 + len(quote), quote, 2),)
    decision = Decision("Ann", "2026-03-02T09:00:00.000Z")
    machine = Value("controller.name", "-Lumo", 0.9, "rule", evidence)
    value = ReviewedValue(
        1, "controller.name", ValueState.CORRECTED, "Lumo Oy", machine, evidence, 4, 5, decision=decision
    )
    version = AssessedVersion(
        5, 1, "a.txt", "text/plain", "ab", "", "", (), None, "en", "1", "", "", "2026-03-01T09:00:00.000Z"
    )
    return Assessment(
        id=1,
        vendor_id=2,
        vendor="@Lumo",
        engagement_id=1,
        client="",
        matter="",
        context=Context(),
        documents=(AssessedDocument(4, "notice", DocumentKind.POLICY, version),),
        fields=(
            FieldState("controller.name", None, FieldStatus.DECIDED, (value,)),
            FieldState("rights.authority", None, FieldStatus.NOT_STATED, (), decision=decision),
        ),
        findings=(
            ReviewedFinding(
                Finding("RIG-03", Severity.HIGH, ("no_complaint",)),
                FindingState.DISMISSED,
                Severity.LOW,
                reason="by letter",
            ),
        ),
    )


def test_rows_hold_machine_and_final_value_apart(assessment):
    corrected, silent = (dict(zip(VALUE_HEAD, row, strict=True)) for row in value_rows([assessment]))
    assert (corrected["Machine value"], corrected["Final value"]) == ("-Lumo", "Lumo Oy")
    assert (corrected["Document"], corrected["Page"], corrected["Start"]) == ("notice", "2", "3")
    assert (silent["Field"], silent["Status"], silent["Decided by"]) == ("rights.authority", "not_stated", "Ann")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", " =1+1", "\u00a0=1+1", "＝1+1", "＠x"])
def test_what_looks_like_a_formula_is_escaped(text):
    assert escaped(text) == f"'{text}"


@pytest.mark.parametrize("divider", [";", "; ", "\t", "\n", "\r\n"])
def test_no_formula_begins_where_another_spreadsheet_divides(divider):
    assert escaped(f'a{divider}=HYPERLINK("http://x.example")') == f'a{divider}\'=HYPERLINK("http://x.example")'
    assert escaped(f"a{divider}b=c") == f"a{divider}b=c"


def test_other_texts_stay(assessment):
    assert escaped("a=b") == "a=b"
    assert escaped("") == ""


def test_no_cell_of_the_csv_computes(assessment, tmp_path):
    path = tmp_path / "values.csv"
    write_csv([assessment], path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert tuple(head) == VALUE_HEAD
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert '\'=HYPERLINK("http://x.example")' in cells


def test_the_workbook_holds_texts_only(assessment, tmp_path):
    path = tmp_path / "values.xlsx"
    write_workbook([assessment, dataclasses.replace(assessment, vendor="Other")], path)
    with zipfile.ZipFile(path) as archive:
        sheets = [ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{n}.xml")) for n in (1, 2, 3)]
        strings = archive.read("xl/sharedStrings.xml").decode()
        assert "quotePrefix" in archive.read("xl/styles.xml").decode()
    cells = [cell for sheet in sheets for cell in sheet.iter(f"{MAIN}c")]
    assert cells
    assert all(cell.get("t") == "s" or cell.get("t") is None for cell in cells)
    assert not [formula for sheet in sheets for formula in sheet.iter(f"{MAIN}f")]
    assert "by letter" in strings
    assert [len(list(sheet.iter(f"{MAIN}row"))) for sheet in sheets] == [5, 3, 3]


@pytest.mark.parametrize("ending", sorted(WRITERS))
def test_a_file_that_cannot_be_written_is_an_ordinary_error(assessment, tmp_path, ending):
    with pytest.raises(FileNotFoundError):
        WRITERS[ending]([assessment], tmp_path / "nowhere" / "data")
