"""A document prepared for the rules: folded text, sentences with what they are about, and every cue found in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache

from reviewer.extract.folding import fold
from reviewer.extract.matcher import Match, Matcher
from reviewer.extract.reading_language import language_of, reading_language
from reviewer.extract.segmentation import Segmenter, Sentence
from reviewer.lexicons import NEUTRAL, CueRule, load_lexicon
from reviewer.lexicons.word_lists import one_of
from reviewer.model import Block, BlockKind, Document

_SEVERAL_COLUMNS = 3
_LONGEST_TITLE = 60
"""Of a column."""
_NEGATION_REACH = 190
_DENIAL_REACH = 60
_DATE_ROLES = ("date_updated", "date_effective", "date_published")
_NUMBER_SIGN = re.compile(r"\. ?\d")
"""What makes "no" a sign of a number: "Law No. 78"."""


class Policy:
    """Everything that rules ask. All offsets are code points of `document.text`.

    `language` is that of the text, `reading_language` that of the lexicon that it is read by: NEUTRAL where extraction
    is not made for its language.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.folded = fold(document.text)
        self.language = language_of(document, self.folded)
        self.reading_language = reading_language(document.text, self.language)
        self.sentences = Segmenter(document, self.folded, self.reading_language).sentences()
        self._starts = [s.start for s in self.sentences]
        self._cues: dict[str, list[Match]] = defaultdict(list)
        self._rules: list[tuple[CueRule, Match, Sentence]] = []
        self._topics_by_heading: dict[int, set[str]] = {}
        self._topics_by_label: dict[int, set[str]] = defaultdict(set)
        self._search()

    # sentences

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at `offset`."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and offset < self.sentences[at].end:
            return self.sentences[at]
        return None

    def following(self, sentence: Sentence, count: int = 1) -> list[Sentence]:
        """The next sentences, fewer at the end of the text."""
        return self.sentences[sentence.index + 1 : sentence.index + 1 + count]

    @cached_property
    def headings(self) -> list[Sentence]:
        """The headings, in order."""
        return [s for s in self.sentences if s.kind is BlockKind.HEADING]

    def heading_path(self, sentence: Sentence) -> list[Block]:
        """The headings that a sentence stands under, the nearest first."""
        path: list[Block] = []
        index = sentence.heading
        while index is not None and index >= 0:
            block = self.document.blocks[index]
            if block.kind is BlockKind.HEADING and (not path or block.level < path[-1].level):
                path.append(block)
            index -= 1
        return path

    def topics_of_heading(self, sentence: Sentence) -> set[str]:
        """What the nearest heading is about, or the one above it where that names nothing."""
        return self._topics_by_heading.get(sentence.heading, set()) if sentence.heading is not None else set()

    # cues

    def cues(self, name: str) -> list[Match]:
        """Matches of a named cue list, in order."""
        return self._cues.get(name, [])

    def cues_by_code(self, kind: str) -> Iterator[tuple[str, list[Match]]]:
        """Matches of the lists "<kind>.<code>" that are of no language, by code."""
        for name in load_lexicon(NEUTRAL).cues:
            if name.startswith(f"{kind}."):
                yield name.partition(".")[2], self.cues(name)

    def cues_in(self, name: str, start: int, end: int) -> list[Match]:
        """Matches of a named cue list that lie within `text[start:end]`."""
        matches = self.cues(name)
        low = bisect_right(matches, (start, -1))
        out = []
        for match in matches[low:]:
            if match.start >= end:
                break
            if match.end <= end:
                out.append(match)
        return out

    def has_cue(self, name: str, sentence: Sentence, *, lead_in: bool = True) -> bool:
        """Whether the sentence, or what leads it in, holds a cue of the list."""
        if self.cues_in(name, sentence.start, sentence.end):
            return True
        above = sentence.lead_in if lead_in else None
        return above is not None and bool(self.cues_in(name, above.start, above.end))

    @property
    def rule_matches(self) -> list[tuple[CueRule, Match, Sentence]]:
        """Every match of a cue rule's phrases, with its sentence."""
        return self._rules

    def negated(self, offset: int, sentence: Sentence) -> bool:
        """Whether a negation governs the words that end at `offset`: before it in the sentence (or in its lead-in) with
        no contrast ("but", "mutta", "not only") from there on, as what is said of them ("is not collected"), or in the
        heading that they stand under ("What we do not collect").
        """
        if self._denied(offset, sentence) or sentence.heading in self._denying_headings:
            return True
        start = max(sentence.start, offset - _NEGATION_REACH)
        for negation in reversed(self.cues_in("negation", start, offset)):
            if _NUMBER_SIGN.match(self.folded, negation.end) or self._closed_off(negation.end, offset):
                continue
            return all(contrast.end <= negation.start for contrast in self.cues_in("contrast", start, offset))
        lead = sentence.lead_in
        if lead is None or lead.kind is BlockKind.TABLE_ROW:
            return False
        negations = self.cues_in("negation", lead.start, lead.end)
        return bool(negations) and not self.cues_in("contrast", negations[-1].start, lead.end)

    def _closed_off(self, start: int, end: int) -> bool:
        """Whether a bracket closes in a stretch that opened before it: "hashes (never plain text), backups"."""
        between = self.folded[start:end]
        return between.count(")") > between.count("(")

    @cached_property
    def _denying_headings(self) -> frozenset[int]:
        return frozenset(s.block for s in self.headings if self.cues_in("denying_heading", s.start, s.end))

    def _denied(self, offset: int, sentence: Sentence) -> bool:
        """Whether the clause goes on to say that what ends at `offset` is not collected, kept or used."""
        denials = self.cues_in("denial", offset, min(sentence.end, offset + _DENIAL_REACH))
        between = self.folded[offset : denials[0].start] if denials else ""
        return bool(denials) and not any(c in between for c in ",;:()") and not _and_then().search(between)

    def hedged(self, sentence: Sentence) -> bool:
        """Whether the sentence only says that something may happen."""
        return self.has_cue("hedge", sentence)

    # search

    def _search(self) -> None:
        languages = dict.fromkeys([self.reading_language, *(s.language for s in self.sentences)])
        languages.pop(NEUTRAL, None)
        found = list(_matcher("any").find(self.folded, self.text))
        self._sort_in(found, None)
        for language in languages:
            self._sort_in(list(_matcher(language).find(self.folded, self.text)), language)
        for matches in self._cues.values():
            matches.sort()
        self._inherit_topics()
        self._rules.sort(key=lambda r: r[1])

    def _sort_in(self, found: list[tuple[tuple[str, object], Match]], language: str | None) -> None:
        for (kind, key), match in found:
            sentence = self.sentence_at(match.start)
            if sentence is None or match.end > sentence.end:
                continue
            if language is not None and sentence.language != language:
                continue
            if kind == "cue":
                self._cues[str(key)].append(match)
            elif kind == "rule" and isinstance(key, CueRule):
                self._rules.append((key, match, sentence))
            elif kind == "sentence" or self._names_topic(sentence, match):
                sentence.own.add(str(key))
                if kind == "topic" and self._in_label(sentence, match):
                    self._topics_by_label[sentence.block].add(str(key))

    def _names_topic(self, sentence: Sentence, match: Match) -> bool:
        """Topic cues count in headings, labels, lead-ins and heads of tables, not in running text."""
        if sentence.kind is BlockKind.HEADING or match.end <= sentence.label_end:
            return True
        if sentence.column >= 0:
            return sentence.column == 0 or sentence.block in self._top_rows
        return sentence.run_in is sentence or self.folded[sentence.end - 1] == ":"

    def _in_label(self, sentence: Sentence, match: Match) -> bool:
        """Whether the words are the label that a paragraph begins with ("Retention: …")."""
        block = self.document.blocks[sentence.block]
        opens = sentence.start == block.start and sentence.kind is not BlockKind.HEADING
        return opens and sentence.column < 0 and match.end <= sentence.label_end

    def _inherit_topics(self) -> None:
        of_heading = self._topics_by_heading = self._heading_topics()
        for sentence in self.sentences:
            topics = set(sentence.own)
            if sentence.lead_in is not None:
                topics |= sentence.lead_in.own
            if sentence.run_in is not None:
                topics |= sentence.run_in.own
            if sentence.column >= 0:
                topics |= self.topics_of_column(sentence)
            topics |= self.topics_of_label(sentence)
            if sentence.heading is not None:
                topics |= of_heading.get(sentence.heading, set())
            sentence.topics = frozenset(topics)

    def _heading_topics(self) -> dict[int, set[str]]:
        """Topics by heading block; a heading that names none has those of the heading it stands under."""
        out: dict[int, set[str]] = {}
        path: list[tuple[int, int]] = []
        own: dict[int, set[str]] = defaultdict(set)
        for sentence in self.headings:
            own[sentence.block] |= set() if self._is_dateline(sentence) else sentence.own
        for index in sorted(own):
            level = self.document.blocks[index].level
            while path and path[-1][0] >= level:
                path.pop()
            parent = out.get(path[-1][1], set()) if path else set()
            out[index] = own[index] or set(parent)
            path.append((level, index))
        return out

    def _is_dateline(self, heading: Sentence) -> bool:
        """Whether a heading only dates the text ("Last updated 05/24/2018"): what stands under it is not about that."""
        dated = any(self.cues_in(role, heading.start, heading.end) for role in _DATE_ROLES)
        return dated and any(c.isdigit() for c in self.text[heading.start : heading.end])

    def topics_of_column(self, sentence: Sentence) -> set[str]:
        """What the head of a table cell's column is about."""
        heads = self._column_heads.get(self.document.blocks[sentence.block].table, {})
        head = heads.get(sentence.column)
        return set(head.own) if head is not None and head is not sentence else set()

    def topics_of_label(self, sentence: Sentence) -> set[str]:
        """What the label that the sentence's paragraph begins with is about."""
        return self._topics_by_label.get(sentence.block, set())

    @cached_property
    def _column_heads(self) -> dict[int, dict[int, Sentence]]:
        heads: dict[int, dict[int, Sentence]] = {}
        for sentence in self.sentences:
            if sentence.column >= 0 and self.is_head(sentence.block):
                table = self.document.blocks[sentence.block].table
                heads.setdefault(table, {}).setdefault(sentence.column, sentence)
        return heads

    def is_head(self, block: int) -> bool:
        """Whether a block is the heading row of a table, by what the file says or else by its words."""
        return self.document.blocks[block].header or block in self._worded_heads

    @cached_property
    def _top_rows(self) -> frozenset[int]:
        """Heading rows, and the first rows of tables whose file names none."""
        rows = [(n, block) for n, block in enumerate(self.document.blocks) if block.kind is BlockKind.TABLE_ROW]
        headed = {block.table for _, block in rows if block.header}
        first = {block.table: n for n, block in reversed(rows)}
        heads = {n for n, block in rows if block.header}
        return frozenset(heads | {n for table, n in first.items() if table and table not in headed})

    @cached_property
    def _worded_heads(self) -> frozenset[int]:
        """First rows that consist of short titles of which one, or in a table of two columns each, names a topic."""
        titles: dict[int, list[Sentence]] = defaultdict(list)
        for sentence in self.sentences:
            if sentence.column >= 0 and sentence.block in self._top_rows:
                titles[sentence.block].append(sentence)
        return frozenset(
            block
            for block, cells in titles.items()
            if sum(bool(cell.own) for cell in cells) >= (2 if len(cells) < _SEVERAL_COLUMNS else 1)
            and all(self._is_title(cell) for cell in cells)
        )

    def _is_title(self, cell: Sentence) -> bool:
        text = self.text[cell.start : cell.end]
        return len(text) <= _LONGEST_TITLE and not any(c.isdigit() or c in ".@;" for c in text)

    def column_head(self, sentence: Sentence) -> Sentence | None:
        """The head of the table column that a cell stands in."""
        if sentence.column < 0:
            return None
        return self._column_heads.get(self.document.blocks[sentence.block].table, {}).get(sentence.column)


@lru_cache(maxsize=1)
def _and_then() -> re.Pattern[str]:
    """ "over an encrypted link and is never stored" denies nothing of the link."""
    return re.compile(rf"\b{one_of('and_words')} $")


@lru_cache(maxsize=8)
def _matcher(language: str) -> Matcher[tuple[str, object]]:
    data = load_lexicon(language)
    phrases: dict[tuple[str, object], tuple[str, ...]] = {}
    for kind, table in (("topic", data.topics), ("sentence", data.sentences), ("cue", data.cues)):
        phrases |= {(kind, name): entries for name, entries in table.items()}
    phrases |= {("rule", rule): rule.phrases for rule in data.rules}
    return Matcher(phrases)
