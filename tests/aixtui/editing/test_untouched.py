"""A document that is opened and saved with one field changed differs in that field only, as it is stored."""

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from aixtui.editing.form import Form
from aixtui.editing.form_saving import FormSaving
from aixtui.kinds import KINDS, find_kind
from aixtui.kinds.integration import INTEGRATION
from aixtui.kinds.tool import TOOL
from aixtui.kinds.trigger import TRIGGER
from aixtui.kindspec.connection import CONNECTING
from aixtui.kindspec.field import Field
from aixtui.kindspec.fields import is_same_value
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.records import Around, entries_of, entries_text
from aixtui.sandbox import start
from aixtui.workspace.query import Query
from aixtui.workspace.session import AppSession
from tests.aixtui.headless import session_on
from tests.aixtui.scripted_face import ScriptedFace
from tests.conftest import STEP_SECONDS
from tests.driving import connection_to
from tests.nasty_texts import NASTY_TEXTS

pytestmark = pytest.mark.anyio
EDITED = tuple(kind for kind in KINDS if any(field.when != "new" for field in kind.fields))
EVENT = {"connection": "tavily/tavily-search-api", "event": "NEW_PAGE", "event_config": "filter: news"}
"""What a new trigger has in place of a schedule."""
CASES = [
    *(pytest.param(kind, frozenset(EVENT), id=kind.id) for kind in EDITED),
    pytest.param(TRIGGER, frozenset({"configuration"}), id="trigger-on-an-event"),
]
"""Kinds, and the fields that such a one has nothing in: a trigger waits for a time or for an event."""
CODE = "def main(a: int) -> int:\n    return a + 1\n"
TABLES = ("assets", "api_keys", "sessions", "triggers")
JSON_COLUMNS = ("doc", "config", "execution_config")
CLOCKS = frozenset({"updatedAt", ".updated_at"})
"""What every save changes."""
NEXT_RUN = frozenset({"nextRunAt", ".next_run_at"})
ROLES = {
    "llm": "model",
    "planner": "planner",
    "supervisor": "supervisor",
    "response_generator": "responder",
}
LIMITS = {
    "request_per_minute": "rpm",
    "request_per_day": "rpd",
    "token_per_minute": "tpm",
    "token_per_day": "tpd",
}
PARAMS = ".execution_config.executionParams"
STORED: Mapping[str, frozenset[str]] = {
    **{field: frozenset({f"{key}.id", f"{key}.name"}) for field, key in ROLES.items()},
    **{f"{field}.parameters": frozenset({f"{key}.parameters"}) for field, key in ROLES.items()},
    **{f"global_limits.{limit}": frozenset({f"globalLimits.{key}"}) for limit, key in LIMITS.items()},
    "tool_settings": frozenset({"tools"}),
    "asset_limits": frozenset({"assetsLimits"}),
    "configuration": frozenset({"configuration", "type"}) | NEXT_RUN,
    "source": frozenset({"code", ".config.code"}),
    "file_path": frozenset({"nodes"}),
    "main_text": frozenset({"nodes"}),
    "enabled": frozenset({"enabled"}) | NEXT_RUN,
    "execution_config.execution_params": frozenset({f"{PARAMS}.maxTokens", f"{PARAMS}.note"}),
    "execution_config.budget.max_cost": frozenset({f"{PARAMS}.budget.maxCost"}),
    "execution_config.budget.max_duration_seconds": frozenset({f"{PARAMS}.budget.maxDurationSeconds"}),
    "execution_config.budget.max_iterations": frozenset({f"{PARAMS}.budget.maxIterations"}),
}
"""Under what names fields are stored that are not called so."""
BUDGET = {
    "budget.max_cost": ("0.5", "2"),
    "budget.max_duration_seconds": ("90 s", "2 h"),
    "budget.max_iterations": ("3", "4"),
}
PAIRS = ("temperature: 0.2", 'top: "1"\n"a: b": {"stop": ["\u2028", null]}')
TASK: dict[str, object] = {
    "name": "a",
    "description": "Read it.",
    "expectedOutput": None,
    "dependencies": [],
}
TEXTS: Mapping[str, tuple[str, str]] = {
    **BUDGET,
    **{f"execution_config.{name}": texts for name, texts in BUDGET.items()},
    **{f"{role}.parameters": PAIRS for role in ROLES},
    **dict.fromkeys((f"global_limits.{limit}" for limit in LIMITS), ("10", "20")),
    "max_tokens": ("500", "600"),
    "max_inspectors": ("1", "2"),
    "resource_info": PAIRS,
    "tasks": (
        entries_text([TASK]),
        entries_text([TASK | {"expectedOutput": "\u2028"}, TASK | {"name": "b", "dependencies": ["a"]}]),
    ),
    "configuration": ("every day at 07:40 Europe/Lisbon", "every monday at 9"),
    "retry_count": ("1", "2"),
    "execution_config.execution_params": ("maxTokens: 512", 'maxTokens: 600\nnote: "\u2028"'),
    "budget": ("5", "12.5"),
    "expires_at": ("2030-01-31", "2031-01-31 09:00"),
    "tags": ("a, \u2028b", "c"),
    "whitelist": ("someone", '"\u2028"\nsomeone else'),
    "source": (CODE, CODE.replace("1", "'\u2028\x0c'")),
}
"""Two texts of each typed field that does not take any text, and of tasks."""
AT_LEAST = "More than ten characters"
SKILL = "---\nname: filler\ndescription: Fills forms.\n---\n"


class Workspace:
    """A workspace with a document of every kind, and the file that it is stored in."""

    def __init__(self, session: AppSession, path: Path, folder: Path) -> None:
        """`folder` is for what is sent from this machine."""
        self.session, self._path, self._folder = session, path, folder
        self._ids: dict[tuple[str, object], list[str]] = {}

    async def ids(self, kind_id: str, filters: tuple[tuple[str, str], ...] = ()) -> list[str]:
        """Two of those that were there at first."""
        if (kind_id, filters) not in self._ids:
            kind, query = find_kind(kind_id), Query(size=2, filters=filters)
            assert kind is not None
            page = await self.session.read(lambda ws: ws.search(kind, query))
            self._ids[kind_id, filters] = [row.id for row in page.rows]
        return self._ids[kind_id, filters]

    async def make(self, kind: Kind, without: Iterable[str]) -> Any:
        """A document of a kind, with a text in each field that a new one has but for some."""
        fields = [field for field in kind.fields_of(None) if field.name not in without]
        texts = {field.name: (await self.texts(field))[0] for field in fields} | {"name": "n"}
        if kind is TOOL:
            query = Query("Python Sandbox")
            page = await self.session.read(lambda ws: ws.search(INTEGRATION, query))
            made_of = CONNECTING.kind(page.rows[0].resource, "NO_AUTH")
            whole = texts | {"data.code": CODE}
            return await self.session.write(lambda ws: ws.create(made_of, whole))
        return await self.session.write(lambda ws: ws.create(kind, texts))

    async def texts(self, field: Field, base: str = "") -> tuple[str, str]:
        """Two texts that a field takes which holds the text `base`."""
        if field.name in EVENT:
            return EVENT[field.name], ""
        if field.name in TEXTS:
            return TEXTS[field.name]
        if field.name == "tool_settings":
            return with_settings(field, base, 7), with_settings(field, base, 8)
        if field.name == "asset_limits":
            one, other = await self.ids("model")
            return limits_of(one, 10), limits_of(one, 5) + "\n" + limits_of(other, 7)
        if field.name == "inspectors":
            return await self._inspectors()
        if field.is_path:
            return self._bundle("one"), self._bundle("other")
        if field.options:
            first, *others = field.options if len(field.options) > 1 else ("", *field.options)
        elif field.reference is not None:
            first, *others = await self.ids(field.reference.kinds[0], field.reference.filters)
        else:
            first, *others = f"{AT_LEAST}.", f"{AT_LEAST}, others."
        return first, "\n".join(others) if field.is_list else others[0]

    async def _inspectors(self) -> tuple[str, str]:
        guard, other = ({"type": "asset", "assetId": one} for one in await self.ids("inspector"))
        plain = {"name": "guard", "targets": ["input"], "action": {"type": "abort"}, "evaluator": guard}
        edit = {"targets": ["output"], "action": {"type": "edit"}, "editor": guard | {"prompt": "\u2028"}}
        return entries_text([plain]), entries_text([plain | {"evaluator": other}, plain | edit])

    def _bundle(self, name: str) -> str:
        """A folder with the files of a skill."""
        folder = self._folder / name
        folder.mkdir(exist_ok=True)
        (folder / "SKILL.md").write_text(f"{SKILL}{name}")
        (folder / f"{name}.txt").write_text(name)
        return str(folder)

    def stored(self, resource_id: str) -> dict[str, str]:
        """All that is stored of a document, as JSON: columns with a dot before them, and parts one by one."""
        found: dict[str, str] = {}
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            for table in TABLES:
                for row in connection.execute(f"SELECT * FROM {table} WHERE id = ?", (resource_id,)):
                    values = dict(row)
                    for column in JSON_COLUMNS:
                        values[column] = json.loads(values.pop(column, None) or "null")
                    document = values.pop("doc") or {}
                    found |= leaves({f".{name}": value for name, value in values.items()} | document)
            assert found, "it is stored nowhere"
            nodes = connection.execute("SELECT * FROM skill_nodes WHERE skill_id = ?", (resource_id,))
            return found | leaves({"nodes": {node["id"]: list(node) for node in nodes}})


def leaves(document: Mapping[str, Any], within: str = "") -> dict[str, str]:
    """What objects hold, each by the names that lead to it."""
    found: dict[str, str] = {}
    for name, value in document.items():
        is_whole = isinstance(value, dict) and value
        found |= leaves(value, f"{within}{name}.") if is_whole else {f"{within}{name}": json.dumps(value)}
    return found


def limits_of(model_id: str, number: int) -> str:
    """The limits of a model, as the platform stores them."""
    none = dict.fromkeys(("tpm", "tpd", "rpd"), 0)
    return entries_text([none | {"assetId": model_id, "rpm": number, "tokenType": None}])


def with_settings(field: Field, text: str, number: int) -> str:
    """The settings of tools with one action allowed for the first of them, and its first input set."""
    assert field.records is not None
    entries = list(entries_of(text))
    for entry in entries[:1]:
        tool = field.records.open(entry, Around())
        actions, inputs = tool.fields
        assert inputs.records is not None
        definition, *others = tool.values["parameters"]
        opened = inputs.records.open(definition, Around())
        parameters = [opened.store({opened.fields[0].name: f"{number}\u2028"}), *others]
        entries[0] = tool.store({"actions": list(actions.options[:1]), "parameters": parameters})
    return entries_text(entries)


@pytest.fixture(scope="module")
def server_file(filled_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(filled_file, tmp_path_factory.mktemp("untouched") / "sandbox.db"))


@pytest.fixture
def workspace(server_file: Path, tmp_path: Path) -> Iterator[Workspace]:
    with start(server_file, step_seconds=STEP_SECONDS) as server:
        yield Workspace(session_on(connection_to(server)), server_file, tmp_path)


def takes_any_text(field: Field) -> bool:
    """Whether a field holds whatever is typed."""
    return field.is_typed and not field.is_path and field.name not in TEXTS


def names_of(field: Field) -> frozenset[str]:
    """Under what names a field is stored: those of values, or of the objects that hold them."""
    parts = field.name.split(".")
    words = (part.split("_") for part in parts)
    first, *rest = (word + "".join(map(str.capitalize, more)) for word, *more in words)
    return STORED.get(field.name, frozenset({".".join((first, *rest)), ".".join(("", parts[0], *rest))}))


def is_within(name: str, wholes: Iterable[str]) -> bool:
    """Whether a stored name is one of these, or inside one."""
    return any(name == whole or name.startswith(f"{whole}.") for whole in wholes)


@pytest.mark.parametrize(("kind", "without"), CASES)
async def test_only_the_field_that_was_changed_is_another(
    kind: Kind, without: frozenset[str], workspace: Workspace
) -> None:
    session = workspace.session
    resource: Any = await workspace.make(kind, without)
    fields = [field for field in kind.fields_of(resource) if field.name not in without]
    free = [field for field in fields if takes_any_text(field)]
    rounds = max(len(NASTY_TEXTS), 2 * len(fields))
    for number in range(rounds):
        name, text = NASTY_TEXTS[number % len(NASTY_TEXTS)]
        nasty = {field.name: f"{AT_LEAST}{text}" for field in free} | {"name": f"n{text[:150]}n"}
        resource = await session.write(lambda ws, it=resource, t=nasty: ws.save(kind, it, t))  # type: ignore[misc]
        form = Form(session, kind, resource)
        assert form.is_as_it_began, name
        for field in free:
            assert is_same_value(field, form.base[field.name], nasty[field.name]), (name, field.name)
        field = fields[number % len(fields)]
        base = form.base[field.name]
        texts = await workspace.texts(field, base)
        others = [one for one in texts if not is_same_value(field, one, base)]
        before = workspace.stored(resource.id)
        form.type(field.name, others[number // len(fields) % len(others)])
        await FormSaving(form, face := ScriptedFace(True)).save()
        assert form.is_over, (name, field.name, face.messages, face.problems, form.checks.problems)
        resource, after = form.saved_resource, workspace.stored(resource.id)
        changed = {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)} - CLOCKS
        assert changed, (name, field.name)
        assert [one for one in changed if not is_within(one, names_of(field))] == [], (name, field.name)
