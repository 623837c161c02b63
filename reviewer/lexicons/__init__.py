"""Language knowledge as data: cue phrases, topics and word lists read from `resources/lexicons/<language>/`."""

from reviewer.lexicons.lexicon import NEUTRAL, CueRule, Lexicon, LexiconError, load_lexicon, supported_languages
from reviewer.lexicons.phrases import Phrase, PhraseError, expand

__all__ = [
    "NEUTRAL",
    "CueRule",
    "Lexicon",
    "LexiconError",
    "Phrase",
    "PhraseError",
    "expand",
    "load_lexicon",
    "supported_languages",
]
