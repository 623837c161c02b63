"""What a reader sees of a link: its label, and the target where that says more."""

from __future__ import annotations

import re
from urllib.parse import unquote

_SHOWN = re.compile(r"(mailto|tel|https?)\s*:", re.IGNORECASE)
_WEB_PREFIX = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)


def shown_target(target: str, label: str) -> str:
    """The target in round brackets after a space, or "" where the label says it, there is no label or the target is
    neither a mail address, a telephone number nor an absolute web address."""
    target = target.strip()
    scheme = _SHOWN.match(target)
    if scheme is None or not label.strip():
        return ""
    name, address = scheme[1].lower(), target[scheme.end() :].strip()
    if name in ("mailto", "tel"):
        address = unquote(address).split("?")[0].strip()
        shown = f"{name}:{address}"
    else:
        shown = target
    return f" ({shown})" if address and not _says(label, name, address, target) else ""


def _says(label: str, scheme: str, address: str, target: str) -> bool:
    if scheme == "tel":
        return _digits(address) in _digits(label) or _digits(address)[-7:] in _digits(label)
    if scheme == "mailto":
        return address.lower() in label.lower()
    return _bare(target) in label.lower()


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _bare(address: str) -> str:
    return _WEB_PREFIX.sub("", address).rstrip("/").lower()
