"""How much a file may hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reviewer.model import TooLargeError

Progress = Callable[[str, float], None]
"""Called with the name of a stage and the share of it that is done, from 0 to 1."""

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Most megabytes of a file, characters of its text, pages, and cells of its tables."""

    megabytes: int = 50
    characters: int = 2_000_000
    pages: int = 2_000
    cells: int = 100_000

    def check_size(self, size: int) -> None:
        """Raise TooLargeError when a file of `size` bytes is too large."""
        if size > self.megabytes * _MEGABYTE:
            raise TooLargeError(megabytes=self.megabytes)

    def check_characters(self, count: int) -> None:
        """Raise TooLargeError when a text of `count` characters is too long."""
        if count > self.characters:
            raise TooLargeError(characters=self.characters)

    def check_pages(self, count: int) -> None:
        """Raise TooLargeError when there are too many pages."""
        if count > self.pages:
            raise TooLargeError(pages=self.pages)

    def check_cells(self, count: int) -> None:
        """Raise TooLargeError when the tables have too many cells."""
        if count > self.cells:
            raise TooLargeError(cells=self.cells)
