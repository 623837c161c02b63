from __future__ import annotations

import pytest

from reviewer.importers.links import shown_target


@pytest.mark.parametrize(
    ("target", "label", "shown"),
    [
        ("mailto:dpo@elmgate.example", "our officer", " (mailto:dpo@elmgate.example)"),
        ("MAILTO:dpo%40elmgate.example?subject=x", "Write", " (mailto:dpo@elmgate.example)"),
        ("mailto:dpo@elmgate.example", "Mail DPO@elmgate.example now", ""),
        ("tel:+46-8-123 456 78", "08-123 456 78", ""),
        ("tel:+46812345678", "Call", " (tel:+46812345678)"),
        ("https://elmgate.example/a", "the list", " (https://elmgate.example/a)"),
        ("http://www.elmgate.example/", "elmgate.example", ""),
        ("//elmgate.example/a", "the list", ""),
        ("/a", "the list", ""),
        ("#top", "up", ""),
        ("javascript:go()", "go", ""),
        ("https://elmgate.example/a", " ", ""),
        ("mailto:", "Write", ""),
    ],
)
def test_a_target_is_shown_where_the_label_does_not_say_it(target: str, label: str, shown: str) -> None:
    assert shown_target(target, label) == shown
