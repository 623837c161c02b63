"""The assessment form, read from `resources/form/form.toml`."""

from reviewer.form.specification import Code, FieldSpec, Form, FormError, Group, ValueType, load_form
from reviewer.form.values import parse_value, serialise_value
from reviewer.form.wording import (
    code_help,
    code_label,
    field_help,
    field_label,
    group_label,
    retention_text,
    value_text,
)

__all__ = [
    "Code",
    "FieldSpec",
    "Form",
    "FormError",
    "Group",
    "ValueType",
    "code_help",
    "code_label",
    "field_help",
    "field_label",
    "group_label",
    "load_form",
    "parse_value",
    "retention_text",
    "serialise_value",
    "value_text",
]
