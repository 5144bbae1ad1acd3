"""The schema, as the steps that lead to it. A step that was released is never changed; a new one is added."""

from aixtui.files.database import DatabaseKind

_FIRST = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT NOT NULL, slug TEXT NOT NULL);

CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    team_id INTEGER NOT NULL REFERENCES teams(id),
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    key_hash TEXT NOT NULL UNIQUE,
    masked TEXT NOT NULL,
    is_admin INTEGER NOT NULL DEFAULT 0,
    doc TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL
);

CREATE TABLE assets (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    instance_id TEXT,
    asset_path TEXT,
    status TEXT,
    team_id INTEGER NOT NULL REFERENCES teams(id),
    public INTEGER NOT NULL,
    host TEXT, developer TEXT, supplier TEXT, function TEXT,
    price REAL,
    finetunable INTEGER NOT NULL DEFAULT 0,
    place INTEGER NOT NULL,
    engine TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    doc TEXT NOT NULL
);
CREATE INDEX assets_default ON assets(kind, place, created_at DESC, number, public, team_id);
CREATE INDEX assets_name ON assets(kind, name COLLATE NOCASE, number, public, team_id);
CREATE INDEX assets_created ON assets(kind, created_at, number, public, team_id);
CREATE INDEX assets_updated ON assets(kind, updated_at, number, public, team_id);
CREATE INDEX assets_price ON assets(kind, price, number, public, team_id);
CREATE INDEX assets_function ON assets(kind, function, number);
CREATE INDEX assets_instance ON assets(instance_id);
CREATE INDEX assets_path ON assets(asset_path);
CREATE UNIQUE INDEX assets_own_name ON assets(team_id, kind, name) WHERE public = 0;

CREATE TABLE asset_languages (
    asset INTEGER NOT NULL REFERENCES assets(number) ON DELETE CASCADE,
    role TEXT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (role, code, asset)
) WITHOUT ROWID;
CREATE INDEX asset_languages_asset ON asset_languages(asset);

CREATE TABLE asset_links (
    source INTEGER NOT NULL REFERENCES assets(number) ON DELETE CASCADE,
    target TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (target, role, source)
) WITHOUT ROWID;
CREATE INDEX asset_links_source ON asset_links(source);

CREATE TABLE bookmarks (
    team_id INTEGER NOT NULL,
    asset INTEGER NOT NULL REFERENCES assets(number) ON DELETE CASCADE,
    PRIMARY KEY (team_id, asset)
) WITHOUT ROWID;
CREATE INDEX bookmarks_asset ON bookmarks(asset);

CREATE VIRTUAL TABLE asset_words USING fts5(
    title, paths, words, prefix='2 3', tokenize="unicode61 remove_diacritics 2"
);

CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    asset_id TEXT NOT NULL,
    key_id TEXT NOT NULL,
    team_id INTEGER NOT NULL,
    completed INTEGER NOT NULL,
    status TEXT NOT NULL,
    request TEXT NOT NULL,
    reply TEXT NOT NULL,
    credits REAL NOT NULL DEFAULT 0,
    run_time REAL NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX runs_open ON runs(completed) WHERE completed = 0;
"""

_SECOND = """
ALTER TABLE assets ADD COLUMN config TEXT NOT NULL DEFAULT '{}';
ALTER TABLE teams ADD COLUMN balance REAL NOT NULL DEFAULT 100;

CREATE VIRTUAL TABLE index_records USING fts5(
    asset_id UNINDEXED, record_id UNINDEXED, metadata UNINDEXED, text,
    tokenize="unicode61 remove_diacritics 2"
);

CREATE TABLE files (
    key TEXT PRIMARY KEY,
    team_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    is_temporary INTEGER NOT NULL,
    signature TEXT NOT NULL,
    size INTEGER,
    created_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE skill_nodes (
    id TEXT PRIMARY KEY,
    skill_id TEXT NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
    parent_id TEXT REFERENCES skill_nodes(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    url TEXT
) WITHOUT ROWID;
CREATE INDEX skill_nodes_skill ON skill_nodes(skill_id);

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    team_id INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    name TEXT,
    status TEXT NOT NULL,
    run_status TEXT NOT NULL DEFAULT 'idle',
    execution_config TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_team ON sessions(team_id, created_at);

CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    role TEXT NOT NULL,
    content TEXT NOT NULL,
    request_id TEXT,
    reaction TEXT,
    attachments TEXT,
    created_at TEXT NOT NULL,
    UNIQUE (session_id, sequence)
) WITHOUT ROWID;

CREATE TABLE triggers (
    id TEXT PRIMARY KEY,
    team_id INTEGER NOT NULL,
    asset_id TEXT,
    next_run_at TEXT,
    doc TEXT NOT NULL,
    created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX triggers_due ON triggers(next_run_at) WHERE next_run_at IS NOT NULL;

CREATE TABLE issues (
    number INTEGER PRIMARY KEY, team_id INTEGER NOT NULL, doc TEXT NOT NULL, created_at TEXT NOT NULL
);

CREATE TABLE usage (
    day TEXT NOT NULL,
    key_id TEXT NOT NULL,
    asset_id TEXT NOT NULL,
    requests INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    PRIMARY KEY (day, key_id, asset_id)
) WITHOUT ROWID;
"""

# Names that differ only in case are one name: later ones of an old file get their number. Makers and
# functions move next to the paths in the full-text index.
_THIRD = """
UPDATE assets SET
    doc = json_set(doc, '$.name', name || ' (' || number || ')'), name = name || ' (' || number || ')'
WHERE NOT public AND EXISTS (
    SELECT 1 FROM assets AS other
    WHERE NOT other.public AND other.team_id = assets.team_id AND other.kind = assets.kind
    AND other.name = assets.name COLLATE NOCASE AND other.number < assets.number
);
DROP INDEX assets_own_name;
CREATE UNIQUE INDEX assets_own_name ON assets(team_id, kind, name COLLATE NOCASE) WHERE public = 0;

DROP TABLE asset_words;
CREATE VIRTUAL TABLE asset_words USING fts5(
    title, about, description, prefix='2 3', tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO asset_words (rowid, title, about, description) SELECT
    number,
    name,
    id || ' ' || ifnull(instance_id, '') || ' ' || ifnull(asset_path, '') || ' ' || ifnull(developer, '')
        || ' ' || ifnull(host, '') || ' ' || ifnull(function, '')
        || ' ' || ifnull(json_extract(doc, '$.function.name'), ''),
    ifnull(json_extract(doc, '$.description'), '') || ' ' || ifnull(json_extract(doc, '$.tags'), '')
FROM assets;
"""

# What a key spent outlives its runs, which are forgotten after some days.
_FOURTH = """
ALTER TABLE api_keys ADD COLUMN spent REAL NOT NULL DEFAULT 0;
UPDATE api_keys SET spent = (SELECT coalesce(sum(credits), 0) FROM runs WHERE key_id = api_keys.id);
"""

# Deep pages pass by many rows: with the filters in the index of each order, none of them is read.
_FILTERS = "number, public, team_id, developer, host, supplier, function, status, finetunable"
_FIFTH = f"""
DROP INDEX assets_default;
DROP INDEX assets_name;
DROP INDEX assets_created;
DROP INDEX assets_updated;
DROP INDEX assets_price;
DROP INDEX assets_function;
CREATE INDEX assets_default ON assets(kind, place, created_at DESC, {_FILTERS});
CREATE INDEX assets_name ON assets(kind, name COLLATE NOCASE, {_FILTERS});
CREATE INDEX assets_created ON assets(kind, created_at, {_FILTERS});
CREATE INDEX assets_updated ON assets(kind, updated_at, {_FILTERS});
CREATE INDEX assets_price ON assets(kind, price, {_FILTERS});
CREATE INDEX assets_instance_prefix ON assets(instance_id COLLATE NOCASE);
CREATE INDEX assets_path_prefix ON assets(asset_path COLLATE NOCASE);
"""

# Names are unique in a folder, since the path is made of them.
_SIXTH = """
ALTER TABLE teams ADD COLUMN most_files INTEGER NOT NULL DEFAULT 1000;
ALTER TABLE teams ADD COLUMN most_file_bytes INTEGER NOT NULL DEFAULT 1073741824;
CREATE TABLE file_assets (
    id TEXT PRIMARY KEY,
    team_id INTEGER NOT NULL REFERENCES teams(id),
    parent_id TEXT REFERENCES file_assets(id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    key TEXT UNIQUE REFERENCES files(key),
    words TEXT NOT NULL,
    doc TEXT NOT NULL,
    created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX file_assets_parent ON file_assets(parent_id);
CREATE UNIQUE INDEX file_assets_path ON file_assets(team_id, path COLLATE NOCASE);
UPDATE assets SET doc = json_set(doc, '$.files', json('[]')) WHERE kind = 'agent';
UPDATE assets SET doc = json_set(doc, '$.code', json_extract(config, '$.code')) WHERE kind = 'utility';
"""

_MIGRATIONS = (_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH, _SIXTH)
SANDBOX = DatabaseKind("a sandbox database", int.from_bytes(b"aixS", "big"), _MIGRATIONS)
