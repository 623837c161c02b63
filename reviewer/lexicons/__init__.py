"""Language knowledge as data: cue phrases, topics and word lists read from `resources/lexicons/<language>/`."""

from reviewer.lexicons.known_recipients import KnownRecipient, known_recipients
from reviewer.lexicons.lexicon import NEUTRAL, CueRule, Lexicon, LexiconError, load_lexicon, supported_languages
from reviewer.lexicons.phrases import Phrase, PhraseError, expand

__all__ = [
    "NEUTRAL",
    "CueRule",
    "KnownRecipient",
    "Lexicon",
    "LexiconError",
    "Phrase",
    "PhraseError",
    "expand",
    "known_recipients",
    "load_lexicon",
    "supported_languages",
]
