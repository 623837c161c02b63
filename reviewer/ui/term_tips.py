"""What a term of the law is called in the other languages, for those who read a policy that is not in theirs."""

from __future__ import annotations

from reviewer.i18n import LANGUAGES, Translator


def term_tip(text: str, offset: int, language: str, translator: Translator) -> str:
    """The term that stands at an offset of a text, with its other names, the reader's own first; empty where there is
    none."""
    # Only now: the window starts without it.
    from reviewer.lexicons.glossary import find_term

    term = find_term(text, offset, language)
    if term is None:
        return ""
    own = translator.language
    others = [other for other in (own, *LANGUAGES) if other != language]
    named = translator.gettext("{name} ({language})")
    names = (named.format(name=term.names[o], language=translator.language_name(o)) for o in dict.fromkeys(others))
    return "\n".join((term.names[language], *names))
