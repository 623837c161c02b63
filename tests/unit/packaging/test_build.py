"""What the packages hold beside the bundle, and that the lists they are made from agree with the program."""

from __future__ import annotations

import ast
import configparser
import importlib
import plistlib
import re
import struct
import xml.etree.ElementTree as ElementTree
from email.message import Message
from pathlib import Path
from types import ModuleType

import pytest

from reviewer import __version__
from reviewer.i18n import LANGUAGES

ROOT = Path(__file__).resolve().parents[3]
HERE = ROOT / "packaging"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
ENDING = ".reviewer"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(HERE))
    return importlib.import_module("build")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A folder with the outline of a bundle, made by somebody with a strict umask."""
    folder = tmp_path / "dist" / "reviewer"
    (folder / "licences").mkdir(parents=True)
    (folder / "licences" / "LICENCES.txt").write_text("reviewer | MIT\n", encoding="utf-8")
    (folder / "reviewer").write_bytes(b"\x7fELF")
    (folder / "reviewer").chmod(0o700)
    (folder / "licences").chmod(0o700)
    (folder / "licences" / "LICENCES.txt").chmod(0o600)
    return folder


def spec_constant(name: str) -> set[str]:
    """The words of one list in the spec, from all statements that add to it."""
    words: set[str] = set()
    for statement in ast.parse((HERE / "reviewer.spec").read_text(encoding="utf-8")).body:
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            values = [node.value for node in ast.walk(statement) if isinstance(node, ast.Constant)]
            words |= {value for value in values if isinstance(value, str)}
    return words


def locked(name: str) -> dict[str, str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", text, re.MULTILINE))


def desktop_entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(HERE / "linux" / "reviewer.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


@pytest.mark.parametrize(
    "name", ["libreadline.so.8", "readline.cpython-312-darwin.so", "_gdbm.pyd", "libgdbm_compat.so.4"]
)
def test_libraries_under_the_gpl_are_refused(build: ModuleType, bundle: Path, name: str) -> None:
    for known in ("libgssapi_krb5.so.2", "history.toml", "libpython3.11.so.1.0"):
        (bundle / known).touch()
    build._refuse_gpl(bundle)
    (bundle / name).touch()
    with pytest.raises(build.BuildError, match=re.escape(name)):
        build._refuse_gpl(bundle)


def test_the_version_is_the_program_s(build: ModuleType) -> None:
    assert build.read_version() == __version__


def test_files_of_the_prefix(build: ModuleType, bundle: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "usr"
    build.stage_prefix(bundle, prefix)
    assert (prefix / "bin" / "reviewer").resolve() == (prefix / "lib" / "reviewer" / "reviewer").resolve()
    assert (
        (prefix / "share" / "doc" / "reviewer" / "copyright").read_text(encoding="utf-8").startswith("reviewer | MIT")
    )
    assert (prefix / "lib" / "reviewer" / "reviewer").stat().st_mode & 0o777 == 0o755
    assert (prefix / "lib" / "reviewer" / "licences").stat().st_mode & 0o777 == 0o755
    assert (prefix / "lib" / "reviewer" / "licences" / "LICENCES.txt").stat().st_mode & 0o777 == 0o644
    entry = desktop_entry()
    mime = entry["MimeType"].strip(";").replace("/", "-")
    for size in (16, 48, 256):
        for kind, name in (("apps", entry["Icon"]), ("mimetypes", mime)):
            image = (prefix / "share/icons/hicolor" / f"{size}x{size}" / kind / f"{name}.png").read_bytes()
            assert image.startswith(PNG)
            assert struct.unpack(">II", image[16:24]) == (size, size)


def test_a_bundle_that_is_too_large_is_refused(build: ModuleType) -> None:
    with pytest.raises(build.BuildError, match="too large"):
        build._report_size("bundle", 11, 10)


def test_the_icon_file_of_windows_points_at_its_images(build: ModuleType) -> None:
    data = build.icons.ico(build.APPLICATION_ICON)
    reserved, kind, count = struct.unpack_from("<HHH", data)
    assert (reserved, kind) == (0, 1)
    for number in range(count):
        width, *_, length, offset = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        image = data[offset : offset + length]
        assert image.startswith(PNG)
        assert image.endswith(b"IEND\xaeB`\x82")
        assert struct.unpack(">I", image[16:20])[0] % 256 == width


def test_the_icon_file_of_macos_is_made_of_whole_chunks(build: ModuleType) -> None:
    data = build.icons.icns(build.APPLICATION_ICON)
    assert struct.unpack_from(">4sI", data) == (b"icns", len(data))
    offset, kinds = 8, set()
    while offset < len(data):
        kind, length = struct.unpack_from(">4sI", data, offset)
        assert data[offset + 8 :].startswith(PNG)
        kinds.add(kind)
        offset += length
    assert offset == len(data)
    assert {b"ic07", b"ic10"} <= kinds


def test_files_with_the_ending_open_in_the_program() -> None:
    declared = ElementTree.parse(HERE / "linux" / "reviewer.xml").getroot().find(f"{MIME}mime-type")
    assert declared is not None
    assert declared.get("type") == desktop_entry()["MimeType"].strip(";")
    pattern = declared.find(f"{MIME}glob")
    assert pattern is not None
    assert pattern.get("pattern") == f"*{ENDING}"
    assert desktop_entry()["Exec"] == "reviewer %f"


def test_software_centres_read_of_the_program_in_every_language(
    build: ModuleType, bundle: Path, tmp_path: Path
) -> None:
    build.stage_prefix(bundle, tmp_path / "usr")
    told = ElementTree.parse(tmp_path / "usr" / "share" / "metainfo" / "reviewer.metainfo.xml").getroot()
    release = told.find("releases/release")
    assert release is not None
    assert release.get("version") == __version__
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", release.get("date", ""))
    assert told.findtext("launchable") == "reviewer.desktop"
    assert told.findtext("provides/mediatype") == desktop_entry()["MimeType"].strip(";")
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    for path in ("summary", "description/p"):
        assert {element.get(language, "en") for element in told.findall(path)} == set(LANGUAGES)


def test_macos_knows_the_files_and_the_languages() -> None:
    told = plistlib.loads((HERE / "macos" / "Info.plist").read_bytes())
    (document,), (kind,) = told["CFBundleDocumentTypes"], told["UTExportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
    assert document["CFBundleTypeExtensions"] == kind["UTTypeTagSpecification"]["public.filename-extension"]
    assert document["CFBundleTypeExtensions"] == [ENDING.removeprefix(".")]
    assert set(told["CFBundleLocalizations"]) == set(LANGUAGES)


def test_windows_knows_the_files_and_the_languages() -> None:
    script = (HERE / "windows" / "reviewer.iss").read_text(encoding="utf-8")
    assert f"Software\\Classes\\{ENDING}\\OpenWithProgids" in script
    assert set(re.findall(r'^Name: "(\w\w)"; MessagesFile', script, re.MULTILINE)) == set(LANGUAGES)


@pytest.mark.parametrize("workflow", ["bundles.yml", "tests.yml"])
def test_a_workflow_runs_nothing_that_can_change_under_its_name(workflow: str) -> None:
    used = re.findall(r"uses: (\S+)", (ROOT / ".github" / "workflows" / workflow).read_text(encoding="utf-8"))
    assert used
    assert [name for name in used if not re.search(r"@[0-9a-f]{40}$", name)] == []


@pytest.mark.parametrize("key", ["GenericName", "Comment"])
def test_the_desktop_entry_speaks_every_language(key: str) -> None:
    for language in set(LANGUAGES) - {"en"}:
        assert desktop_entry()[f"{key}[{language}]"]


def test_the_bundle_has_the_locales_of_every_language() -> None:
    assert spec_constant("LOCALES") >= {"root", "en_GB", *LANGUAGES}
    assert spec_constant("QT_LANGUAGES") >= set(LANGUAGES)


def test_nothing_the_program_imports_is_left_out() -> None:
    excluded = spec_constant("EXCLUDED")
    assert "tkinter" in excluded
    for path in (ROOT / "reviewer").rglob("*.py"):
        for name in re.findall(r"^ *(?:from|import) ([\w.]+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            parts = name.split(".")
            assert not excluded & {".".join(parts[: n + 1]) for n in range(len(parts))}, f"{path.name}: {name}"


def test_the_bundle_is_built_from_the_versions_that_are_tested() -> None:
    tested, built = locked("requirements.txt"), locked("requirements-bundle.txt")
    assert "pyinstaller" in built
    assert {name: tested[name] for name in built if name in tested} == {n: v for n, v in built.items() if n in tested}


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ([("License-Expression", "MIT"), ("License", "old words")], "MIT"),
        ([("License", "BSD"), ("Classifier", "License :: OSI Approved :: Apache Software License")], "BSD"),
        ([("License", "a whole\ntext"), ("Classifier", "License :: OSI Approved :: MIT License")], "MIT License"),
        ([], "see the text"),
    ],
)
def test_the_licence_a_package_states(build: ModuleType, fields: list[tuple[str, str]], licence: str) -> None:
    metadata = Message()
    for name, value in fields:
        metadata[name] = value
    assert build.licences.licence_of(metadata) == licence


def test_the_source_of_a_package_before_its_changelog(build: ModuleType) -> None:
    metadata = Message()
    metadata["Project-URL"] = "Changelog, https://example.org/changes"
    metadata["Project-URL"] = "Source, https://example.org/source"
    assert build.licences.address_of(metadata) == "https://example.org/source"
