"""What the palette can lead to, and how well a few typed letters fit a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """`kind` is a word for what it is; `go` leads there; `hint` stands quietly beside the name, such as a key."""

    name: str
    kind: str
    go: Callable[[], None]
    hint: str = ""


class GoalIndex:
    """Goals with their names folded once, so that each key is answered at once."""

    def __init__(self, goals: Sequence[Goal]) -> None:
        self._goals = [(_folded(goal.name), _folded(goal.hint), goal) for goal in goals]

    def __len__(self) -> int:
        return len(self._goals)

    def find(self, typed: str, most: int) -> list[Goal]:
        """The goals that fit, the best first; without letters the first ones as they stand."""
        words = _folded(typed).split()
        if not words:
            return [goal for *_, goal in self._goals[:most]]
        scored = [(score, place) for place, (*said, _) in enumerate(self._goals) if (score := _fit(words, *said))]
        scored.sort(key=lambda entry: (-entry[0], entry[1]))
        return [self._goals[place][-1] for _, place in scored[:most]]


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("&", "").split())


def _fit(words: Sequence[str], name: str, hint: str) -> int:
    """0 where a word is in neither, not even by its letters in order in the name; more the nearer to the beginning of
    the name. What begins a word of the hint fits better than what stands within a word of the name."""
    total = 0
    for word in words:
        score = _fit_word(word, name, hint)
        if not score:
            return 0
        total += score
    return total


def _fit_word(word: str, name: str, hint: str) -> int:
    at = name.find(word)
    if at == 0:
        return 100
    if f" {word}" in name:
        return 80
    if f" {word}" in f" {hint}":
        return 60
    if at > 0:
        return 50
    if "".join(part[0] for part in name.split()).startswith(word):
        return 40
    return 10 if _in_order(word, name) else 0


def _in_order(word: str, name: str) -> bool:
    start = 0
    for letter in word:
        start = name.find(letter, start) + 1
        if not start:
            return False
    return True
