from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.importers import read_document
from reviewer.model import BlockKind, DamagedFileError, Document, EmptyFileError, NoTextError


def _read(body: str) -> Document:
    return read_document(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "page.html")


def _outline(body: str) -> list[tuple[BlockKind, int, str]]:
    document = _read(body)
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def test_headings_paragraphs_and_breaks() -> None:
    body = "<h1>Integritet</h1><div>Vi <em>sparar</em>\n  data.<p>Ett<br>två</p></div>svans<h3>A<br>B</h3>"
    assert _outline(body) == [
        (BlockKind.HEADING, 1, "Integritet"),
        (BlockKind.PARAGRAPH, 0, "Vi sparar data."),
        (BlockKind.PARAGRAPH, 0, "Ett\ntvå"),
        (BlockKind.PARAGRAPH, 0, "svans"),
        (BlockKind.HEADING, 3, "A B"),
    ]
    assert _read(body).text.startswith("Integritet\n\nVi sparar data.\n\nEtt\ntvå\n\nsvans")


def test_lists_with_numbers_nesting_and_paragraphs() -> None:
    body = (
        "<ul><li>namn<ol start=3><li>för</li><li>efter</li></ol></li><li><p>adress</p><p>mer</p></li></ul>"
        "<ol type=a><li>x</li><li value=4>y</li></ol>"
    )
    assert _read(body).text == "- namn\n3. för\n4. efter\n- adress\n\nmer\n\na. x\nd. y"
    assert [level for _, level, _ in _outline(body)] == [1, 2, 2, 1, 0, 1, 1]


def test_tables_keep_columns_under_their_heads() -> None:
    body = (
        "<table><thead><tr><th>Data</th><th>Grund</th><th>Tid</th></tr></thead>"
        "<tr><td rowspan=2>Order</td><td>Avtal</td><td>7 år</td></tr><tr><td>Lag</td><td><ul><li>ett</li>"
        "<li>två</li></ul></td></tr><tr><td> </td></tr></table><table><tr><td>A</td><td>B</td></tr></table>"
    )
    document = _read(body)
    rows = [b for b in document.blocks if b.kind is BlockKind.TABLE_ROW]
    assert document.text == "Data | Grund | Tid\nOrder | Avtal | 7 år\n | Lag | - ett\n- två\n\nA | B"
    assert [(r.table, r.header) for r in rows] == [(1, True), (1, False), (1, False), (2, False)]
    assert [document.text[c.start : c.end] for c in rows[2].cells] == ["", "Lag", "- ett\n- två"]


def test_a_table_that_only_lays_out_is_no_table() -> None:
    body = (
        "<table><tr><td><h2>Rubrik</h2><p>Text</p></td><td>Sida</td></tr></table><table><tr><td>ensam</td></tr></table>"
    )
    assert [kind for kind, _, _ in _outline(body)] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
    ]


def test_definitions_stand_under_their_terms() -> None:
    body = "<dl><dt>E-post</dt><dd>a@birkfors.example</dd><dt>Post</dt><dd><p>Box 1</p><p>Mora</p></dd></dl>"
    assert _read(body).text == "E-post\na@birkfors.example\n\nPost\nBox 1\n\nMora"


def test_what_is_not_shown_or_only_leads_elsewhere_is_left_out() -> None:
    body = (
        "<nav>Hem</nav><div role=navigation>Meny</div><script>var a='x';</script><style>p{}</style>"
        "<noscript>slå på</noscript><p hidden>dold</p><p style='color:red; display: none'>dold</p>"
        "<button>Godkänn</button><p>Synlig</p><details><summary>Mer</summary>Också</details>"
        "<h2><button>Fråga</button></h2><p>Svar</p><footer>Sidfot</footer><!-- tyst -->"
    )
    assert _read(body).text == "Synlig\n\nMer\n\nOckså\n\nFråga\n\nSvar"


def test_links_bold_paragraphs_and_white_space() -> None:
    body = (
        "<p><strong>Rättigheter</strong></p><p>Läs&nbsp;mer&shy; p\u200bå "
        "<a href='https://birkfors.example/x'>sidan</a>, "
        "<a href='mailto:a@birkfors.example'>a@birkfors.example</a>.</p><p><b>Slut</b></p>"
    )
    assert _outline(body) == [
        (BlockKind.HEADING, 2, "Rättigheter"),
        (BlockKind.PARAGRAPH, 0, "Läs mer på sidan (https://birkfors.example/x), a@birkfors.example."),
        (BlockKind.PARAGRAPH, 0, "Slut"),
    ]


def test_preformatted_lines_stay_lines() -> None:
    assert _read("<pre>ett\n  två</pre><p>tre</p>").text == "ett\ntvå\n\ntre"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("", "utf-8"),
        ("", "cp1252"),
        ("", "utf-16"),
        ("<meta charset=iso-8859-1>", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">', "iso-8859-15"),
        ("<meta charset=windows-1257>", "windows-1257"),
    ],
)
def test_character_sets(head: str, encoding: str) -> None:
    page = f"<!doctype html><html><head>{head}<title>t</title></head><body><p>Större än ”så” för dig</p></body></html>"
    if encoding == "iso-8859-15":
        page = page.replace("”", '"')
    assert read_document(page.encode(encoding), "page.html").text.startswith("Större än ")


def test_content_counts_before_the_name() -> None:
    page = b"\n<!-- saved -->\n<!DOCTYPE HTML><p>Text</p>"
    assert read_document(page, "page.txt").media_type == "text/html"
    assert read_document(b"<p>Text</p>", "page.htm").media_type == "text/html"
    assert read_document(b"a <p> of text", "page.txt").media_type == "text/plain"


def test_a_page_without_text_is_an_error() -> None:
    with pytest.raises((EmptyFileError, NoTextError)):
        _read("<nav>Hem</nav>")


def test_what_stands_after_the_end_of_the_page_is_read_too() -> None:
    page = b"<html><body><p>a</p></body></html><p>b</p><html><head><title>x</title></head><body><h2>c</h2>d"
    assert read_document(page, "page.html").text == "a\n\nb\n\nc\n\nd"


def test_a_deeply_nested_page_is_read_whole_or_not_at_all() -> None:
    assert _read("<div>" * 1_500 + "innerst").text == "innerst"
    with pytest.raises(DamagedFileError):
        _read("<div>" * 10_000 + "innerst")


def test_entities_are_not_expanded_from_outside() -> None:
    page = b"""<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>a&x;b</p>"""
    assert "root:" not in read_document(page + b"</body></html>", "page.html").text


@given(st.text(st.sampled_from("<>/pulitdrhe ab=\"'&;!-\n"), max_size=120))
def test_any_markup_gives_blocks_in_order(source: str) -> None:
    try:
        document = read_document(b"<html>" + source.encode(), "page.html")
    except EmptyFileError:
        return
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        end = block.end
    assert document.text.split() == " ".join(document.text[o.start : o.end] for o in document.origins).split()
