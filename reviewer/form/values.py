"""Checks what a person or a file gives as a field's value, and gives it the contract's form.

Errors are DecisionError `decision.bad_value` with `expected` naming the value type, so that the edges can say in
words what is wrong and how it should look.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from reviewer.form.specification import FieldSpec, ValueType
from reviewer.model import DecisionError, Retention

_PERIOD = re.compile(r"P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?")
_EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def parse_value(spec: FieldSpec, raw: object) -> str | Retention:
    """The value in the contract's form; DecisionError `decision.bad_value` if `raw` cannot be one of `spec`.

    A retention item is given as a Retention or a mapping with `what`, `period`, `until`, `from`.
    """
    if spec.type is ValueType.RETENTION:
        return _retention(spec, raw)
    if not isinstance(raw, str) or not raw.strip():
        raise _bad(spec)
    text = raw.strip()
    if spec.type is ValueType.CODE:
        if text not in {c.id for c in spec.codes}:
            raise _bad(spec)
        return text
    return _CHECKS.get(spec.type, _text)(spec, text)


def serialise_value(value: str | Retention) -> str | dict[str, str | None]:
    """The value as the contract's JSON has it."""
    if isinstance(value, Retention):
        return {"what": value.what, "period": value.period, "until": value.until, "from": value.since}
    return value


def _bad(spec: FieldSpec) -> DecisionError:
    return DecisionError("decision.bad_value", field=spec.id, expected=spec.type.value)


def _text(spec: FieldSpec, text: str) -> str:
    return text


def _date(spec: FieldSpec, text: str) -> str:
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text)
    if not match:
        raise _bad(spec)
    try:
        date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        raise _bad(spec) from None
    return text


def _matching(pattern: re.Pattern[str], spec: FieldSpec, text: str) -> str:
    if not pattern.fullmatch(text):
        raise _bad(spec)
    return text


def _period(spec: FieldSpec, text: str) -> str:
    return _matching(_PERIOD, spec, text)


def _email(spec: FieldSpec, text: str) -> str:
    return _matching(_EMAIL, spec, text.lower())


def _country(spec: FieldSpec, text: str) -> str:
    return _matching(_COUNTRY, spec, text.upper())


def _language(spec: FieldSpec, text: str) -> str:
    return _matching(_LANGUAGE, spec, text)


def _phone(spec: FieldSpec, text: str) -> str:
    if sum(c.isdigit() for c in text) < 3:
        raise _bad(spec)
    return text


def _url(spec: FieldSpec, text: str) -> str:
    if "." not in text or " " in text:
        raise _bad(spec)
    return text.rstrip(".,;")


def _retention(spec: FieldSpec, raw: object) -> Retention:
    if isinstance(raw, Mapping):
        raw = Retention(
            what=str(raw.get("what") or ""),
            period=raw.get("period") or None,
            until=raw.get("until") or None,
            since=raw.get("from") or None,
        )
    if not isinstance(raw, Retention) or bool(raw.period) == bool(raw.until):
        raise _bad(spec)
    if raw.period:
        _matching(_PERIOD, spec, raw.period)
    return raw


_CHECKS = {
    ValueType.DATE: _date,
    ValueType.PERIOD: _period,
    ValueType.EMAIL: _email,
    ValueType.COUNTRY: _country,
    ValueType.LANGUAGE: _language,
    ValueType.PHONE: _phone,
    ValueType.URL: _url,
}
