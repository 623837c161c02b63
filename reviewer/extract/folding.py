"""A copy of the text to search in, with the same length, so that every offset is an offset of the text itself."""

from __future__ import annotations

_SAME = {
    "\n": " ", "\t": " ", "\u00a0": " ", "\u2028": " ", "\u2029": " ",
    "’": "'", "‘": "'", "´": "'", "`": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
}  # fmt: skip
_TABLE = str.maketrans(_SAME)


def fold(text: str) -> str:
    """Lower case, plain quotes and dashes, every white space a space; the length stays as it is."""
    lowered = text.lower()
    if len(lowered) != len(text):
        # a few letters (İ) grow when lowered; those stay as they are
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lowered.translate(_TABLE)
