"""Addresses that stand in a text: where they are, whether one may be opened, and how it looks without disguise."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, quote, unquote, urlsplit

from reviewer.i18n import N_
from reviewer.model import Span

OPENED = ("http", "https", "mailto")
LONGEST = 2000
"""Characters of an address that is still opened."""

_FOUND = r"""(?<![\w@.])(?:
        [a-z][a-z0-9+.-]{0,30}://[^\s<>"“”«»]+       # with a scheme of the web or another
      | (?:mailto|javascript|data|tel):[^\s<>"“”«»]+
      | www\.[^\s<>"“”«»]+
      | [\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}    # a mail address
    )"""
"""Every part that comes before a certain sign is bounded, so that no text takes long to look through."""

_HOST = r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,63}(?:/\S*)?"
_MAIL = r"[^\s@/:]+@[^\s@/:]+"
_SCHEME = r"([a-z][a-z0-9+.-]*):"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_AFTER = ".,;:!?'’”\"…"
_PLAIN = ";/?:@&=+$,!~*'()#%[]-._"
"""What stands in an address as it is; everything else but ASCII letters and digits is written as %XX."""


class AddressRefusedError(ValueError):
    """An address that is not opened; the text is a message for the reviewer."""


@dataclass(frozen=True, slots=True)
class Address:
    """`url` is what is handed over, in ASCII only. `leads_to` is the host or the mail address it leads to; `remarks`
    are messages about what may deceive, with {name} for the host as it would look with its letters."""

    url: str
    leads_to: str
    name: str = ""
    remarks: tuple[str, ...] = ()


def find_addresses(text: str) -> list[Span]:
    """Where addresses stand in a text, without the marks of the sentence around them."""
    spans = (_trimmed(text, found.start(), found.end()) for found in _pattern(_FOUND).finditer(text))
    return [span for span in spans if span.end > span.start]


def address_at(text: str, offset: int) -> str:
    """The address in which a character of the text stands; empty where there is none. Of one that is longer than any
    that is opened, more is returned than is opened."""
    start, end = max(offset - LONGEST, 0), offset + LONGEST + 1
    around = text[start:end]
    found = next((span for span in find_addresses(around) if span.start <= offset - start < span.end), None)
    if found is None:
        return ""
    whole = not start or any(character.isspace() for character in around[: found.start])
    return around[found.start if whole else 0 : found.end]


def names_place(words: str) -> bool:
    """Whether words are nothing but an address, written with its scheme or without."""
    words = words.strip()
    return bool(_pattern(_HOST).fullmatch(words)) or any(span == Span(0, len(words)) for span in find_addresses(words))


def read_address(written: str) -> Address:
    """The address meant by what is written; AddressRefusedError where it is not opened."""
    text = written.strip()
    if len(text) > LONGEST:
        raise AddressRefusedError(N_("The address is longer than any that is meant to be read. It is not opened."))
    if "\\" in text:
        raise AddressRefusedError(N_("This is no address that can be opened."))
    if any(_unseen(character) for character in text):
        raise AddressRefusedError(N_("The address holds characters that cannot be seen. It is not opened."))
    text = _with_scheme(text)
    parts = _split(text)
    if parts.scheme == "file":
        raise AddressRefusedError(N_("The address leads to a file on a computer, not into the web. It is not opened."))
    if parts.scheme not in OPENED:
        raise AddressRefusedError(N_("Only addresses of the web and of mail are opened, and this is neither."))
    return _mail(text) if parts.scheme == "mailto" else _web(text, parts)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """Compiled when first wanted: the window starts without it."""
    return re.compile(source, re.IGNORECASE | re.VERBOSE)


def _with_scheme(text: str) -> str:
    if _pattern(_MAIL).fullmatch(text):
        return f"mailto:{text}"
    if not _pattern(_SCHEME).match(text) or re.match(r"[\w.-]+\.[a-z]+:\d", text, re.IGNORECASE):
        return f"https://{text}"
    return text


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - read, as it fails where it is none
    except ValueError:
        raise AddressRefusedError(N_("This is no address that can be opened.")) from None
    return parts


def _mail(text: str) -> Address:
    """With its subject alone: what else is asked for after the sign ? would add receivers, files and words."""
    target, _, asked = text.partition(":")[2].partition("?")
    subject = next((part for part in asked.split("&") if part.lower().startswith("subject=")), "")
    if "@" not in target or any(_unseen(character) and character != " " for character in unquote(target + subject)):
        raise AddressRefusedError(N_("This is no address that can be opened."))
    return Address(f"mailto:{_ascii(target)}{'?' if subject else ''}{_ascii(subject)}", unquote(target))


def _web(text: str, parts: SplitResult) -> Address:
    host = (parts.hostname or "").rstrip(".")
    try:
        ascii_host = host.encode("idna").decode("ascii").lower()
        name = ascii_host.encode("ascii").decode("idna")
    except UnicodeError:
        raise AddressRefusedError(N_("This is no address that can be opened.")) from None
    if not ascii_host or re.search(r"[^a-z0-9.:_-]", ascii_host):
        raise AddressRefusedError(N_("This is no address that can be opened."))
    remarks = []
    if parts.username is not None:
        remarks.append(N_("What stands before the sign @ is no place: it is sent there as a name."))
    if name != ascii_host:
        remarks.append(N_("With all its letters the place is called {name}. Letters that look alike may deceive."))
    shown = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    port = f":{parts.port}" if parts.port is not None else ""
    user = f"{_ascii(parts.netloc.rpartition('@')[0])}@" if parts.username is not None else ""
    rest = "".join(
        sign + _ascii(part) for sign, part in (("", parts.path), ("?", parts.query), ("#", parts.fragment)) if part
    )
    return Address(f"{parts.scheme}://{user}{shown}{port}{rest}", shown, name, tuple(remarks))


def _ascii(text: str) -> str:
    return quote(text, safe=_PLAIN)


def _unseen(character: str) -> bool:
    """Controls, marks of direction, joiners, blanks of every kind."""
    return unicodedata.category(character)[0] in "CZ"


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without the marks that belong to the sentence: a full stop, a bracket that was opened before the address."""
    while end > start:
        last = text[end - 1]
        opened = _PAIRS.get(last)
        if last in _AFTER or (opened and text.count(opened, start, end) < text.count(last, start, end)):
            end -= 1
        else:
            break
    return Span(start, end)
