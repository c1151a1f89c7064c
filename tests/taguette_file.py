"""A small Taguette project of our own, as a file."""

from __future__ import annotations

import sqlite3
from pathlib import Path

SCHEMA = """
create table projects (id integer primary key, name text, description text);
create table documents (id integer primary key, name text, description text, created text, project_id int, contents text);
create table tags (id integer primary key, project_id int, path text, description text);
create table highlights (id integer primary key, document_id int, start_offset int, end_offset int, snippet text);
create table highlight_tags (highlight_id int, tag_id int);
create table commands (id integer primary key, user_login text, payload text);
insert into projects values (1, 'Small', '');
insert into documents values (1, 'Bu Ani.odt', '', '2024-05-01 08:00', 1, '<p>Café 😀 <b>dana</b> desa</p><script>boom()</script>');
insert into tags values (1, 1, 'Dana', 'Uang'), (2, 1, 'dana', '');
insert into highlights values (1, 1, 11, 20, '<b>dana</b> desa'), (2, 1, 0, 5, 'Café'), (3, 1, 4, 6, 'x'), (4, 1, 0, 5, 'Cafe');
insert into highlight_tags values (1, 1), (1, 2), (2, 1), (3, 1), (4, 1);
insert into commands values (1, 'Ana B', '{"type": "highlight_add", "highlight_id": 1}'), (2, 'x', 'not json');
"""


def project_file(path: Path, more: str = "") -> Path:
    database = sqlite3.connect(path)
    database.executescript(SCHEMA + more)
    database.close()
    return path
