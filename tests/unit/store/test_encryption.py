"""A password set, changed and removed: nothing readable is left, nothing is lost, a wrong one is told from damage."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer import review
from reviewer.model import WorkspaceError
from reviewer.store import (
    Workspace,
    cipher,
    encryption,
    inspect_workspace,
    is_encrypted,
    list_backups,
    remove_password,
    replacement,
    restore_backup,
    salvage_workspace,
    set_password,
    unlock,
    verify_chain,
)
from reviewer.store.cipher import PAGE_BYTES, Key

FROZEN = Path(__file__).parents[2] / "data" / "databases" / "v004.reviewer"
ENCRYPTED = FROZEN.parents[1] / "encrypted" / "v004.reviewer"
KILLS = Path(__file__).parents[2] / "fuzz" / "kill_encryption.py"
PASSWORD = "sinivuokko ja kielo"
AT = "2026-03-02T09:00:00.000Z"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are derived in fewer rounds, which nothing else depends on."""
    monkeypatch.setattr(cipher, "_ROUNDS", 10)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A workspace with documents, in a folder of its own."""
    folder = tmp_path / "matters"
    folder.mkdir()
    return Path(shutil.copy(FROZEN, folder / "matter.reviewer"))


@pytest.fixture
def encrypted(plain: Path) -> tuple[Path, Key]:
    key = set_password(plain, PASSWORD, by="Ann").key
    assert key is not None
    return plain, key


def beside(path: Path) -> set[str]:
    """What lies in the folder besides the workspace and its copies."""
    return {p.name for p in path.parent.iterdir()} - {path.name, path.with_suffix(".backups").name}


def content(path: Path, key: Key | None = None) -> list[object]:
    """Every row but those of the history, which grows."""
    with Workspace.open(path, read_only=True, key=key) as ws:
        database = ws._database
        stored = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name"
        names = [name for (name,) in database.execute(stored) if name not in ("audit", "sqlite_sequence")]
        return [(name, database.execute(f'SELECT * FROM "{name}"').fetchall()) for name in names]


def words_of(path: Path) -> set[bytes]:
    """The longer words of the documents' texts and of every name, as they stand in a plain file."""
    plain = sqlite3.connect(path)
    columns = ("text FROM versions", "name FROM documents", "name FROM vendors", "client FROM engagements")
    texts = [row[0] for column in columns for row in plain.execute(f"SELECT {column}")]
    plain.close()
    words = {word.encode() for text in texts for word in re.findall(r"\w{6,}", text)} - {b"process"}  # is in a lock
    assert len(words) >= 9
    return words


def readable(folder: Path, words: set[bytes]) -> dict[str, set[bytes]]:
    """The files below a folder that hold any of the words, byte by byte, whatever the case or the encoding."""
    forms = {form for word in words for form in (word.lower(), word.decode().lower().encode("utf-16-le"))}
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            text = path.read_bytes().lower()
            found[path.name] = {form for form in forms if form in text}
    return {name: hits for name, hits in found.items() if hits}


def test_no_word_can_be_read_in_any_file_at_any_time(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    words = words_of(plain)
    assert set(readable(tmp_path, words)) == {"matter.reviewer"}
    key = set_password(plain, PASSWORD).key
    assert readable(tmp_path, words) == {}
    with Workspace.open(plain, key=key) as ws:
        backup = ws.back_up()
        (vendor, *_) = (v for e in review.list_engagements(ws) for v in e.vendors)
        with ws.transaction():
            ws.engagements.insert(ws.documents.text(1) * 500, "")
            ws._database.execute("CREATE TEMP TABLE more AS SELECT * FROM versions ORDER BY text")
            assert plain.with_name(plain.name + "-wal").exists()
            assert readable(tmp_path, words) == {}
        review.set_context(ws, vendor.assessment_id, review.load_assessment(ws, vendor.assessment_id).context, by="Ann")
        assert readable(tmp_path, words) == {}
        restored = backup
    restore_backup(plain, list_backups(plain)[0], by="Ann", key=key)
    salvage_workspace(plain, plain.with_name("recovered.reviewer"), at=AT, key=key)
    with Workspace.open(plain.with_name("recovered.reviewer"), key=key) as ws:
        assert review.list_engagements(ws)
    set_password(plain, "kielo ja sinivuokko", key)
    assert restored.exists()
    assert readable(tmp_path, words) == {}


def test_what_was_there_before_is_there_after_each_change(plain: Path) -> None:
    before = content(plain)
    first = set_password(plain, PASSWORD, by="Ann")
    assert is_encrypted(plain)
    assert content(plain, first.key) == before
    second = set_password(plain, "kielo ja sinivuokko", first.key, by="Bo")
    assert content(plain, second.key) == before
    third = remove_password(plain, second.key, by="Cai")
    assert not is_encrypted(plain)
    assert content(plain) == before
    assert [r.overwritten for r in (first, second, third)] == [True, True, True]
    assert inspect_workspace(plain) == ()
    with Workspace.open(plain) as ws:
        rows = list(ws.audit.records())[-3:]
        assert [(r.operation, r.by) for r in rows] == [
            ("set_password", "Ann"),
            ("change_password", "Bo"),
            ("remove_password", "Cai"),
        ]
        assert verify_chain(ws.audit).whole
    assert beside(plain) == set()


@given(
    password=st.text(min_size=8, max_size=40).filter(lambda text: "\0" not in text),
    client=st.text(max_size=200),
    size=st.integers(0, 60_000),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_password_opens_what_it_closed(plain: Path, password: str, client: str, size: int) -> None:
    if is_encrypted(plain):
        shutil.copy(FROZEN, plain)
    with Workspace.open(plain) as ws, ws.transaction():
        ws.engagements.insert(client.encode(errors="replace").decode(), "x" * size)
    before = content(plain)
    password = password.encode(errors="replace").decode()
    set_password(plain, password)
    key = unlock(plain, password)
    assert content(plain, key) == before
    with pytest.raises(WorkspaceError):
        unlock(plain, password + "x")
    remove_password(plain, key)
    assert content(plain) == before


def test_an_encrypted_workspace_lives_as_any_other(encrypted: tuple[Path, Key]) -> None:
    path, key = encrypted
    day = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    with Workspace.open(path, key=key, clock=lambda: day) as ws:
        (vendor, *_) = (v for e in review.list_engagements(ws) for v in e.vendors)
        review.write_note(ws, vendor.assessment_id, "purposes", "ask them", by="Ann")
        review.undo(ws, vendor.assessment_id, by="Ann")
        with pytest.raises(WorkspaceError) as refusal:
            Workspace.open(path, key=key)
        assert refusal.value.code == "workspace.busy"
        with Workspace.open(path, read_only=True, key=ws.key) as reader:
            assert review.list_engagements(reader) == review.list_engagements(ws)
    assert [p.name for p in path.parent.iterdir() if p.is_file()] == [path.name]
    assert inspect_workspace(path, key) == ()
    with Workspace.open(path, key=key, clock=lambda: day + timedelta(days=1)) as ws:
        assert len(ws.backups()) == 2
        erased = review.erase_vendor(ws, vendor.id, by="Ann")
        assert erased.scrubbed
        assert list(erased.backups) == [b.path for b in ws.backups()]
    assert is_encrypted(list_backups(path)[0].path)
    assert inspect_workspace(list_backups(path)[0].path, key) == ()


@pytest.mark.parametrize("version", ["v001", "v002", "v003"])
def test_an_older_workspace_is_brought_up_to_date_when_it_gets_a_password(plain: Path, version: str) -> None:
    shutil.copy(FROZEN.with_name(f"{version}.reviewer"), plain)
    result = set_password(plain, PASSWORD)
    *open_copies, closed = (b.path for b in list_backups(plain))
    assert list(result.copies) == open_copies
    assert is_encrypted(closed)
    assert inspect_workspace(plain, result.key) == ()


def test_an_encrypted_workspace_of_an_older_schema_is_backed_up_encrypted_and_brought_up_to_date(
    tmp_path: Path,
) -> None:
    path, key = tmp_path / "matter.reviewer", Key.make(PASSWORD)
    encryption._export(FROZEN.with_name("v002.reviewer"), None, path, key, lambda: None)
    with pytest.raises(WorkspaceError) as refusal:
        Workspace.open(path, read_only=True, key=key)
    assert refusal.value.code == "workspace.older"
    with Workspace.open(path, key=key) as ws:
        assert review.list_engagements(ws)
    assert inspect_workspace(path, key) == ()
    assert [(b.schema, is_encrypted(b.path)) for b in list_backups(path)] == [(2, True)]
    assert inspect_workspace(list_backups(path)[0].path, key) == ()


def test_a_file_that_was_encrypted_by_an_earlier_release_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # its key was derived in all the rounds
    path = Path(shutil.copy(ENCRYPTED, tmp_path / "matter.reviewer"))
    key = unlock(path, PASSWORD)
    assert inspect_workspace(path, key) == ()
    with Workspace.open(path, key=key) as ws:
        assert [e.client for e in review.list_engagements(ws)] == ["Nummi Oy"]


def test_copies_that_lie_open_are_named(plain: Path) -> None:
    with Workspace.open(plain) as ws:
        ws.back_up()
        open_copies = {b.path for b in ws.backups()}
    aside = plain.with_name("matter set aside 2026.reviewer")
    shutil.copy(FROZEN, aside)
    shutil.copy(FROZEN, plain.with_name("matter two.reviewer"))
    result = set_password(plain, PASSWORD)
    assert set(result.copies) == {*open_copies, aside}
    with Workspace.open(plain, key=result.key) as ws:
        ws.back_up()
        closed = {b.path for b in ws.backups()} - open_copies
    changed = set_password(plain, "kielo ja sinivuokko", result.key)
    assert set(changed.copies) == {*open_copies, *closed, aside}
    assert len(closed) == 2
    assert not is_encrypted(aside)
    last = remove_password(plain, changed.key)
    assert set(last.copies) == {b.path for b in list_backups(plain) if is_encrypted(b.path)}


def test_an_unfinished_plain_copy_goes(plain: Path) -> None:
    folder = plain.with_suffix(".backups")
    folder.mkdir()
    shutil.copy(FROZEN, folder / "unfinished.part")
    set_password(plain, PASSWORD)
    assert list(folder.iterdir()) == []


# A wrong password and damage


def refusal_of(path: Path, password: str) -> tuple[str, object]:
    with pytest.raises(WorkspaceError) as refusal:
        unlock(path, password)
    return refusal.value.code, refusal.value.facts.get("wrong")


def overwrite(path: Path, start: int, end: int) -> None:
    data = bytearray(path.read_bytes())
    data[start:end] = os.urandom(end - start)
    path.write_bytes(data)


def test_a_missing_and_a_wrong_password_are_told(encrypted: tuple[Path, Key]) -> None:
    path, key = encrypted
    with pytest.raises(WorkspaceError) as refusal:
        Workspace.open(path)
    assert (refusal.value.code, refusal.value.facts.get("wrong")) == ("workspace.password", None)
    with pytest.raises(WorkspaceError) as refusal:
        Workspace.open(path, key=Key(key.secret, bytes(16)))
    assert (refusal.value.code, refusal.value.facts.get("wrong")) == ("workspace.password", 1)
    assert refusal_of(path, PASSWORD + " ") == ("workspace.password", 1)
    assert refusal_of(path, "") == ("workspace.password", 1)
    assert unlock(path, PASSWORD) == key


@pytest.mark.parametrize("page", [0, 1, 5, -1])
def test_a_damaged_file_is_damaged_and_not_a_wrong_password(encrypted: tuple[Path, Key], page: int) -> None:
    path, _ = encrypted
    start = range(0, path.stat().st_size, PAGE_BYTES)[page]
    overwrite(path, start + 16, start + PAGE_BYTES)
    before = path.read_bytes()
    key = unlock(path, PASSWORD)
    for read_only in (True, False):
        with pytest.raises(WorkspaceError) as refusal:
            Workspace.open(path, read_only, key=key)
        assert refusal.value.code == "workspace.damaged"
    assert path.read_bytes() == before
    assert refusal_of(path, "kielo ja sinivuokko") == ("workspace.password", 1)


def test_damage_to_a_page_is_found_by_the_check(encrypted: tuple[Path, Key]) -> None:
    path, key = encrypted
    overwrite(path, 6 * PAGE_BYTES, 6 * PAGE_BYTES + 1)
    problems = inspect_workspace(path, key)
    assert [p.kind for p in problems[:1]] == ["file"]
    assert "page 7" in problems[0].detail


def test_the_first_bytes_lost_are_had_from_a_copy(encrypted: tuple[Path, Key]) -> None:
    path, key = encrypted
    before = content(path, key)
    with Workspace.open(path, key=key) as ws:
        ws.back_up()
    overwrite(path, 0, 16)
    assert unlock(path, PASSWORD) == key
    assert content(path, unlock(path, PASSWORD)) == before
    shutil.rmtree(path.with_suffix(".backups"))
    assert refusal_of(path, PASSWORD) == ("workspace.password", 1)


def test_what_can_be_read_is_saved_under_the_same_password(encrypted: tuple[Path, Key]) -> None:
    path, key = encrypted
    target = path.with_name("recovered.reviewer")
    with pytest.raises(WorkspaceError) as refusal:
        salvage_workspace(path, target, at=AT)
    assert refusal.value.code == "workspace.password"
    size = path.stat().st_size // PAGE_BYTES
    saved = []
    for page in range(1, size):
        damaged = Path(shutil.copy(path, target.with_name("damaged.reviewer")))
        overwrite(damaged, page * PAGE_BYTES, (page + 1) * PAGE_BYTES)
        try:
            saved.append(sum(salvage_workspace(damaged, target, at=AT, key=key).saved.values()))
        except WorkspaceError:  # what names the tables is lost
            continue
        assert is_encrypted(target)
        assert unlock(target, PASSWORD) == key
        assert {p.kind for p in inspect_workspace(target, key)} <= {"history", "original"}
        target.unlink()
    whole = sum(salvage_workspace(path, target, at=AT, key=key).saved.values())
    assert len(saved) > size - 6
    assert max(saved) == whole
    assert min(saved) > whole // 3


def test_a_first_page_lost_is_had_from_a_copy(encrypted: tuple[Path, Key]) -> None:
    path, key = encrypted
    before = content(path, key)
    with Workspace.open(path, key=key) as ws:
        ws.back_up()
    overwrite(path, 0, PAGE_BYTES)
    key = unlock(path, PASSWORD)
    salvage = salvage_workspace(path, path.with_name("recovered.reviewer"), at=AT, key=key)
    assert salvage.whole
    assert [rows for name, rows in content(salvage.path, key) if name == "versions"] == [
        rows for name, rows in before if name == "versions"
    ]


# Restoring


def test_a_copy_is_restored_with_its_password(encrypted: tuple[Path, Key]) -> None:
    path, key = encrypted
    with Workspace.open(path, key=key) as ws:
        ws.back_up()
    newer = set_password(path, "kielo ja sinivuokko", key).key
    with pytest.raises(WorkspaceError) as refusal:
        restore_backup(path, list_backups(path)[0], by="Ann", key=newer)
    assert refusal.value.code == "workspace.password"
    assert unlock(path, "kielo ja sinivuokko") == newer
    kept = restore_backup(path, list_backups(path)[0], by="Ann", key=key)
    assert unlock(path, PASSWORD) == key
    assert kept is not None
    assert unlock(kept, "kielo ja sinivuokko") == newer
    assert sorted(p.suffix for p in path.parent.iterdir()) == [".backups", ".reviewer", ".reviewer"]


def test_no_plain_copy_takes_the_place_of_an_encrypted_workspace(plain: Path) -> None:
    with Workspace.open(plain) as ws:
        ws.back_up()
    key = set_password(plain, PASSWORD).key
    with pytest.raises(WorkspaceError) as refusal:
        restore_backup(plain, list_backups(plain)[0], by="Ann", key=key)
    assert refusal.value.code == "workspace.plain_copy"
    assert is_encrypted(plain)
    plain.unlink()
    restore_backup(plain, list_backups(plain)[0], by="Ann", key=key)
    assert not is_encrypted(plain)


# Nothing by halves


def test_a_short_password_is_refused(plain: Path) -> None:
    before = plain.read_bytes()
    with pytest.raises(WorkspaceError) as refusal:
        set_password(plain, "short")
    assert (refusal.value.code, refusal.value.facts["least"]) == ("workspace.password_short", 8)
    assert plain.read_bytes() == before


def test_nothing_is_encrypted_while_another_has_it_open(plain: Path) -> None:
    with Workspace.open(plain), pytest.raises(WorkspaceError) as refusal:
        set_password(plain, PASSWORD)
    assert refusal.value.code == "workspace.busy"
    reader = sqlite3.connect(plain)
    reader.execute("PRAGMA journal_mode = WAL")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM audit").fetchone()
    with pytest.raises(WorkspaceError) as refusal:
        set_password(plain, PASSWORD)
    assert refusal.value.code == "workspace.busy"
    reader.close()
    assert not is_encrypted(plain)


def test_without_the_driver_nothing_is_done(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(WorkspaceError) as refusal:
        set_password(plain, PASSWORD)
    assert refusal.value.code == "workspace.no_encryption"
    assert not is_encrypted(plain)


def test_the_way_is_told_from_nothing_to_all(plain: Path) -> None:
    with Workspace.open(plain) as ws, ws.transaction():
        for number in range(200):
            ws.engagements.insert("x" * 20_000, str(number))
    parts: list[float] = []
    set_password(plain, PASSWORD, progress=parts.append)
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    assert len(parts) > 20
    assert any(0.05 < part < 0.45 for part in parts)


def test_a_copy_that_differs_takes_no_place(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export = encryption._export

    def spoil(place: Path, old: Key | None, draft: Path, new: Key, report: object) -> None:
        export(place, old, draft, new, report)
        database = encryption.connect(draft, "rw", new)
        database.execute("UPDATE engagements SET matter = 'Another'")
        database.close()

    monkeypatch.setattr(encryption, "_export", spoil)
    before = content(plain)
    with pytest.raises(WorkspaceError) as refusal:
        set_password(plain, PASSWORD)
    assert refusal.value.code == "workspace.damaged"
    assert content(plain) == before
    assert beside(plain) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
def test_a_full_disk_leaves_the_file_as_it_was(plain: Path) -> None:
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with Workspace.open(plain) as ws, ws.transaction():
        ws.engagements.insert("x" * 500_000, "")
    before = content(plain)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        with pytest.raises(WorkspaceError) as refusal:
            set_password(plain, PASSWORD)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert refusal.value.code in {"workspace.full", "workspace.unreachable"}
    assert content(plain) == before
    assert beside(plain) == set()


class PowerCut(BaseException):
    """Ends everything where it is: nothing is cleaned up."""


@pytest.mark.parametrize("setting", [True, False], ids=["set", "remove"])
def test_at_every_step_the_file_is_whole_and_the_next_opening_clears_up(
    plain: Path, monkeypatch: pytest.MonkeyPatch, setting: bool
) -> None:
    key = None if setting else set_password(plain, PASSWORD).key
    before, first = content(plain, key), plain.read_bytes()
    steps = ("_copy", "swap", "sync_file", "os.link", "os.replace", "_sync_folder", "dispose_of")
    ends = set()
    for step in steps:
        plain.write_bytes(first)
        with monkeypatch.context() as patch:
            cut_power_at(step, patch)
            with pytest.raises(PowerCut):
                set_password(plain, PASSWORD) if setting else remove_password(plain, key)
        now = is_encrypted(plain)
        with Workspace.open(plain, key=unlock(plain, PASSWORD)):
            assert beside(plain) == {plain.name + end for end in (".lock", "-wal", "-shm")}, step
        assert content(plain, unlock(plain, PASSWORD)) == before
        ends.add(now)
    assert ends == {True, False}


def cut_power_at(step: str, patch: pytest.MonkeyPatch) -> None:
    """The process ends before this step; what would clean up does not run either."""

    def end(*arguments: object) -> None:
        raise PowerCut

    patch.setattr(encryption, "dispose_of_leftovers", lambda place: None)
    if step == "os.link":
        patch.setattr(replacement.os, "link", end)
    elif step == "os.replace":
        patch.setattr(Path, "replace", end)
    elif step in ("_copy", "swap"):
        patch.setattr(encryption, step, end)
    else:
        patch.setattr(replacement, step, end)
    if step != "dispose_of":
        patch.setattr(replacement, "dispose_of", lambda path: False)


@pytest.mark.skipif(sys.platform == "win32", reason="the process is forked")
def test_killed_while_it_encrypts_the_old_or_the_new_file_is_there() -> None:
    done = subprocess.run(
        [sys.executable, str(KILLS), "--kills", "5", "--seed", "3"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    kills, middle = re.match(r"(\d+) kills, (\d+) of them in the middle", done.stdout).groups()
    assert int(kills) == 5
    assert int(middle) > 1


# Getting rid of files


def test_what_is_disposed_of_is_overwritten_first(tmp_path: Path) -> None:
    secret, witness = tmp_path / "secret", tmp_path / "witness"
    secret.write_bytes(b"saari " * 100_000)
    with secret.open("rb") as seen:
        assert replacement.dispose_of(secret)
        assert set(seen.read()) == {0}
    assert not secret.exists()
    secret.write_bytes(b"saari")
    os.link(secret, witness)
    assert not replacement.dispose_of(secret)
    assert witness.read_bytes() == b"saari"


def test_a_second_name_goes_and_the_file_stays(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the file system counts no names."""
    former, content_before = plain.with_name(plain.name + ".old"), content(plain)
    os.link(plain, former)
    monkeypatch.setattr(replacement, "dispose_of", pytest.fail)
    Workspace.open(plain).close()
    assert not former.exists()
    assert content(plain) == content_before


def test_a_snapshot_that_shares_the_file_is_not_overwritten(plain: Path, tmp_path: Path) -> None:
    snapshot = tmp_path / "snapshot"
    os.link(plain, snapshot)
    before = content(snapshot)
    assert not set_password(plain, PASSWORD).overwritten
    assert is_encrypted(plain)
    assert content(snapshot) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_leads_to_the_encrypted_file_afterwards(plain: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.reviewer"
    link.symlink_to(plain)
    set_password(link, PASSWORD)
    assert link.is_symlink()
    assert is_encrypted(plain)


def test_a_file_system_without_second_names_is_told(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise OSError("not supported")

    monkeypatch.setattr(replacement.os, "link", refuse)
    assert not set_password(plain, PASSWORD).overwritten
    assert is_encrypted(plain)
    assert beside(plain) == set()
