"""The parts of a DOCX file: opened with bounds, parsed without entities and without the network."""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reviewer.model import DamagedFileError, TooLargeError, UnsupportedFileError

_LARGEST_PACKAGE = 100
_MEGABYTE = 1024 * 1024
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    RuntimeError,
    zlib.error,
    lzma.LZMAError,
)
"""What the standard library raises over entries that lie: negative offsets, odd methods, streams that break off."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """Where a part points: to another part by its name, or to an address outside."""

    kind: str
    target: str
    external: bool


class Package:
    """A DOCX file. Only the parts that are asked for are unpacked."""

    def __init__(self, data: bytes) -> None:
        """Raises DamagedFileError and UnsupportedFileError."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise DamagedFileError(str(error)) from error
        self._names = set(self._zip.namelist())
        self._left = _LARGEST_PACKAGE * _MEGABYTE

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._names)

    def main_part(self) -> str:
        """The name of the part that holds the body."""
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument":
                return relationship.target
        return "word/document.xml"

    def related(self, part: str, kind: str) -> etree._Element | None:
        """The root of the part of a kind that `part` points to, if there is one."""
        for relationship in self.relationships(part).values():
            if relationship.kind == kind and relationship.target in self._names:
                return self.root(relationship.target)
        return None

    def relationships(self, part: str) -> dict[str, Relationship]:
        """What a part points to, by the ids it uses; the package itself is the part ""."""
        folder, name = posixpath.split(part)
        held = posixpath.join(folder, "_rels", f"{name}.rels")
        if held not in self._names:
            return {}
        return {
            element.get("Id", ""): Relationship(
                posixpath.basename(element.get("Type", "")),
                target if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"),
                external,
            )
            for element in self.root(held)
            for target in [element.get("Target", "")]
            for external in [element.get("TargetMode") == "External"]
        }

    def root(self, part: str) -> etree._Element:
        """The root element of a part. Raises DamagedFileError, UnsupportedFileError and TooLargeError."""
        return parse_part(part, self.read(part))

    def read(self, part: str) -> bytes:
        """The bytes of a part. Raises DamagedFileError, UnsupportedFileError and TooLargeError."""
        try:
            entry = self._zip.getinfo(part)
            if entry.flag_bits & _ENCRYPTED:
                raise UnsupportedFileError(found="encrypted_docx")
            with self._zip.open(entry) as packed:
                data = packed.read(self._left + 1)
        except KeyError as error:
            raise DamagedFileError(f"{part} is missing") from error
        except _BROKEN as error:
            raise DamagedFileError(f"{part}: {error}") from error
        if len(data) > self._left:
            raise TooLargeError(f"with {part} the parts unpack to more", megabytes=_LARGEST_PACKAGE)
        self._left -= len(data)
        return data


def parse_part(part: str, data: bytes) -> etree._Element:
    """The root element of a part's bytes. Raises DamagedFileError."""
    # Wider than the parser's own bounds nothing grows: no entities, no document type, no deep or huge trees.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFileError(f"{part}: {error}") from error
    return root


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace: strict and transitional files differ in nothing else that counts."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """An attribute by its name without namespace."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The element at the end of a path of names below an element."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local_name(inner) == name), None)
    return element


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The elements of a name directly below an element."""
    if element is not None:
        yield from (inner for inner in element if local_name(inner) == name)


def is_on(element: etree._Element | None) -> bool | None:
    """What a switch such as bold says: None where there is none."""
    if element is None:
        return None
    return attribute(element, "val") not in ("0", "false", "off", "none")


def whole_number(text: str | None) -> int | None:
    """The number that an attribute holds, if it holds one."""
    try:
        return int(text or "")
    except ValueError:
        return None
