"""The chapters of the handbook, read from `resources/handbook/<language>/` in the order of their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reviewer.paths import resource

_WRITTEN_FIRST = "en"
"""The language in which every chapter is written."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """`name` is its file's, `NN-words.md`, by which other chapters refer to it; `text` is Markdown."""

    name: str
    title: str
    text: str

    def has_words(self, words: str) -> bool:
        return words.casefold() in self.text.casefold()


def read_handbook(language: str) -> tuple[Chapter, ...]:
    """All chapters; one that is not there in the language stands in English."""
    names = sorted(path.name for path in _folder(_WRITTEN_FIRST).glob("[0-9][0-9]-*.md"))
    return tuple(_read_chapter(language, name) for name in names)


def chapter_html(chapter: Chapter) -> str:
    """A chapter without any HTML of its own: what looks like some is shown as it is written."""
    # Loaded when first wanted: the window starts without it.
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(chapter.text)
    return str(html).replace("<p><img", '<p class="picture"><img')


def picture_path(source: str, language: str) -> Path | None:
    """The file of a picture that a chapter names; None for what lies outside the handbook."""
    root = resource("handbook").resolve()
    path = (root / language / source).resolve()
    return path if path.is_relative_to(root) and path.is_file() else None


def _folder(language: str) -> Path:
    return resource("handbook", language)


def _read_chapter(language: str, name: str) -> Chapter:
    text = next(_texts(language, name))
    first = text.partition("\n")[0]
    return Chapter(name, first.lstrip("# ").strip(), text)


def _texts(language: str, name: str) -> Iterator[str]:
    for known in (language, _WRITTEN_FIRST):
        try:
            yield resource("handbook", known, name).read_text(encoding="utf-8")
        except FileNotFoundError:
            continue
