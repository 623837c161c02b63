"""Settings at the head of a Markdown file: "layout: page", "title: Privacy policy"."""

from __future__ import annotations

import re
from dataclasses import replace

from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons.word_lists import one_of
from reviewer.model import BlockKind

_SETTING = re.compile(r"[a-z_]+:(?: |$)|\s|-|#|$")
_TITLE = re.compile(r"^title: *[\"']?(?P<title>\S.*?)[\"']?\s*$", re.MULTILINE)


def title_in_settings(policy: Policy) -> Sentence | None:
    """The title that front matter gives, as a sentence of its own; None where there is none. A text whose front matter
    gives no title has an empty one, so that no other setting is taken for it."""
    first = next(iter(policy.sentences), None)
    if first is None or not _is_front_matter(policy, first):
        return None
    block = policy.document.blocks[first.block]
    title = _TITLE.search(policy.text, block.start, block.end)
    start, end = title.span("title") if title else (first.start, first.start)
    return replace(first, start=start, end=end)


def _is_front_matter(policy: Policy, first: Sentence) -> bool:
    block = policy.document.blocks[first.block]
    if first.block != 0 or block.kind is not BlockKind.PARAGRAPH:
        return False
    lines = policy.text[block.start : block.end].split("\n")
    known = re.compile(rf"{one_of('front_matter_keys')}:")
    return any(known.match(line) for line in lines) and all(_SETTING.match(line) for line in lines)
