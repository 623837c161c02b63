"""The assessment form, read from `resources/form/form.toml`."""

from reviewer.form.specification import Code, FieldSpec, Form, FormError, Group, ValueType, load_form
from reviewer.form.values import parse_value, serialise_value

__all__ = [
    "Code",
    "FieldSpec",
    "Form",
    "FormError",
    "Group",
    "ValueType",
    "load_form",
    "parse_value",
    "serialise_value",
]
