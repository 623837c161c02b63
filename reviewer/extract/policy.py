"""A document prepared for the rules: folded text, sentences with what they are about, and every cue found in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from reviewer.extract.folding import fold
from reviewer.extract.language import detect_language
from reviewer.extract.matcher import Match, Matcher
from reviewer.extract.sentences import split_sentences
from reviewer.lexicons import NEUTRAL, CueRule, Lexicon, load_lexicon, supported_languages
from reviewer.model import Block, BlockKind, Document

_LONGEST_LABEL = 60
_FOREIGN_BLOCK = 60
_TELLING = 200
_SEVERAL_COLUMNS = 3
_MOST_PROSE = 40
_FEWEST_COMMON = 0.05
"""Of the words of running text; a policy has three times as many even in Finnish."""
_LONGEST_RUN_IN = 45
_NEGATION_REACH = 190
_DENIAL_REACH = 60
_DATE_ROLES = ("date_updated", "date_effective", "date_published")
_NUMBER_SIGN = re.compile(r"\. ?\d")
"""What makes "no" a sign of a number: "Law No. 78"."""


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence, heading, list item's sentence or table cell.

    `heading` is the nearest heading block above, `lead_in` the sentence that ends with a colon before a list (or the
    row's first cell), `label_end` the end of a "Label:" at its beginning, else its start. `own` are the topics that its
    own words give it, `topics` those with what it stands under. `run_in` is the short sentence that opens its paragraph
    as a heading would ("Your rights. You may …").
    """

    index: int
    start: int
    end: int
    block: int
    kind: BlockKind
    language: str
    heading: int | None
    lead_in: Sentence | None
    label_end: int
    column: int = -1
    run_in: Sentence | None = None
    own: set[str] = field(default_factory=set)
    topics: frozenset[str] = frozenset()


class Policy:
    """Everything that rules ask. All offsets are code points of `document.text`.

    `language` is that of the text, `reading_language` that of the lexicon that it is read by: NEUTRAL where extraction
    is not made for its language.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.folded = fold(document.text)
        self.language = _language_of(document, self.folded)
        self.reading_language = _reading_language(document.text, self.language)
        self.sentences = _Segmenter(self).sentences()
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

    def sentence_text(self, sentence: Sentence) -> str:
        return self.text[sentence.start : sentence.end]

    def following(self, sentence: Sentence, count: int = 1) -> list[Sentence]:
        return self.sentences[sentence.index + 1 : sentence.index + 1 + count]

    @cached_property
    def headings(self) -> list[Sentence]:
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
            if _NUMBER_SIGN.match(self.folded, negation.end):
                continue
            return all(contrast.end <= negation.start for contrast in self.cues_in("contrast", start, offset))
        lead = sentence.lead_in
        if lead is None or lead.kind is BlockKind.TABLE_ROW:
            return False
        negations = self.cues_in("negation", lead.start, lead.end)
        return bool(negations) and not self.cues_in("contrast", negations[-1].start, lead.end)

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

    def words(self, name: str) -> object:
        """Plain data of the language's lexicon; None where it has no such list."""
        return lexicon(self.reading_language).words.get(name)

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
        return len(text) <= _LONGEST_LABEL and not any(c.isdigit() or c in ".@;" for c in text)

    def column_head(self, sentence: Sentence) -> Sentence | None:
        """The head of the table column that a cell stands in."""
        if sentence.column < 0:
            return None
        return self._column_heads.get(self.document.blocks[sentence.block].table, {}).get(sentence.column)


def _language_of(document: Document, folded: str) -> str:
    """The likeliest of the languages that have a profile; "und" where it is one that extraction is made for and yet the
    running text has next to none of its common words."""
    language = detect_language(document.text)
    prose = [b for b in document.blocks if b.kind is BlockKind.PARAGRAPH and b.end - b.start >= _FOREIGN_BLOCK]
    words = " ".join(folded[b.start : b.end] for b in prose[:_MOST_PROSE])
    if language not in supported_languages() or len(words) < _TELLING:
        return language
    return language if _function_words(words, language) > _FEWEST_COMMON * words.count(" ") else "und"


def _reading_language(text: str, language: str) -> str:
    """The language of the lexicon to read by. A few words do not tell a language from its neighbours and are read by
    the first that extraction is made for."""
    if language in supported_languages():
        return language
    return supported_languages()[0] if len(text) < _TELLING else NEUTRAL


@lru_cache(maxsize=1)
def _and_then() -> re.Pattern[str]:
    """ "over an encrypted link and is never stored" denies nothing of the link."""
    return re.compile(rf"\b(?:{'|'.join(lexicon(NEUTRAL).words['and_words'])}) $")


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    return load_lexicon(language)


@lru_cache(maxsize=8)
def _matcher(language: str) -> Matcher[tuple[str, object]]:
    data = lexicon(language)
    phrases: dict[tuple[str, object], tuple[str, ...]] = {}
    for kind, table in (("topic", data.topics), ("sentence", data.sentences), ("cue", data.cues)):
        phrases |= {(kind, name): entries for name, entries in table.items()}
    phrases |= {("rule", rule): rule.phrases for rule in data.rules}
    return Matcher(phrases)


class _Segmenter:
    """Makes the sentences of a policy from its blocks."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        words = lexicon(policy.reading_language).words
        self._abbreviations = frozenset(words.get("abbreviations", ()))
        self._may_end = frozenset(words.get("abbreviations_that_may_end", ()))
        self._sentences: list[Sentence] = []
        self._heading: int | None = None
        self._lead: Sentence | None = None
        self._leads: dict[int, Sentence] = {}

    def sentences(self) -> list[Sentence]:
        for index, block in enumerate(self._policy.document.blocks):
            self._add_block(index, block)
        return self._sentences

    def _add_block(self, index: int, block: Block) -> None:
        language = self._language(block)
        if block.kind is BlockKind.HEADING:
            self._add(index, block, block.start, block.end, language, None)
            self._heading, self._lead, self._leads = index, None, {}
        elif block.kind is BlockKind.TABLE_ROW and block.cells:
            first: Sentence | None = None
            for column, cell in enumerate(block.cells):
                if cell.start < cell.end:
                    sentence = self._add(index, block, cell.start, cell.end, language, first, column)
                    first = first or sentence
        else:
            lead = self._lead_for(block)
            sentences = [self._add(index, block, start, end, language, lead) for start, end in self._split(block)]
            if len(sentences) > 1 and self._opens_like_heading(sentences[0]):
                for sentence in sentences:
                    sentence.run_in = sentences[0]
            self._note_lead(block)

    def _split(self, block: Block) -> list[tuple[int, int]]:
        return list(split_sentences(self._policy.text, block.start, block.end, self._abbreviations, self._may_end))

    def _add(
        self, index: int, block: Block, start: int, end: int, language: str, lead: Sentence | None, column: int = -1
    ) -> Sentence:
        sentence = Sentence(
            len(self._sentences), start, end, index, block.kind, language, self._heading, lead,
            self._label_end(start, end), column,
        )  # fmt: skip
        self._sentences.append(sentence)
        return sentence

    def _opens_like_heading(self, sentence: Sentence) -> bool:
        """A question, or a few words with a full stop."""
        length = sentence.end - sentence.start
        return length <= _LONGEST_RUN_IN and self._policy.text[sentence.end - 1] in ".?:"

    def _lead_for(self, block: Block) -> Sentence | None:
        if block.kind is not BlockKind.LIST_ITEM:
            return None
        for level in range(block.level - 1, 0, -1):
            if level in self._leads:
                return self._leads[level]
        return self._lead

    def _note_lead(self, block: Block) -> None:
        """Remember the sentence that leads in what follows: any that ends with a colon, else none."""
        if not self._sentences:
            return
        last = self._sentences[-1]
        if block.kind is BlockKind.LIST_ITEM:
            self._leads = {level: s for level, s in self._leads.items() if level < block.level}
            self._leads[block.level] = last
        else:
            self._leads = {}
            self._lead = last if self._policy.text[last.end - 1] == ":" else None

    def _label_end(self, start: int, end: int) -> int:
        colon = self._policy.text.find(":", start, min(end, start + _LONGEST_LABEL))
        if colon < 0 or self._policy.text.startswith("//", colon + 1):
            return start
        return colon + 1

    def _language(self, block: Block) -> str:
        """The block's own language where it is long enough to tell and another supported one, else the document's.

        In a text of a language that extraction is not made for, no block is read by another language's lexicon.
        """
        usual = self._policy.reading_language
        if usual == NEUTRAL or block.end - block.start < _FOREIGN_BLOCK or block.kind is BlockKind.HEADING:
            return usual
        text = self._policy.folded[block.start : block.end]
        if _function_words(text, usual) * 6 >= text.count(" "):
            return usual
        language = detect_language(text)
        if language not in supported_languages() or _function_words(text, language) * 12 < text.count(" "):
            return usual  # names and addresses are in no language
        return language


def _function_words(text: str, language: str) -> int:
    common = _common_words(language)
    return sum(word in common for word in text.split())


@lru_cache(maxsize=8)
def _common_words(language: str) -> frozenset[str]:
    return frozenset(lexicon(language).words.get("common", ()))
