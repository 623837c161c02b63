"""Code points, which every span counts, against UTF-16 units, which Qt counts."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class TextOffsets:
    """Converts offsets into one text; each conversion takes O(log n) of its characters beyond U+FFFF."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._astral = [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]
        self._astral_utf16 = [offset + index for index, offset in enumerate(self._astral)]

    @property
    def utf16_length(self) -> int:
        return self._length + len(self._astral)

    def to_utf16(self, offset: int) -> int:
        """The UTF-16 offset of a code point offset in 0..len(text); IndexError outside it."""
        if not 0 <= offset <= self._length:
            raise IndexError(f"offset {offset} outside 0..{self._length}")
        return offset + bisect_left(self._astral, offset)

    def to_code_points(self, offset: int) -> int:
        """The code point offset of a UTF-16 offset; one between two surrogates gives the start of their character."""
        if not 0 <= offset <= self.utf16_length:
            raise IndexError(f"UTF-16 offset {offset} outside 0..{self.utf16_length}")
        return offset - bisect_left(self._astral_utf16, offset)
