"""The sentences of a document: of its blocks, with what each stands under."""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer.extract.language import detect_language
from reviewer.extract.reading_language import LONG_ENOUGH, function_words
from reviewer.lexicons import NEUTRAL, supported_languages
from reviewer.lexicons.sentences import split_sentences
from reviewer.model import Block, BlockKind, Document

_LONGEST_LABEL = 60
_LONGEST_RUN_IN = 45


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


class Segmenter:
    """Makes the sentences of a document from its blocks."""

    def __init__(self, document: Document, folded: str, reading_language: str) -> None:
        self._document, self._text, self._folded = document, document.text, folded
        self._usual = reading_language
        self._sentences: list[Sentence] = []
        self._heading: int | None = None
        self._lead: Sentence | None = None
        self._leads: dict[int, Sentence] = {}

    def sentences(self) -> list[Sentence]:
        """The sentences in order; to be called once."""
        for index, block in enumerate(self._document.blocks):
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
        return list(split_sentences(self._text, block.start, block.end, self._usual))

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
        return length <= _LONGEST_RUN_IN and self._text[sentence.end - 1] in ".?:"

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
            self._lead = last if self._text[last.end - 1] == ":" else None

    def _label_end(self, start: int, end: int) -> int:
        colon = self._text.find(":", start, min(end, start + _LONGEST_LABEL))
        if colon < 0 or self._text.startswith("//", colon + 1):
            return start
        return colon + 1

    def _language(self, block: Block) -> str:
        """The block's own language where it is long enough to tell and another supported one, else the document's.

        In a text of a language that extraction is not made for, no block is read by another language's lexicon.
        """
        usual = self._usual
        if usual == NEUTRAL or block.end - block.start < LONG_ENOUGH or block.kind is BlockKind.HEADING:
            return usual
        text = self._folded[block.start : block.end]
        if function_words(text, usual) * 6 >= text.count(" "):
            return usual
        language = detect_language(text)
        if language not in supported_languages() or function_words(text, language) * 12 < text.count(" "):
            return usual  # names and addresses are in no language
        return language
