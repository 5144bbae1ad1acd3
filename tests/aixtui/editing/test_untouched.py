"""A document that is opened and saved with one field changed differs in that field only, as it is stored."""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.kinds import KINDS
from aixtui.kinds.integration import INTEGRATION
from aixtui.kinds.tool import TOOL
from aixtui.kindspec.connection import CONNECTING
from aixtui.kindspec.fields import is_same_value
from aixtui.kindspec.kind import Field, Kind
from aixtui.sandbox import start
from aixtui.workspace.query import Query
from aixtui.workspace.session import AppSession
from tests.aixtui.headless import session_on
from tests.aixtui.kinds.filled import fill
from tests.aixtui.scripted_face import ScriptedFace
from tests.conftest import STEP_SECONDS
from tests.driving import connection_to
from tests.nasty_texts import NASTY_TEXTS

pytestmark = pytest.mark.anyio
EDITED = tuple(kind for kind in KINDS if kind.fields)
CODE = "def main(a: int) -> int:\n    return a + 1\n"
TABLES = ("assets", "api_keys", "sessions", "triggers")
CLOCKS = frozenset({"updatedAt", ".updated_at"})
"""What every save changes."""
NEXT_RUN = frozenset({"nextRunAt", ".next_run_at"})
STORED: Mapping[str, frozenset[str]] = {
    "llm": frozenset({"llmId", "model"}),
    "asset_id": frozenset({"assetId", ".asset_id"}),
    "asset_limits": frozenset({"assetsLimits"}),
    "configuration": frozenset({"configuration", "type"}) | NEXT_RUN,
    "code": frozenset({"code", ".config"}),
    "enabled": frozenset({"enabled"}) | NEXT_RUN,
    "global_limits.request_per_minute": frozenset({"globalLimits.rpm"}),
    "global_limits.request_per_day": frozenset({"globalLimits.rpd"}),
    "global_limits.token_per_minute": frozenset({"globalLimits.tpm"}),
    "global_limits.token_per_day": frozenset({"globalLimits.tpd"}),
}
"""Under what names fields are stored that are not called so."""
TEXTS: Mapping[str, tuple[str, str]] = {
    "output_format": ("text", "markdown"),
    "max_tokens": ("500", "600"),
    "budget.max_cost": ("0.5", "2"),
    "budget.max_duration_seconds": ("90 s", "2 h"),
    "budget.max_iterations": ("3", "4"),
    "configuration": ("every day at 07:40 Europe/Lisbon", "every monday at 9"),
    "enabled": ("yes", "no"),
    "notifications": ("no", "yes"),
    "retry_count": ("1", "2"),
    "status": ("active", "archived"),
    "budget": ("5", "12.5"),
    "expires_at": ("2030-01-31", "2031-01-31 09:00"),
    "asset_limits": ("openai/gpt-4o 10 requests/min", "openai/gpt-4o 5 tokens/day"),
    "tags": ("a, \u2028b", "c"),
    "privacy": ("Private", "Restricted"),
    "code": (CODE, CODE.replace("1", "'\u2028\x0c'")),
}
"""Two texts of each field that does not take any text."""
AT_LEAST = "More than ten characters"


class Workspace:
    """A workspace with a document of every kind, and the file that it is stored in."""

    def __init__(self, session: AppSession, path: Path) -> None:
        self.session, self._path = session, path
        self._ids: dict[str, list[str]] = {}

    async def ids(self, kind: Kind, filters: tuple[tuple[str, str], ...]) -> list[str]:
        """Two of those that were there at first."""
        if kind.id not in self._ids:
            query = Query(size=2, filters=filters)
            page = await self.session.read(lambda ws: ws.search(kind, query))
            self._ids[kind.id] = [row.id for row in page.rows]
        return self._ids[kind.id]

    async def make(self, kind: Kind) -> Any:
        """A document of a kind, with a text in each of its fields."""
        texts = {field.name: (await self.texts(field))[0] for field in kind.fields} | {"name": "n"}
        if kind is TOOL:
            query = Query("Python Sandbox")
            page = await self.session.read(lambda ws: ws.search(INTEGRATION, query))
            made_of = CONNECTING.kind(page.rows[0].resource, "NO_AUTH")
            whole = texts | {"data.code": CODE}
            return await self.session.write(lambda ws: ws.create(made_of, whole))
        return await self.session.write(lambda ws: ws.create(kind, texts))

    async def texts(self, field: Field) -> tuple[str, str]:
        """Two texts that a field takes."""
        if field.name.startswith("global_limits."):
            return "10", "20"
        if field.name in TEXTS:
            return TEXTS[field.name]
        if field.reference is None:
            return f"{AT_LEAST}.", f"{AT_LEAST}, others."
        kind = next(kind for kind in KINDS if kind.id in field.reference.kinds)
        first, *others = await self.ids(kind, field.reference.filters)
        return first, "\n".join(others) if field.reference.many else others[0]

    def stored(self, resource_id: str) -> dict[str, str]:
        """All that is stored of a document, as JSON: columns with a dot before them, and parts one by one."""
        found: dict[str, str] = {}
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            for table in TABLES:
                for row in connection.execute(f"SELECT * FROM {table} WHERE id = ?", (resource_id,)):
                    values = dict(row)
                    document = json.loads(values.pop("doc", "{}"))
                    for whole in ("budget", "globalLimits"):
                        if isinstance(document.get(whole), dict):
                            document |= {f"{whole}.{key}": one for key, one in document.pop(whole).items()}
                    found |= {f".{name}": json.dumps(value) for name, value in values.items()}
                    found |= {name: json.dumps(value) for name, value in document.items()}
        assert found, "it is stored nowhere"
        return found


@pytest.fixture(scope="module")
def server_file(sandbox_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("untouched") / "sandbox.db"
    shutil.copy(sandbox_file, path)
    with start(path, step_seconds=STEP_SECONDS) as server:
        fill(server)
    return path


@pytest.fixture
def workspace(server_file: Path) -> Iterator[Workspace]:
    with start(server_file, step_seconds=STEP_SECONDS) as server:
        yield Workspace(session_on(connection_to(server)), server_file)


def free_fields(kind: Kind) -> list[str]:
    """The fields that take any text."""
    picked = (*TEXTS, "global_limits.")
    return [one.name for one in kind.fields if one.reference is None and not one.name.startswith(picked)]


def names_of(field: Field) -> frozenset[str]:
    """Under what names a field is stored."""
    whole, _, part = field.name.partition(".")
    camel = [word[:1] + "".join(map(str.capitalize, word.split("_")))[1:] for word in (whole, part) if word]
    return STORED.get(field.name, frozenset({".".join(camel), f".{field.name}"}))


@pytest.mark.parametrize("kind", EDITED, ids=lambda kind: kind.id)
async def test_only_the_field_that_was_changed_is_another(kind: Kind, workspace: Workspace) -> None:
    session = workspace.session
    resource: Any = await workspace.make(kind)
    fields = [field for field in kind.fields if field.when == "always"]
    rounds = max(len(NASTY_TEXTS), 2 * len(fields))
    for number in range(rounds):
        name, text = NASTY_TEXTS[number % len(NASTY_TEXTS)]
        nasty = dict.fromkeys(free_fields(kind), f"{AT_LEAST}{text}") | {"name": f"n{text[:150]}n"}
        resource = await session.write(lambda ws, it=resource, t=nasty: ws.save(kind, it, t))  # type: ignore[misc]
        form = Form(session, kind, resource)
        assert form.is_as_it_began, name
        assert {one: form.base[one] for one in nasty} == nasty, name
        field = fields[number % len(fields)]
        base = form.base[field.name]
        others = [one for one in await workspace.texts(field) if not is_same_value(field, one, base)]
        before = workspace.stored(resource.id)
        form.type(field.name, others[number // len(fields) % len(others)])
        await FormSaving(form, face := ScriptedFace(True)).save()
        assert form.is_over, (name, field.name, face.messages, face.problems)
        resource, after = form.saved_resource, workspace.stored(resource.id)
        changed = {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}
        assert changed <= names_of(field) | CLOCKS, (name, field.name)
        assert changed - CLOCKS, (name, field.name)
