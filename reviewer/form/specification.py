"""Groups, fields and vocabularies of the form, checked when loaded."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from reviewer.paths import resource


class ValueType(StrEnum):
    """How a field's values are written, checked and shown."""

    TEXT = "text"
    NAME = "name"
    DATE = "date"
    PERIOD = "period"
    COUNTRY = "country"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    LANGUAGE = "language"
    CODE = "code"
    RETENTION = "retention"


class FormError(ValueError):
    """The form file contradicts itself."""


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of a vocabulary; `label` and `help` are English message ids."""

    id: str
    label: str
    help: str


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of the form. `one` means one value a document version; `article` may be empty. `permits` means that it is
    about what an individual may do: “may” in its sentence grants something and leaves nothing open."""

    id: str
    group: str
    type: ValueType
    one: bool
    label: str
    help: str
    article: str
    codes: tuple[Code, ...]
    permits: bool = False

    @property
    def per_document(self) -> bool:
        """Whether the field is decided for each document apart."""
        return self.group == "document"

    def code(self, code_id: str) -> Code:
        """The vocabulary entry; KeyError where the vocabulary lacks it."""
        for code in self.codes:
            if code.id == code_id:
                return code
        raise KeyError(code_id)


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading; `article` is where the GDPR asks for them."""

    id: str
    label: str
    article: str
    fields: tuple[FieldSpec, ...]


@dataclass(frozen=True)
class Form:
    """The assessment form: its groups in order, each with its fields."""

    groups: tuple[Group, ...]

    @cached_property
    def fields(self) -> tuple[FieldSpec, ...]:
        """All fields, in the order of the form."""
        return tuple(f for g in self.groups for f in g.fields)

    @cached_property
    def _by_id(self) -> dict[str, FieldSpec]:
        return {f.id: f for f in self.fields}

    def field(self, field_id: str) -> FieldSpec:
        """KeyError for a field that the form does not have."""
        return self._by_id[field_id]

    def __contains__(self, field_id: object) -> bool:
        return field_id in self._by_id


@lru_cache(maxsize=1)
def load_form() -> Form:
    """The form; FormError where the file contradicts itself."""
    with resource("form", "form.toml").open("rb") as file:
        data = tomllib.load(file)
    form = Form(tuple(_group(entry) for entry in data["group"]))
    ids = [f.id for f in form.fields]
    if len(ids) != len(set(ids)):
        raise FormError("a field id stands twice")
    return form


def _group(entry: dict[str, Any]) -> Group:
    article = entry.get("article", "")
    fields = tuple(_field(f, entry["id"], article) for f in entry["field"])
    return Group(entry["id"], entry["label"], article, fields)


def _field(entry: dict[str, Any], group: str, article: str) -> FieldSpec:
    codes = tuple(Code(c["id"], c["label"], c["help"]) for c in entry.get("codes", ()))
    kind = ValueType(entry["type"])
    if (kind is ValueType.CODE) != bool(codes):
        raise FormError(f"{entry['id']}: a vocabulary belongs to code fields, and to each of them")
    if len({c.id for c in codes}) != len(codes):
        raise FormError(f"{entry['id']}: a code stands twice")
    return FieldSpec(
        id=entry["id"],
        group=group,
        type=kind,
        one=entry.get("one", False),
        label=entry["label"],
        help=entry["help"],
        article=entry.get("article", article),
        codes=codes,
        permits=entry.get("permits", False),
    )
