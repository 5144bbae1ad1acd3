"""The agents of a new sandbox: a few of the user's own, and public ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aixtui.sandbox.catalogue.asset_spec import document, fixed_id
from aixtui.sandbox.catalogue.ids import DEFAULT_LLM
from aixtui.sandbox.clock import stamp
from aixtui.sandbox.engines.registry import ENGINES
from aixtui.sandbox.engines.word_chain import ENGINE as WORD_CHAIN
from aixtui.sandbox.store.accounts import HOME_TEAM, PLATFORM_TEAM
from aixtui.sandbox.store.assets import NewAsset
from aixtui.sandbox.store.document import Doc

_PACED = "Its steps take at least 0.4 seconds each, so that they can be watched."
_START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Agent:
    path: str
    name: str
    description: str
    instructions: str
    tools: tuple[str, ...] = ()
    status: str = "onboarded"
    output_format: str = "markdown"
    id: str | None = None
    team_id: int = PLATFORM_TEAM
    members: tuple[str, ...] = ()
    """Paths of the agents that it leads."""


_OWN = (
    _Agent(
        "sandbox-ws/text-analyst",
        "Text Analyst",
        f"Reads a text and says which language it is in, how it feels and how hard it is to read. {_PACED}",
        "Identify the language, judge the sentiment and measure the text. Report all three.",
        ("sandbox/language-identification", "sandbox/sentiment", "sandbox/text-statistics"),
        team_id=HOME_TEAM,
    ),
    _Agent(
        "sandbox-ws/feedback-sorter",
        "Feedback Sorter",
        f"Says whether a piece of customer feedback is positive, and in which language it came. {_PACED}",
        "Judge the sentiment of the feedback, then name its language.",
        ("sandbox/sentiment", "sandbox/language-identification"),
        team_id=HOME_TEAM,
    ),
    _Agent(
        "sandbox-ws/report-writer",
        "Report Writer",
        "Works through a long text section by section and writes a report. Takes several seconds.",
        "Make a long document report of the text.",
        ("sandbox/long-document-report",),
        team_id=HOME_TEAM,
    ),
    _Agent(
        "sandbox-ws/meeting-notes-draft",
        "Meeting Notes",
        "A draft that has no tools yet: it picks fitting ones by the words of its instructions.",
        "Measure the notes and tell whether the meeting went well.",
        status="draft",
        output_format="text",
        team_id=HOME_TEAM,
    ),
)

_PUBLIC_TOPICS = (
    ("Readability Coach", "Measures how hard a text is to read.", ("sandbox/text-statistics",)),
    ("Tone Checker", "Judges the sentiment of a message before it is sent.", ("sandbox/sentiment",)),
    ("Language Router", "Names the language of a request.", ("sandbox/language-identification",)),
    ("Review Digest", "Judges reviews and measures them.", ("sandbox/sentiment", "sandbox/text-statistics")),
    ("Contract Reader", "Reports on a long contract, section by section.", ("sandbox/long-document-report",)),
    (
        "Support Triage",
        "Names language and mood of a ticket.",
        ("sandbox/language-identification", "sandbox/sentiment"),
    ),
    (
        "Essay Marker",
        "Measures an essay and judges its tone.",
        ("sandbox/text-statistics", "sandbox/sentiment"),
    ),
    ("Press Monitor", "Tells good press from bad.", ("sandbox/sentiment",)),
    ("Survey Reader", "Judges free-text answers.", ("sandbox/sentiment", "sandbox/language-identification")),
    (
        "Policy Reader",
        "Reports on a policy document, with a team of two.",
        ("sandbox/long-document-report", "sandbox/text-statistics"),
    ),
)
_TEAMS = {"Policy Reader": ("Contract Reader", "Tone Checker")}
"""Who leads whom."""
_FIELDS = ("", "for Banking", "for Healthcare", "for Education")


def agents() -> Iterator[NewAsset]:
    """All agents of a new sandbox; the user's own come first."""
    for number, agent in enumerate((*_OWN, *_public())):
        own = agent.team_id == HOME_TEAM
        yield NewAsset(
            "agent", _document(agent, number), agent.team_id, public=not own, place=1 if own else 1000
        )


def _public() -> Iterator[_Agent]:
    for field in _FIELDS:
        for topic, description, tools in _PUBLIC_TOPICS:
            name = f"{topic} {field}".strip()
            yield _Agent(
                _path(name),
                name,
                f"{description} {_PACED}",
                f"{description} Work on the text of the query.",
                tools,
                members=tuple(_path(f"{member} {field}".strip()) for member in _TEAMS.get(topic, ())),
            )
    yield _Agent(
        "aixplain/debugger",
        "Debugger",
        "Looks at the result of another agent's run.",
        "Measure the content to analyze and judge its tone.",
        ("sandbox/text-statistics", "sandbox/sentiment"),
        id="696fdccad63e898317c097a0",
    )


def _path(name: str) -> str:
    return f"aixplain/{name.lower().replace(' ', '-')}"


def _tool(path: str) -> Doc:
    doc = document(ENGINES[path].spec)
    return {
        "id": doc["id"],
        "assetId": doc["id"],
        "name": doc["name"],
        "description": doc["description"],
        "supplier": doc["vendor"]["code"],
        "parameters": [],
        "function": doc["function"]["id"],
        "type": "model",
        "version": doc["version"]["id"],
    }


def _document(agent: _Agent, number: int) -> Doc:
    moment = stamp(_START - timedelta(hours=7 * number, minutes=13 * number))
    return {
        "id": agent.id or fixed_id(agent.path),
        "name": agent.name,
        "description": agent.description,
        "assetInfo": {
            "instanceId": agent.path,
            "assetPath": agent.path,
            "assetName": agent.path.rpartition("/")[2],
        },
        "instructions": agent.instructions,
        "status": agent.status,
        "teamId": agent.team_id,
        "tools": [_tool(path) for path in agent.tools],
        "inspectorId": None,
        "tasks": [],
        "agents": [{"id": fixed_id(path), "inspectors": []} for path in agent.members],
        "skills": [],
        "files": [],
        "outputFormat": agent.output_format,
        "expectedOutput": None,
        "inspectorTargets": [],
        "maxInspectors": None,
        "inspectors": [],
        "resourceInfo": {},
        "maxTokens": 2048,
        "contextOverflowStrategy": None,
        "budget": {"maxIterations": 8},
        "model": {"id": DEFAULT_LLM, "name": WORD_CHAIN.spec.name, "parameters": []},
        "supervisor": None,
        "planner": None,
        "responder": None,
        "createdAt": moment,
        "updatedAt": moment,
    }
