"""Builds what people install, on and for the system it runs on.

    python packaging/build.py bundle     the program with everything it needs, one folder; prints its size, and how soon
                                         it starts beside a bare window of PySide6
    python packaging/build.py deb        a package for Debian 12, Ubuntu 24.04 and later
    python packaging/build.py tar        the same files as .tar.xz, to be unpacked into /usr/local or ~/.local

Wants a virtual environment with exactly packaging/requirements-bundle.txt. `deb` and `tar` take the bundle that is
there and build one where there is none. Windows and macOS: packaging/windows, packaging/macos.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import catalogs
import completions
import icons
import licences
import shared_libraries
import start_times

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging"
APPLICATION_ICON = ROOT / "resources" / "icons" / "application.svg"
WORKSPACE_ICON = ROOT / "resources" / "icons" / "workspace.svg"

_MEGABYTE = 1_000_000
_LARGEST_BUNDLE = 240 * _MEGABYTE
_LARGEST_DEB = 75 * _MEGABYTE

_CONTROL = """Package: reviewer
Version: {version}
Architecture: {architecture}
Maintainer: the reviewer authors <reviewer@localhost>
Installed-Size: {size}
Depends: {depends}
Recommends: shared-mime-info, desktop-file-utils, hicolor-icon-theme, xdg-desktop-portal
Section: text
Priority: optional
Description: offline legal review of vendors' privacy policies
 Reads privacy policies in English, Swedish and Finnish, suggests the values of
 an assessment form with the sentence each was read from, keeps every decision
 of the reviewer and writes the report as a Word document. Uses no network.
"""


class BuildError(Exception):
    """What keeps the build from going on, in words for the person who started it."""


def read_version() -> str:
    """The one version of the program, which stands in the package."""
    text = (ROOT / "reviewer" / "__init__.py").read_text(encoding="utf-8")
    match = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    if not match:
        raise BuildError("reviewer/__init__.py states no version")
    return match[1]


def folder_size(folder: Path) -> int:
    """Bytes of all files below, links not followed."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_symlink() or path.is_file())


# the bundle


def build_bundle(out: Path) -> Path:
    """Make the one-folder bundle anew; returns its folder."""
    work = out / "work"
    shutil.rmtree(out / "dist", ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    catalogs.compile_outdated()
    for name, drawing in (("reviewer", APPLICATION_ICON), ("workspace", WORKSPACE_ICON)):
        (work / f"{name}.ico").write_bytes(icons.ico(drawing))
        (work / f"{name}.icns").write_bytes(icons.icns(drawing))
    started = time.monotonic()
    _run_pyinstaller(work, out / "dist")
    bundle = out / "dist" / "reviewer"
    if sys.platform == "linux":
        _tidy_linux(bundle)
    _refuse_gpl(bundle)
    count = _add_licences(bundle, work)
    if sys.platform == "darwin":
        _seal_macos(out / "dist" / "Reviewer.app", bundle / "licences")
    print(f"bundle built in {time.monotonic() - started:.0f} s, licences of {count} parts")
    _report_size("bundle", folder_size(bundle), _LARGEST_BUNDLE)
    print(f"start of the command line: {_start_seconds(bundle):.2f} s")
    _try_out(bundle)
    if sys.platform == "linux":
        _compare_starts(bundle)
    return bundle


def _run_pyinstaller(work: Path, dist: Path) -> None:
    environ = {**os.environ, "REVIEWER_BUNDLE_WORK": str(work), "REVIEWER_BUNDLE_VERSION": read_version()}
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    command += ["--workpath", str(work / "pyinstaller"), "--distpath", str(dist), str(HERE / "reviewer.spec")]
    # It warns of what is left out on purpose. Libraries that are missing are looked for below.
    if subprocess.run(command, env=environ, cwd=ROOT, check=False).returncode:
        raise BuildError("PyInstaller failed; what it said stands above")


def _tidy_linux(bundle: Path) -> None:
    """Take out what was left without use, and the debug symbols of the interpreter, which are most of it.

    Qt's libraries stay as they were published.
    """
    orphans = shared_libraries.remove_orphans(bundle)
    print(f"taken out, as nothing is linked to them: {', '.join(orphans)}")
    internal = bundle / "_internal"
    own = [*internal.glob("libpython3*.so*"), *internal.glob("python3*/lib-dynload/*.so")]
    _output("strip", "--strip-unneeded", *map(str, own))
    missing = shared_libraries.missing_from_system(shared_libraries.wanted_from_system(bundle))
    if missing:
        raise BuildError(f"install these libraries first, the window would fail without: {', '.join(sorted(missing))}")


_UNDER_GPL = re.compile(
    r"(lib|_)?(readline|history|gdbm|gdbm_compat|gsl|fftw3|poppler|mupdf|gs|mysqlclient)\b.*\.(so|dylib|dll|pyd)\b"
)
"""File names of libraries under the GPL that packages and interpreters may bring along. They would put the whole
bundle under it."""


def _refuse_gpl(bundle: Path) -> None:
    found = sorted(path.name for path in bundle.rglob("*") if _UNDER_GPL.match(path.name.lower()))
    if found:
        raise BuildError(f"under the GPL, leave it out by packaging/reviewer.spec: {', '.join(found)}")


def _add_licences(bundle: Path, work: Path) -> int:
    """List and texts into the bundle; how many parts they are of."""
    unlisted = licences.unlisted_parts(bundle / "_internal")
    if unlisted:
        raise BuildError(f"say in packaging/licences/embedded.toml what these carry: {', '.join(unlisted)}")
    parts = [*json.loads((work / "inside.json").read_text(encoding="utf-8")), "pyinstaller"]
    try:
        return len(licences.write_licences(bundle / "licences", parts, _libraries(bundle), ROOT / "LICENSE"))
    except licences.LicenceMissingError as error:
        raise BuildError(str(error)) from error


def _seal_macos(app: Path, texts: Path) -> None:
    """Put the licences into the .app, where the program looks for them, and sign it anew for this machine only: a
    seal that does not fit what is inside is told to users as damage."""
    shutil.copytree(texts, app / "Contents" / "Resources" / texts.name)
    _output("codesign", "--force", "--deep", "--sign", "-", str(app))


def _compare_starts(bundle: Path) -> None:
    """Prints how soon the window is there, from the bundle and from the checkout, beside a bare one."""
    programs = {"checkout": [sys.executable, "-m", "reviewer"], "bundle": [str(bundle / "reviewer")]}
    os.environ["PYTHONPATH"] = str(ROOT)  # for the checkout and its reading process
    with tempfile.TemporaryDirectory() as folder:
        print(start_times.table(list(programs), start_times.compare(list(programs.values()), Path(folder))))


def _libraries(bundle: Path) -> list[Path]:
    """Shared libraries of the system: they lie beside the packages, not in them, and are no links into these."""
    found = sorted((bundle / "_internal").glob("lib*.so*"))
    return [path for path in found if not (path.is_symlink() or path.name.startswith("libpython"))]


def _program(bundle: Path) -> Path:
    return bundle / ("reviewer.exe" if sys.platform == "win32" else "reviewer")


def _try_out(bundle: Path) -> None:
    """The way from policies to a report, encrypted, and the report read again: what was left out by mistake shows
    only where it is wanted."""
    samples = sorted(str(path) for path in (ROOT / "resources" / "samples").iterdir())
    with tempfile.TemporaryDirectory() as folder:
        workspace, password, report = (str(Path(folder, name)) for name in ("w.reviewer", "password", "report.docx"))
        Path(password).write_text("a word for the trial\n", encoding="utf-8")
        opened = ["--workspace", workspace, "--password-file", password]
        for command in (
            ["import", "--workspace", workspace, "--vendor", "Trial", *samples],
            ["workspace", "password", workspace, "--new-password-file", password],
            ["report", *opened, "--language", "fi", "--output", report],
            ["export", *opened, "--format", "xlsx", "--output", str(Path(folder, "values.xlsx"))],
            ["extract", report],
        ):
            _output(str(_program(bundle)), *command)
    print("policies imported, encrypted, reported, exported and read again")


def _start_seconds(bundle: Path) -> float:
    """The middle of five starts of `reviewer --version`."""
    program = _program(bundle)
    taken = []
    for _ in range(5):
        started = time.monotonic()
        done = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False)
        taken.append(time.monotonic() - started)
        if read_version() not in done.stdout:
            raise BuildError(f"the bundle does not start: {done.stdout}{done.stderr}")
    return sorted(taken)[2]


def _report_size(name: str, size: int, largest: int) -> None:
    print(f"{name}: {size / _MEGABYTE:.1f} MB, allowed {largest / _MEGABYTE:.0f} MB")
    if size > largest:
        raise BuildError(f"the {name} is too large")


# Linux


def stage_prefix(bundle: Path, prefix: Path) -> None:
    """The files of the program as they lie below a prefix such as /usr: bin, lib and share."""
    shutil.copytree(bundle, prefix / "lib" / "reviewer", symlinks=True)
    (prefix / "bin").mkdir()
    (prefix / "bin" / "reviewer").symlink_to("../lib/reviewer/reviewer")
    share = prefix / "share"
    icons.write_theme(APPLICATION_ICON, WORKSPACE_ICON, share)
    _copy(HERE / "linux" / "reviewer.desktop", share / "applications" / "reviewer.desktop")
    _copy(HERE / "linux" / "reviewer.xml", share / "mime" / "packages" / "reviewer.xml")
    _fill_in(HERE / "linux" / "reviewer.metainfo.xml", share / "metainfo" / "reviewer.metainfo.xml")
    _copy(ROOT / "CHANGELOG.md", share / "doc" / "reviewer" / "changelog.md")
    _copy(bundle / "licences" / "LICENCES.txt", share / "doc" / "reviewer" / "copyright")
    manual = share / "man" / "man1" / "reviewer.1"
    _fill_in(HERE / "linux" / "reviewer.1", manual)
    manual.with_suffix(".1.gz").write_bytes(gzip.compress(manual.read_bytes(), mtime=0))
    manual.unlink()
    completions.write_completions(share)
    _set_modes(prefix)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _fill_in(source: Path, target: Path) -> None:
    """Copy a text with the version and the day it was built in the places marked for them."""
    text = source.read_text(encoding="utf-8")
    text = text.replace("@VERSION@", read_version()).replace("@DATE@", datetime.date.today().isoformat())
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _set_modes(folder: Path) -> None:
    """Readable by all and writable by the owner, whatever the umask of the builder."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)


def build_deb(out: Path) -> Path:
    """The Debian package of the bundle."""
    bundle = _existing_bundle(out)
    tree = out / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    stage_prefix(bundle, tree / "usr")
    architecture = _output("dpkg", "--print-architecture").strip()
    control = _CONTROL.format(
        version=read_version(),
        architecture=architecture,
        size=folder_size(tree) // 1024,
        depends=", ".join(find_dependencies(bundle)),
    )
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    target = out / f"reviewer_{read_version()}_{architecture}.deb"
    _output("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(target))
    shutil.rmtree(tree)
    _report_size(".deb", target.stat().st_size, _LARGEST_DEB)
    return target


def find_dependencies(bundle: Path) -> list[str]:
    """The Debian packages of the shared libraries that the bundle wants from the system, libc with its version."""
    names = sorted(shared_libraries.wanted_from_system(bundle))
    packages = set(licences.system_packages([Path(name) for name in names]))
    major, minor = shared_libraries.libc_version(shared_libraries.find_binaries(bundle))
    return [f"libc6 (>= {major}.{minor})", *sorted(packages - {"libc6"})]


def build_tar(out: Path) -> Path:
    """The same files as an archive for other systems with Linux."""
    bundle = _existing_bundle(out)
    name = f"reviewer-{read_version()}-linux-{os.uname().machine}"
    tree = out / "tar"
    shutil.rmtree(tree, ignore_errors=True)
    stage_prefix(bundle, tree / name)
    target = out / f"{name}.tar.xz"
    with tarfile.open(target, "w:xz", preset=3) as archive:
        archive.add(tree / name, name, filter=_owned_by_root)
    shutil.rmtree(tree)
    print(f".tar.xz: {target.stat().st_size / _MEGABYTE:.1f} MB")
    return target


def _owned_by_root(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def _existing_bundle(out: Path) -> Path:
    if sys.platform != "linux":
        raise BuildError("packages for Linux are built on Linux")
    bundle = out / "dist" / "reviewer"
    return bundle if (bundle / "licences").is_dir() else build_bundle(out)


def _output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise BuildError(f"{command[0]}: {done.stderr.strip()}")
    return done.stdout


def main(arguments: list[str]) -> int:
    builders: dict[str, Callable[[Path], Path]] = {"bundle": build_bundle, "deb": build_deb, "tar": build_tar}
    parser = argparse.ArgumentParser(description="Builds what people install, on and for this system.")
    parser.add_argument("what", choices=sorted(builders))
    parser.add_argument("--out", type=Path, default=ROOT / "build", help="where it is put; build/ if not said")
    options = parser.parse_args(arguments)
    try:
        print(builders[options.what](options.out.resolve()))
    except BuildError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
