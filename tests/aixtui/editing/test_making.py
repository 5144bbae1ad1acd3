"""Resources that are made of others, and what the server tells of a new one only once."""

from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from aixsdk.exceptions import APIError
from aixsdk.kinds.service import Service, ToolId
from aixtui.editing.changes import ResourceChanges
from aixtui.editing.form import TYPED, Form
from aixtui.editing.form_saving import FormSaving
from aixtui.face import FieldChange
from aixtui.kinds.api_key import API_KEY
from aixtui.kinds.integration import INTEGRATION
from aixtui.kinds.tool import TOOL
from aixtui.kindspec.connection import CONNECTING, CONSENT_MISSING
from aixtui.kindspec.kind import Kind
from aixtui.kindspec.overview import overview
from aixtui.workspace.query import Query
from aixtui.workspace.resource_writes import Sent
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.editing.conftest import Agents
from tests.aixtui.editing.subjects import NotingSubject
from tests.aixtui.headless import run_to_end
from tests.aixtui.scripted_face import ScriptedFace
from tests.sandbox_requests import sandbox_requests

pytestmark = pytest.mark.anyio
CODE = "def main(a: int, b: int) -> int:\n    return a + b\n"


async def integration(agents: Agents, name: str) -> Any:
    page = await agents.session.read(lambda ws: ws.search(INTEGRATION, Query(name, size=20)))
    return page.rows[0].resource


class MadeOf(NotingSubject):
    """Of whatever kind."""

    def on_saved(self, kind: Kind, resource: Any) -> None:
        assert kind.id == "tool"
        self.saved_resources.append(resource)


@pytest.mark.parametrize("kind", [TOOL, INTEGRATION], ids=lambda kind: kind.id)
async def test_a_tool_is_made_of_an_integration(agents: Agents, kind: Kind) -> None:
    python = await integration(agents, "Python Sandbox")
    subject = MadeOf(python if kind is INTEGRATION else None, kind=kind)
    face = ScriptedFace(*([python.id] if kind is TOOL else []), True)

    async def fill(form: Form) -> None:
        assert form.crumbs == ("Tools › Python Sandbox", "new")
        form.type("name", "Adder")
        form.type("data.code", CODE)
        await FormSaving(form, face).save()

    face.on_open = fill
    await ResourceChanges(agents.session, subject, face).add()
    assert [tool.name for tool in subject.saved_resources] == ["Adder"]
    assert face.questions[-1] == "Make this tool?"
    assert face.messages[-1] == "Made Adder."
    (tool,) = subject.saved_resources
    last = await run_to_end(agents.session, TOOL, tool, {"data": {"a": 2, "b": 3}})
    assert last.status == "SUCCESS"


async def test_what_a_login_needs_are_fields_of_which_secrets_are_not_shown(agents: Agents) -> None:
    class Service:
        name = "Mail"

        def auth_inputs(self, scheme: str) -> list[dict[str, Any]]:
            assert scheme == "BEARER_TOKEN"
            return [
                {"name": "token", "displayName": "Access Token", "type": "string", "required": True},
                {"name": "retries", "type": "number", "description": "How often."},
                {"name": "archive", "type": "boolean"},
            ]

    form = Form(agents.session, CONNECTING.kind(Service(), "BEARER_TOKEN"), None)
    assert [(one.name, one.label, one.required, one.is_secret) for one in form.fields[2:]] == [
        ("data.token", "Access Token", True, True),
        ("data.retries", "retries", False, False),
        ("data.archive", "archive", False, False),
    ]
    form.type("data.token", "hush")
    (change,) = form.difference(form.base, form.changes)
    assert (change.label, change.before, change.after) == ("Access Token", "", TYPED)


async def test_where_a_service_wants_consent_its_address_is_handed_over(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = WorkspaceGateway.create
    address = "https://consent.test/ask?for=it"

    def with_consent(self: WorkspaceGateway, kind: Kind, values: Any, on_made: Any, like: Any) -> Any:
        def made(sent: Sent) -> None:
            sent.resource.redirect_url = address
            on_made(sent)

        return create(self, kind, values, made, like)

    monkeypatch.setattr(WorkspaceGateway, "create", with_consent)
    python = await integration(agents, "Python Sandbox")
    form, face = (
        Form(agents.session, CONNECTING.kind(python, "NO_AUTH"), None),
        ScriptedFace(True, True, False),
    )
    form.type("name", "Consenting")
    form.type("data.code", CODE)
    await FormSaving(form, face).save()
    assert face.questions == ["Make this tool?", *["The service asks for your consent"] * 2]
    assert face.clipboard == [address]


async def new_key(agents: Agents, face: ScriptedFace) -> Form:
    form = Form(agents.session, API_KEY, None)
    for name, text in {
        "name": "ci",
        "budget": "5",
        "expires_at": "2030-01-31",
        "global_limits.request_per_minute": "10",
        "asset_limits": '{"assetId":"openai/gpt-4o","rpm":10}',
    }.items():
        form.type(name, text)
    await FormSaving(form, face).save()
    return form


async def test_a_new_key_is_shown_once_and_copied(agents: Agents) -> None:
    face = ScriptedFace(True, True, False)
    form = await new_key(agents, face)
    assert face.questions == ["Make this key?", "The new key", "The new key"]
    (whole,) = face.clipboard
    key = form.saved_resource
    assert key is not None
    assert (len(whole), key.key) == (64, f"{whole[:4]}****{whole[-4:]}")
    assert (key.budget, key.global_limits.request_per_minute) == (5.0, 10)
    assert [(limits.model, limits.request_per_minute) for limits in key.asset_limits] == [
        ("openai/gpt-4o", 10)
    ]
    assert not [text for text in face.messages if whole in text]
    edit = Form(agents.session, API_KEY, key)
    edit.type("global_limits.token_per_day", "100")
    await FormSaving(edit, ScriptedFace(True)).save()
    assert edit.saved_resource is not None
    limits = edit.saved_resource.global_limits
    assert (limits.request_per_minute, limits.token_per_day) == (10, 100)


async def test_a_new_key_is_shown_although_it_cannot_be_read_again(
    agents: Agents, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise APIError("The line is cut.")

    monkeypatch.setattr(WorkspaceGateway, "_reload", fail)
    face = ScriptedFace(True, True, False)
    form = await new_key(agents, face)
    assert face.questions == ["Make this key?", "The new key", "The new key"]
    assert len(face.clipboard[0]) == 64
    assert len(face.problems) == 1
    assert form.is_over  # to save again would make another one


async def edit(agents: Agents, tool: Any, typed: dict[str, str]) -> tuple[Form, ScriptedFace]:
    """Change a tool by its form, as the app does."""
    subject, face, forms = MadeOf(tool, kind=TOOL), ScriptedFace(True), list[Form]()

    async def fill(form: Form) -> None:
        forms.append(form)
        for name, text in typed.items():
            form.type(name, text)
        if typed:
            await FormSaving(form, face).save()

    face.on_open = fill
    await ResourceChanges(agents.session, subject, face).edit()
    return forms[0], face


async def python_tool(agents: Agents) -> Any:
    python = await integration(agents, "Python Sandbox")
    kind = CONNECTING.kind(python, "NO_AUTH")
    values = {"name": "Adder", "description": "Adds.", "data.code": CODE}
    return await agents.session.write(lambda ws: ws.create(kind, values))


async def test_the_code_of_a_tool_is_changed_by_connecting_it_again(agents: Agents) -> None:
    tool = await python_tool(agents)
    form, face = await edit(agents, tool, {"config.code": CODE.replace("+", "*"), "name": "Multiplier"})
    assert form.base["config.code"] == ""
    assert face.messages[-1].startswith("Saved Multiplier.")
    now = await agents.session.read(lambda ws: ws.get(TOOL, tool.id))
    assert (now.id, now.name) == (tool.id, "Multiplier")
    last = await run_to_end(agents.session, TOOL, now, {"data": {"a": 2, "b": 3}})
    assert "6" in str(last)


async def test_code_that_does_not_work_is_refused_and_stays_typed(agents: Agents) -> None:
    tool = await python_tool(agents)
    form, face = await edit(agents, tool, {"config.code": "def main(:\n"})
    assert not form.is_over
    assert form.texts["config.code"] == "def main(:\n"
    assert face.problems or form.checks.problems
    last = await run_to_end(agents.session, TOOL, tool, {"data": {"a": 2, "b": 3}})
    assert "5" in str(last)


async def test_what_is_left_empty_connects_nothing_again(agents: Agents) -> None:
    tool = await python_tool(agents)
    with sandbox_requests() as requests:
        await edit(agents, tool, {"name": "Plus"})
    assert not [one for one in requests if one.startswith("POST")]
    assert [one for one in requests if one.startswith("PUT")]


def test_a_tool_whose_connection_cannot_be_changed_says_why() -> None:
    alone = SimpleNamespace(integration_id="")
    assert "no integration is known" in TOOL.edited_as(TOOL, alone).fields[0].help
    assert [field.name for field in TOOL.edited_as(TOOL, alone).fields] == [one.name for one in TOOL.fields]


def told_nothing(path: str, scheme: str) -> Kind:
    """How a tool is made of an integration that tells nothing of what it wants."""
    service = SimpleNamespace(name="Some", path=path, auth_inputs=lambda _: [])
    return CONNECTING.kind(service, scheme)


@pytest.mark.parametrize(
    ("path", "scheme", "fields"),
    [
        ("aixplain/mcp-server/aixplain", "NO_AUTH", ["data.url"]),
        ("aixplain/postgresql", "NO_AUTH", ["data.url", "data.host"]),
        ("aixplain/custom-llm-prompt/aixplain", "NO_AUTH", ["data.prompt", "data.llmId"]),
        ("acme/mail", "BEARER_TOKEN", ["data.token"]),
        ("acme/mail", "API_KEY", ["data.api_key"]),
        ("acme/mail", "BASIC", ["data.username", "data.password"]),
        ("acme/mail", "OAUTH2", ["data.client_id", "data.client_secret"]),
        ("acme/mail", "NO_AUTH", []),
        ("", "NEW_WAY", []),
    ],
)
def test_an_integration_that_tells_nothing_is_asked_for_what_is_documented(
    path: str, scheme: str, fields: list[str]
) -> None:
    kind = told_nothing(path, scheme)
    assert [one.name for one in kind.fields] == ["name", "description", *fields, "data.data"]
    secret = {"data.token", "data.api_key", "data.password", "data.client_secret", "data.data"}
    # The address of a database has a password in it.
    secret |= {"data.url"} if "postgresql" in path else set()
    assert {one.name for one in kind.fields if one.is_secret} == secret & {*fields, "data.data"}


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What is sent to integrations from now on."""
    sent: list[dict[str, Any]] = []
    make = Service.make_connection

    def note(self: Service, **arguments: Any) -> ToolId:
        sent.append(arguments)
        return make(self, **arguments)

    monkeypatch.setattr(Service, "make_connection", note)
    return sent


async def test_what_is_documented_and_what_nobody_has_a_field_for_are_sent_together(
    agents: Agents, connected: list[dict[str, Any]]
) -> None:
    server = await integration(agents, "MCP Server")
    form, face = Form(agents.session, CONNECTING.kind(server, "NO_AUTH"), None), ScriptedFace(True)
    form.type("name", "Docs")
    await FormSaving(form, face).save()
    assert form.checks.problems == {"data.url": "URL is required."}
    form.type("data.url", "https://mcp.test/mcp")
    form.type("data.data", "level: 2\nrooms: [1]")
    await FormSaving(form, face).save()
    assert face.messages[-1] == "Made Docs."
    assert isinstance(said := face.details[-1][-1], FieldChange)
    assert said.after == TYPED
    assert connected[0]["data"] == {"url": "https://mcp.test/mcp", "level": 2, "rooms": [1]}
    assert form.saved_resource is not None
    connected.clear()
    await edit(agents, form.saved_resource, {"config.data": '{"url": "https://other.test"}'})
    assert connected[0]["data"] == {
        "url": "https://other.test",
        "assetId": form.saved_resource.asset_id,
    }


async def consenting_tool(agents: Agents) -> tuple[Any, ScriptedFace]:
    """A tool of a service whose consent is not given, and what was shown."""
    slack = await integration(agents, "Slack")
    form, face = Form(agents.session, CONNECTING.kind(slack, "OAUTH2"), None), ScriptedFace(True, False)
    form.type("name", "Team")
    await FormSaving(form, face).save()
    assert form.saved_resource is not None
    return form.saved_resource, face


async def test_a_consent_that_was_not_given_is_missed_and_can_be_given_later(agents: Agents) -> None:
    tool, face = await consenting_tool(agents)
    assert face.messages == [f"Made Team. {CONSENT_MISSING}"]
    shown = await agents.session.read(lambda ws: ws.get(TOOL, tool.id))
    assert CONSENT_MISSING in str(overview(TOOL, shown))

    async def agree() -> bool:
        assert face.clipboard
        async with httpx.AsyncClient() as client:
            assert (await client.get(face.clipboard[0])).status_code == httpx.codes.OK
        return False

    subject, face = MadeOf(shown, kind=TOOL), ScriptedFace(True, True, agree)

    async def ask_again(form: Form) -> None:
        form.type("config.assetId", form.field("config.assetId").options[0])
        await FormSaving(form, face).save()

    face.on_open = ask_again
    await ResourceChanges(agents.session, subject, face).edit()
    assert face.questions == ["Save these changes?", *["The service asks for your consent"] * 2]
    now = await agents.session.read(lambda ws: ws.get(TOOL, tool.id))
    assert CONSENT_MISSING not in str(overview(TOOL, now))
