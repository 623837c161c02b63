"""A firm's Word file made fit for use: everything that reaches outside or runs is refused, what tells of its maker's
machine or of earlier work is left out.

The bytes that come back hold only parts that are known to be harmless; nothing else opens the file as it came.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from docx.oxml.ns import nsmap, qn
from lxml import etree

from reviewer.model import DamagedFileError, ReportError, TooLargeError, UnsupportedFileError
from reviewer.report.templates.fields import check_fields
from reviewer.report.templates.parts import WEB_ADDRESS, check_drawing, check_markup, is_picture, shown
from reviewer.word_package import Package, Relationship, local_name, parse_part

LARGEST_FILE = 20
"""Megabytes of the file as it is chosen."""

_MEGABYTE = 1024 * 1024
_MOST_PARTS = 2000
_OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_TYPES = "[Content_Types].xml"
_STORIES = frozenset(("officeDocument", "header", "footer", "footnotes", "endnotes"))
"""Relationships to the parts that hold text."""

_KEPT = frozenset(
    """officeDocument styles stylesWithEffects numbering settings webSettings fontTable font theme header footer
    footnotes endnotes image hyperlink diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing
    """.split()
)
_LEFT_OUT = frozenset(
    """core-properties extended-properties custom-properties thumbnail printerSettings customXml customXmlProps
    glossaryDocument comments commentsExtended commentsIds commentsExtensible people classificationlabels origin
    webextensiontaskpanes webextension documenttasks
    """.split()
)
"""Relationships to what a report must not carry on: the maker's name, machine and remarks, other matters' data."""

_MACROS = frozenset(("vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars"))
_ATTACHED = "attachedTemplate"
"""Word notes in every document which template of its maker's machine it comes from."""

_LOCAL = re.compile(
    r"""
    (file:)? [/\\]* [a-z]:[/\\]                              # a drive by its letter
    | file:/// (?![/\\])                                     # a path from the root, as an address
    | (file:)? [/\\]? (?![/\\]) (?![a-z0-9+.-]+:)            # a path or a plain name
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""On the machine itself, not on a share of another one, whose name follows two slashes."""

_CHANGES = re.compile(r"(ins|del|moveFrom|moveTo|cellIns|cellDel|\w+Change)$")
_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_SETTINGS_LEFT_OUT = frozenset(
    (_ATTACHED, "attachedSchema", "docVars", "rsids", "saveThroughXslt", "schemaLibrary", "updateFields")
)


def clean_template(data: bytes) -> bytes:
    """The file with its harmless parts only, as an ordinary DOCX.

    Raises ReportError: `template.not_word`, `.locked`, `.damaged`, `.too_large`, `.macros`, `.linked` (`facts["link"]`
    says where to), `.embedded` (`facts["part"]`), `.field` (`facts["field"]`), `.changes`.
    """
    _refuse_other_kinds(data)
    try:
        package = Package(data)
        if len(package.names) > _MOST_PARTS:
            raise ReportError("template.too_large", f"{len(package.names)} parts", megabytes=LARGEST_FILE)
        return _Cleaning(package).written()
    except UnsupportedFileError as error:
        raise ReportError("template.locked", error.detail) from error
    except TooLargeError as error:
        raise ReportError("template.too_large", error.detail, megabytes=LARGEST_FILE) from error
    except DamagedFileError as error:
        raise ReportError("template.damaged", error.detail) from error


def _refuse_other_kinds(data: bytes) -> None:
    if len(data) > LARGEST_FILE * _MEGABYTE:
        raise ReportError("template.too_large", megabytes=LARGEST_FILE)
    if data.startswith(_OLD_WORD):
        raise ReportError("template.locked" if _ENCRYPTED_STREAM in data else "template.not_word")
    if not data.startswith(b"PK"):
        raise ReportError("template.not_word")


class _Cleaning:
    """Goes from part to part along the relationships that are kept."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._parts: dict[str, bytes] = {}
        self._kinds: dict[str, str] = {}
        self._relations: dict[str, dict[str, tuple[str, Relationship]]] = {}

    def written(self) -> bytes:
        self._check_types()
        self._follow("")
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as package:
            package.writestr(_TYPES, self._content_types())
            for part, relations in self._relations.items():
                if relations:
                    package.writestr(_relations_name(part), _relations_xml(part, relations))
            for part, content in self._parts.items():
                package.writestr(part, content)
        return target.getvalue()

    def _check_types(self) -> None:
        types = {entry.get("ContentType", "") for entry in self._root(_TYPES)}
        if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in types):
            raise ReportError("template.macros")
        if not types & {_MAIN_TYPE, _TEMPLATE_TYPE}:
            raise ReportError("template.not_word")

    def _follow(self, part: str) -> None:
        """Keep a part's relationships and the parts they lead to."""
        kept = self._relations.setdefault(part, {})
        for key, (kind_uri, relation) in self._relationships(part).items():
            if _is_left_on_the_machine(relation):
                continue
            _check_relation(relation)
            if relation.kind in _LEFT_OUT:
                continue
            kept[key] = (kind_uri, relation)
            if relation.external:
                continue
            if relation.target not in self._parts:
                self._keep(relation)
                self._follow(relation.target)
            elif relation.kind != self._kinds[relation.target]:  # looked through as one, taken for the other
                raise ReportError("template.damaged", f"{relation.target} is of two kinds")

    def _relationships(self, part: str) -> dict[str, tuple[str, Relationship]]:
        """By their ids, each with the address of its kind as it is written."""
        name = _relations_name(part)
        if name not in self._package.names:
            return {}
        kinds = {entry.get("Id", ""): entry.get("Type", "") for entry in self._root(name)}
        return {key: (kinds[key], relation) for key, relation in self._package.relationships(part).items()}

    def _keep(self, relation: Relationship) -> None:
        part = relation.target
        if _says_how_parts_hang_together(part) or part.lower() in map(str.lower, self._parts):
            raise ReportError("template.damaged", f"{part} is no part of its own")
        self._kinds[part] = relation.kind
        content = self._package.read(part)
        is_drawing = relation.kind == "image" and not is_picture(content)
        if relation.kind == "font" or (relation.kind == "image" and not is_drawing):
            self._parts[part] = content
            return
        if is_drawing and not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
            raise ReportError("template.embedded", part, part=shown(part))
        root = _plain(part, parse_part(part, content))
        etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)  # they part words, and carry others
        check_drawing(root, part) if is_drawing else self._check(root, relation)
        self._parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    @staticmethod
    def _check(root: etree._Element, relation: Relationship) -> None:
        check_markup(root)
        if relation.kind == "officeDocument" and root.tag != qn("w:document"):
            raise ReportError("template.not_word", "no text document")
        if relation.kind in _STORIES:
            check_fields(root)
            _refuse_changes(root)
            _remove_comment_marks(root)
        elif relation.kind == "settings":
            _clean_settings(root)

    def _root(self, part: str) -> etree._Element:
        return _plain(part, self._package.root(part))

    def _content_types(self) -> bytes:
        root = self._root(_TYPES)
        for entry in list(root):
            part = entry.get("PartName", "").lstrip("/")
            if local_name(entry) == "Override" and part not in self._parts:
                root.remove(entry)
            elif entry.get("ContentType") == _TEMPLATE_TYPE:
                entry.set("ContentType", _MAIN_TYPE)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _is_left_on_the_machine(relation: Relationship) -> bool:
    """Whether it is the template that Word attached, on a drive of its maker's machine: nothing is lost without it."""
    return relation.kind == _ATTACHED and relation.external and bool(_LOCAL.match(unquote(relation.target).strip()))


def _check_relation(relation: Relationship) -> None:
    if relation.kind in _MACROS:
        raise ReportError("template.macros", relation.target)
    if relation.external:
        if relation.kind != "hyperlink" or not WEB_ADDRESS.match(relation.target):
            raise ReportError("template.linked", relation.kind, link=shown(relation.target))
    elif relation.kind not in _KEPT | _LEFT_OUT:
        raise ReportError("template.embedded", relation.target, part=shown(relation.kind))


def _says_how_parts_hang_together(part: str) -> bool:
    name = part.lower()
    return name == _TYPES.lower() or "_rels" in name.split("/") or name.endswith(".rels")


def _plain(part: str, root: etree._Element) -> etree._Element:
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReportError("template.damaged", f"{part} declares a document type")
    return root


def _refuse_changes(root: etree._Element) -> None:
    if any(_CHANGES.match(local_name(entry)) for entry in _word_elements(root)):
        raise ReportError("template.changes")


def _remove_comment_marks(root: etree._Element) -> None:
    for entry in [e for e in _word_elements(root) if local_name(e) in _COMMENT_MARKS]:
        parent = entry.getparent()
        if parent is not None:
            parent.remove(entry)


def _clean_settings(root: etree._Element) -> None:
    if root.find(qn("w:mailMerge")) is not None:
        raise ReportError("template.linked", "mail merge", link="mail merge")
    for entry in [e for e in root if local_name(e) in _SETTINGS_LEFT_OUT]:
        root.remove(entry)


def _word_elements(root: etree._Element) -> Iterator[etree._Element]:
    yield from root.iter(f"{{{nsmap['w']}}}*")


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relations_xml(part: str, relations: dict[str, tuple[str, Relationship]]) -> bytes:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    root = etree.Element(f"{{{space}}}Relationships")
    for key, (kind_uri, relation) in relations.items():
        entry = etree.SubElement(root, f"{{{space}}}Relationship", Id=key, Type=kind_uri)
        entry.set("Target", relation.target if relation.external else f"/{relation.target}")
        if relation.external:
            entry.set("TargetMode", "External")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
