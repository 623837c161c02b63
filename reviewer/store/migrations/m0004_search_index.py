"""The search index: the words of every text, by passages of a few hundred characters.

It is made from the texts and can be made anew at any time. The texts themselves are not kept a second time: the index
holds words alone, each passage says where its words stand, and `search_progress` how far a version has been read in.
"""

from __future__ import annotations

from reviewer.store.database import Database

_TABLES = (
    """
    CREATE TABLE search_progress (
        version_id INTEGER PRIMARY KEY REFERENCES versions (id),
        reached INTEGER NOT NULL,
        finished INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE search_passages (
        id INTEGER PRIMARY KEY,
        version_id INTEGER NOT NULL REFERENCES versions (id),
        start INTEGER NOT NULL,
        length INTEGER NOT NULL
    )
    """,
    # In Swedish and Finnish å, ä and ö are letters of their own, not others with marks.
    "CREATE VIRTUAL TABLE search_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')",
)


_SMALL_PAGES = "INSERT INTO search_words (search_words, rank) VALUES ('pgsz', 1000)"
"""Bytes: smaller than usual, so that putting them in order now and then never holds up the window."""


def migrate(database: Database) -> None:
    for statement in (*_TABLES, _SMALL_PAGES):
        database.execute(statement)
