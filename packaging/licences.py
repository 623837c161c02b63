"""The licences of everything the program is made of: a list for the program to show, and for a bundle the texts too.

    python packaging/licences.py     writes resources/licences.toml anew, after the dependencies have changed

The list is made from what is installed, which must be what packaging/requirements.txt locks. What packages carry inside
their libraries stands in packaging/licences/embedded.toml.
"""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).resolve().parent
TEXTS = HERE / "licences"
_READ_IN_THE_TEXT = {"sqlcipher3": "Zlib; SQLCipher and OpenSSL inside it BSD-3-Clause and Apache-2.0"}
"""The licences of packages whose metadata states none."""

EXTRAS = ("encrypt",)
"""Extras of the program that every bundle has."""

_LIBRARY = re.compile(r"\.(so|dylib|dll|pyd)(\.|$)")

LIST = HERE.parent / "resources" / "licences.toml"
_LICENCE_NAMES = ("licen", "copying", "notice", "authors", "sbom")

_COMMON_TEXTS = {"LGPL-2.1": "LGPL-2.1.txt", "LGPL-3.0": "LGPL-3.0.txt"}
"""Beginnings of the licences of packages that come without the text, and the file in packaging/licences that has it."""

_HEAD = """What is inside this bundle, and under which licence.

The texts lie in the folders beside this file. The parts under the LGPL (Qt, PySide6, Shiboken and the Python packages
listed so) lie in the bundle as they were published: libraries as shared libraries, Python modules as .py files. Each
may be replaced by another version of the same interface. Their source is where they are published, at the addresses
below.
"""


_LIST_HEAD = """# What the program is made of, beside Python: name, version, licence, source. Made by
# packaging/licences.py from the packages that packaging/requirements.txt locks; do not edit.
"""


class LicenceMissingError(Exception):
    """A part of the bundle has no text of its licence; the message names it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A package as its metadata describes it; `address` is where its source or its home is, empty if not said."""

    name: str
    version: str
    licence: str
    address: str


def list_parts() -> list[Part]:
    """The packages that the program needs to run, those of the bundles' extras too, and those that they need, by
    name."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    waiting = [*project["dependencies"], *(line for extra in EXTRAS for line in extras[extra])]
    found: dict[str, Part] = {}
    while waiting:
        requirement = Requirement(waiting.pop())
        name = canonicalize_name(requirement.name)
        if name not in found:
            found[name] = part_of(name)
            lines = importlib.metadata.distribution(name).requires or ()
            waiting += [line for line in lines if _is_needed(Requirement(line), requirement.extras)]
    return sorted(found.values(), key=lambda part: part.name.lower())


def _is_needed(requirement: Requirement, extras: Iterable[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def part_of(name: str) -> Part:
    distribution = importlib.metadata.distribution(name)
    metadata = distribution.metadata
    licence = _READ_IN_THE_TEXT.get(canonicalize_name(name)) or licence_of(metadata)
    return Part(metadata["Name"], distribution.version, licence, address_of(metadata))


@dataclass(frozen=True, slots=True)
class EmbeddedPart:
    """What libraries in the folders `inside` of a bundle carry. `text` is empty for the public domain; `mark` is what
    it is recognised by in a library, empty where nothing tells it."""

    name: str
    inside: frozenset[str]
    licence: str
    address: str
    text: str = ""
    mark: str = ""


def list_embedded() -> list[EmbeddedPart]:
    entries = tomllib.loads((TEXTS / "embedded.toml").read_text(encoding="utf-8"))["part"]
    return [EmbeddedPart(**{**entry, "inside": frozenset(entry["inside"])}) for entry in entries]


def list_text(parts: Iterable[Part]) -> str:
    """The list as TOML."""
    entries = []
    for part in parts:
        values = {"name": part.name, "version": part.version, "licence": part.licence, "address": part.address}
        entries.append("\n[[part]]\n" + "".join(f'{key} = "{value}"\n' for key, value in values.items()))
    return _LIST_HEAD + "".join(entries)


def write_licences(folder: Path, distributions: Iterable[str], libraries: Iterable[Path], own: Path) -> list[str]:
    """Write list and texts into `folder`; returns the lines of the list. LicenceMissingError where a text is missing.

    `distributions` are names of installed Python packages, `libraries` shared libraries taken from the system.
    """
    folder.mkdir(parents=True)
    shutil.copy(own, folder / "reviewer.txt")
    shutil.copytree(TEXTS, folder / "texts", ignore=shutil.ignore_patterns("*.toml"))
    lines = [_line(Part("reviewer", "", "MIT", ""))]
    lines += [_add_distribution(folder, name) for name in sorted(distributions, key=str.lower)]
    lines += [_embedded_line(part) for part in list_embedded()]
    lines.append(_add_python(folder))
    lines += [_add_package(folder, name) for name in system_packages(libraries)]
    (folder / "LICENCES.txt").write_text(_HEAD + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return lines


def _line(part: Part) -> str:
    return " | ".join(words for words in (f"{part.name} {part.version}".strip(), part.licence, part.address) if words)


def _embedded_line(part: EmbeddedPart) -> str:
    words = _line(Part(part.name, "", part.licence, part.address))
    return f"{words} | inside {', '.join(sorted(part.inside))}" + (f", see texts/{part.text}" if part.text else "")


def _add_distribution(folder: Path, name: str) -> str:
    distribution = importlib.metadata.distribution(name)
    for file in distribution.files or ():
        is_text = any(part in file.name.lower() for part in _LICENCE_NAMES) and file.suffix not in {".py", ".pyc"}
        if is_text and ".dist-info" in str(file):
            _copy(Path(str(distribution.locate_file(file))), folder / name / file.name)
    part = part_of(name)
    if not (folder / name).is_dir() and not part.licence.startswith(tuple(_COMMON_TEXTS)):
        raise LicenceMissingError(f"{name} ({part.licence}) comes without the text of its licence")
    return _line(part)


def unlisted_parts(bundle: Path) -> list[str]:
    """Libraries of packages, a folder each in `bundle`, that carry something which embedded.toml does not say of it.
    The text of Python speaks of what its own modules carry."""
    marked = [part for part in list_embedded() if part.mark]
    found = []
    for path in sorted(bundle.rglob("*")):
        top = path.relative_to(bundle).parts[0]
        if path.is_file() and top != path.name and not top.startswith("python") and _LIBRARY.search(path.name):
            content = path.read_bytes()
            found += [f"{path.name}: {p.name}" for p in marked if top not in p.inside and p.mark.encode() in content]
    return found


def address_of(metadata: importlib.metadata.PackageMetadata) -> str:
    """Where a package has its source or its home; empty if it does not say."""
    pairs = [line.partition(", ") for line in metadata.get_all("Project-URL") or ()]
    stated = {label.strip().lower(): address for label, _, address in pairs}
    labels = ("source", "source code", "repository", "github", "code", "homepage", "home", "documentation")
    found = [stated[label] for label in labels if label in stated]
    return found[0] if found else metadata.get("Home-page") or ""


def licence_of(metadata: importlib.metadata.PackageMetadata) -> str:
    """The licence a package states, from the newest of the three places where one can stand."""
    stated: str = metadata.get("License-Expression") or ""
    if stated:
        return stated
    short = (metadata.get("License") or "").strip()
    if short and "\n" not in short:
        return short
    classifiers = metadata.get_all("Classifier") or []
    names = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::")]
    return ", ".join(names) or "see the text"


def _add_python(folder: Path) -> str:
    version = sysconfig.get_python_version()
    places = (Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt")
    found = next((place for place in places if place.exists()), None)
    if found is None:
        raise LicenceMissingError("this Python comes without the text of its licence")
    _copy(found, folder / "Python" / "LICENSE.txt")
    return _line(Part("Python", version, "PSF-2.0", "https://www.python.org"))


def system_packages(libraries: Iterable[Path]) -> list[str]:
    """The packages of a Debian system that the libraries come from; none on other systems. LicenceMissingError for a
    library that comes from none."""
    if not shutil.which("dpkg-query"):
        return []
    packages = set()
    for library in libraries:
        found = subprocess.run(["dpkg-query", "-S", f"*/{library.name}"], capture_output=True, text=True, check=False)
        owners = {line.partition(":")[0] for line in found.stdout.splitlines() if not line.startswith("diversion")}
        if not owners:
            raise LicenceMissingError(f"{library.name} is from no package of this system, its licence is not known")
        packages |= owners
    return sorted(packages)


def _add_package(folder: Path, name: str) -> str:
    query = ["dpkg-query", "-W", "-f", "${Version}", name]
    version = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    notice = Path("/usr/share/doc") / name / "copyright"
    if not notice.exists():
        raise LicenceMissingError(f"{notice} is not there: some containers leave /usr/share/doc out")
    _copy(notice, folder / "system" / f"{name}.txt")
    return _line(Part(name, version, f"see system/{name}.txt", ""))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


if __name__ == "__main__":
    LIST.write_text(list_text(list_parts()), encoding="utf-8")
