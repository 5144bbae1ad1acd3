"""One of each full screen, made as the app makes them, on a session that gets no answer."""

from textual.screen import Screen

from aixsdk.kinds.agent.resource import Agent
from aixtui.auth.secret import Credential, Secret
from aixtui.editing.document import Document
from aixtui.editing.form import Form
from aixtui.editing.own_settings import OwnSettings
from aixtui.editing.related import Related
from aixtui.editing.setting_change import SettingTypes
from aixtui.kinds import KINDS
from aixtui.kinds.agent import AGENT
from aixtui.kindspec.results import RunStep
from aixtui.listing.browser import Browser
from aixtui.listing.kind_source import KindSource
from aixtui.running.conversation import Conversation
from aixtui.running.run import Run
from aixtui.running.step_text import StepText
from aixtui.screens.base import BaseScreen
from aixtui.screens.browse.screen import BrowseScreen
from aixtui.screens.context import ScreenContext
from aixtui.screens.held_key import HeldKey
from aixtui.screens.opening import make_screen
from aixtui.settings.connection import ConnectionSettings
from aixtui.settings.tree import Settings
from aixtui.settings.values import nothing_said
from aixtui.workspace.session import AppSession
from tests.aixtui.scripted_face import ScriptedFace

NOWHERE = "http://127.0.0.1:1"


def make_screens() -> list[BaseScreen]:
    """All of them."""
    session = AppSession(_never, _never, Settings())
    session.connection = ConnectionSettings("test", NOWHERE, NOWHERE, Credential(Secret("some-key"), "test"))
    context = ScreenContext(session, make_screen, {}, HeldKey(), Related(session, None))
    sources = [KindSource(session, kind) for kind in KINDS]
    parent = Browser(sources, ScriptedFace())
    agent = Agent.from_dict({"id": "a1", "name": "Explainer", "instructions": "Explain {what}."})
    document = Document(session, AGENT, agent, frozenset(), parent, address_of="{}/{}".format)
    subjects = (
        document,
        Form(session, AGENT, agent),
        Run(session, AGENT, agent),
        StepText(RunStep("1", unit="Search")),
        Conversation(session, agent),
        OwnSettings(session, nothing_said, SettingTypes(lambda _: {}, lambda *_: "")),
        session,
    )
    screens: list[Screen[None]] = [make_screen(context, subject) for subject in subjects]
    return [BrowseScreen(context, sources), *(screen for screen in screens if isinstance(screen, BaseScreen))]


def _never() -> ConnectionSettings:
    raise AssertionError("nothing is connected")
