"""What an encrypted workspace file is: SQLCipher's format, its key, and how a right password is told from a wrong one.

The driver is imported for an encrypted file only, and the package may do without it (the extra `encrypt`). A file is
told from others, and a password from a wrong one, with the standard library alone: each page carries a code (HMAC)
that only the right key makes.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import importlib.util
import os
import sqlite3
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Self

PAGE_BYTES = 4096
SALT_BYTES = 16
"""At the head of the file, where a plain one says that it is SQLite's."""

_ROUNDS = 256_000
_CODE_ROUNDS = 2
_CODE_SALT_MASK = 0x3A
_KEY_BYTES = 32
_CODE_BYTES = 64
_MOST_MEMORY = 1024 * 1024 * 1024
"""Bytes: stands for the limit on single values, which this driver does not offer."""
_NOISE = 240
"""Different bytes in a page: an encrypted one has all 256, but for a chance below any damage; a page of SQLite's has
far fewer."""
_PROBES = 1000
"""Pages that are looked at before a password is called wrong."""


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """What opens one encrypted file and the copies made of it; `secret` is derived from the password and `salt`."""

    secret: bytes
    salt: bytes

    @classmethod
    def derive(cls, password: str, salt: bytes) -> Self:
        """Takes some tenths of a second, so that guessing takes long. The same letters are the same password, however
        the keyboard composes them."""
        words = unicodedata.normalize("NFC", password).encode()
        return cls(hashlib.pbkdf2_hmac("sha512", words, salt, _ROUNDS, _KEY_BYTES), salt)

    @classmethod
    def make(cls, password: str) -> Self:
        """A key for a new file."""
        return cls.derive(password, os.urandom(SALT_BYTES))

    def __repr__(self) -> str:
        return "Key(…)"

    @property
    def literal(self) -> str:
        """As SQLCipher takes a key that is derived already."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"

    def wrote(self, number: int, page: bytes) -> bool:
        """Whether this is page `number`, counted from 1, as it was written with this key."""
        salt = bytes(byte ^ _CODE_SALT_MASK for byte in self.salt)
        secret = hashlib.pbkdf2_hmac("sha512", self.secret, salt, _CODE_ROUNDS, _KEY_BYTES)
        covered = page[SALT_BYTES if number == 1 else 0 : -_CODE_BYTES] + number.to_bytes(4, "little")
        return hmac.compare_digest(hmac.digest(secret, covered, "sha512"), page[-_CODE_BYTES:])

    def fits(self, path: Path) -> bool:
        """Whether any page of the file was written with this key, so that one damaged page makes no password wrong."""
        with path.open("rb") as file:
            return any(self.wrote(number, page) for number, page in _probes(file))


def _probes(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The first page and others spread over the file."""
    count = file.seek(0, os.SEEK_END) // PAGE_BYTES
    for number in range(1, count + 1, max(1, count // _PROBES)):
        file.seek((number - 1) * PAGE_BYTES)
        yield number, file.read(PAGE_BYTES)


def looks_encrypted(page: bytes) -> bool:
    """Whether the first page of a file that is not plain SQLite is noise, as an encrypted one is."""
    return len(page) == PAGE_BYTES and len(set(page)) >= _NOISE


def is_encryption_available() -> bool:
    """Whether the driver is installed; it is not imported for that."""
    return importlib.util.find_spec("sqlcipher3") is not None


def connect_cipher(uri: str, key: Key | None, timeout: float) -> sqlite3.Connection:
    """A connection of SQLCipher's driver, which has the interface of sqlite3's; without a key to a plain file."""
    from sqlcipher3 import dbapi2

    connection: Any = dbapi2.connect(uri, uri=True, timeout=timeout)
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to standard error
    connection.execute("PRAGMA cipher_default_compatibility = 4")  # whatever a later version would do by itself
    if key is not None:
        connection.execute(f'PRAGMA key = "{key.literal}"')
    connection.execute(f"PRAGMA hard_heap_limit = {_MOST_MEMORY}")
    made: sqlite3.Connection = connection
    return made


def database_errors() -> tuple[type[Exception], ...]:
    """What `sqlite3.DatabaseError` means in whichever driver is in use; the two share no class."""
    cipher = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.DatabaseError,) if cipher is None else (sqlite3.DatabaseError, cipher.DatabaseError)


def read_salt(path: Path) -> bytes:
    """Empty where the file cannot be read."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(SALT_BYTES)
    return b""
