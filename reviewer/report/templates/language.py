"""What may be written in a template's tags: names of the data model, loops and conditions over them, a few filters.

A template is a program. The sandbox keeps it from everything but the data; what is allowed here keeps it small. How
long it runs and how much it holds is bounded from outside, by the child process.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, UndefinedError, meta, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reviewer.model import ReportError

FILTERS = frozenset(
    """capitalize count d default e escape first groupby join last length lower map reject rejectattr replace reverse
    select selectattr sort title trim truncate unique upper
    """.split()
)

_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign, nodes.With),
    *(nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.List, nodes.Tuple, nodes.Keyword),
    *(nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Neg),
    *(nodes.Add, nodes.Sub, nodes.Concat, nodes.CondExpr),
)
_OTHER_FILES = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_LOOP = frozenset("index index0 revindex revindex0 first last length depth depth0 previtem nextitem".split())
_LONGEST_PLACE = 60


class UnknownTagError(UndefinedError):
    """`name` is not known, of `owner` where it is the name of a part."""

    def __init__(self, name: str, owner: object, message: str | None = None) -> None:
        super().__init__(message)
        self.name, self.owner = name, owner


class _Unknown(StrictUndefined):
    """A name that the data does not have; any use of it is an error that tells which."""

    def __init__(self, hint: str | None = None, obj: Any = None, name: Any = None, exc: Any = None) -> None:
        told: Any = functools.partial(UnknownTagError, str(name), obj)
        super().__init__(hint, obj, name, told)


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Knows no functions, only the filters above, and of objects only the fields of the data model."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=_Unknown, extensions=(), finalize=_only_words)
        self.globals.clear()
        self.filters = {name: entry for name, entry in self.filters.items() if name in FILTERS}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, LoopContext):
            return attr in _LOOP
        return attr in field_names(obj)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Any:
        return self.undefined(obj=obj, name=attribute)

    def is_safe_callable(self, obj: Any) -> bool:
        return False


def _only_words(value: Any) -> Any:
    """What is printed is words or numbers or a section, never a whole list."""
    if isinstance(value, str | int | Undefined) or hasattr(value, "__html__"):
        return value
    raise ReportError("template.list", type(value).__name__)


def field_names(owner: object) -> tuple[str, ...]:
    """The names under which an object of the data model has parts."""
    if not dataclasses.is_dataclass(owner):
        return ()
    return tuple(entry.name for entry in dataclasses.fields(owner))


def check_source(source: str, known: frozenset[str], environment: TemplateEnvironment) -> None:
    """Refuse a part of a template whose tags do what is not allowed or name what is not known.

    Raises ReportError: `template.syntax`, `.unclosed`, `.include`, `.call`, `.private`, `.filter`, `.forbidden`,
    `.failed` where they are nested too deep, `.unknown_tag`; `facts` hold `tag` and `place`, the words around it.
    """
    try:
        _check_tree(environment.parse(source), source, known)
    except TemplateSyntaxError as error:
        raise _syntax_error(error, source) from error
    except RecursionError as error:
        raise ReportError("template.failed", "nested too deeply") from error


def _check_tree(tree: nodes.Template, source: str, known: frozenset[str]) -> None:
    for node in _all_nodes(tree):
        _check_node(node, source)
    undeclared = meta.find_undeclared_variables(tree)
    for node in tree.find_all(nodes.Name):
        if node.name in undeclared - known:
            raise unknown_tag(node.name, known, _place_in(source, node.lineno))


def unknown_tag(tag: str, known: frozenset[str] | tuple[str, ...], place: str) -> ReportError:
    return ReportError("template.unknown_tag", tag=tag, known=", ".join(sorted(known)) or "–", place=place)


def full_name(error: UnknownTagError, source: str, environment: TemplateEnvironment) -> tuple[str, str]:
    """How an unknown part is written in the template, such as `finding.titel`, and the words around it."""
    for node in environment.parse(source).find_all(nodes.Getattr):
        if node.attr == error.name:
            owner = node.node.name if isinstance(node.node, nodes.Name) else ""
            return f"{owner}.{error.name}", _place_in(source, node.lineno)
    return error.name, ""


def _place_in(source: str, line: int | None) -> str:
    """The words of a line of the source, without markup, as far as they fit into a sentence."""
    lines, line = source.split("\n"), line or 0
    text = " ".join(re.sub(r"<[^>]*>", "", lines[line - 1] if 0 < line <= len(lines) else "").split())
    return text if len(text) <= _LONGEST_PLACE else f"{text[:_LONGEST_PLACE]}…"


def _all_nodes(node: nodes.Node) -> Iterator[nodes.Node]:
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(node.iter_child_nodes())


def _check_node(node: nodes.Node, source: str) -> None:
    refusal = _refusal(node)
    if refusal is not None:
        code, tag = refusal
        facts = {"known": ", ".join(sorted(FILTERS))} if code == "template.filter" else {}
        raise ReportError(code, type(node).__name__, tag=tag, place=_place_in(source, node.lineno), **facts)


def _refusal(node: nodes.Node) -> tuple[str, str] | None:
    """The code and the words of what is wrong with a node; None where it may stand."""
    kind = type(node).__name__.lower()
    if isinstance(node, _OTHER_FILES):
        return "template.include", kind
    if isinstance(node, nodes.Call):
        return "template.call", _name_of(node.node)
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        return "template.filter", node.name
    if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem) and _is_private(node):
        return "template.private", _name_of(node)
    if isinstance(node, nodes.For) and node.recursive:
        return "template.forbidden", "recursive"
    return None if isinstance(node, _ALLOWED) else ("template.forbidden", kind)


def _is_private(node: nodes.Name | nodes.Getattr | nodes.Getitem) -> bool:
    if isinstance(node, nodes.Getitem):
        return isinstance(node.arg, nodes.Const) and str(node.arg.value).startswith("_")
    return (node.attr if isinstance(node, nodes.Getattr) else node.name).startswith("_")


def _name_of(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        owner = _name_of(node.node)
        return f"{owner}.{node.attr}" if owner else node.attr
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return str(node.arg.value)
    return ""


def _syntax_error(error: TemplateSyntaxError, source: str) -> ReportError:
    if "end of template" in str(error.message):
        return ReportError("template.unclosed", str(error))
    return ReportError("template.syntax", str(error), place=_place_in(source, error.lineno))
