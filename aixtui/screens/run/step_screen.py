"""One step of a run, whole: what it thought, got and gave, as rows that fold."""

from textual.app import ComposeResult

from aixtui.actions import Scope
from aixtui.bindings import bindings_for
from aixtui.controllers.answering import Controllers
from aixtui.controllers.copying import CopyController
from aixtui.controllers.json import JsonController
from aixtui.controllers.step_text import StepTextController
from aixtui.running.step_text import StepText
from aixtui.screens.base import BaseScreen
from aixtui.screens.context import ScreenContext
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.json_view import JsonView
from aixtui.workspace.activity import Activity


class StepScreen(BaseScreen):
    """Shows a step until the user leaves it."""

    SCOPE = "step"
    PARTS = ("json",)
    BINDINGS = bindings_for("step")

    def __init__(self, context: ScreenContext, step: StepText) -> None:
        activity = Activity()
        super().__init__(context, lambda: activity)
        self.step = step
        self.controllers = Controllers(
            StepTextController(step), CopyController(step, self.face), JsonController(step.text)
        )

    @property
    def crumbs(self) -> tuple[str, ...]:
        return (*self.step.of, "run", self.step.name)

    @property
    def scopes_now(self) -> tuple[Scope, ...]:
        return (self.SCOPE, "json")

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        yield JsonView(self.step.text, id="step-text")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self.follow(self.step.changed, self._draw)
        self.follow(self.step.text.changed, self.query_one(JsonView).show)
        self.query_one(JsonView).focus()
        self._draw()

    def _draw(self) -> None:
        if self.step.is_over:
            self.leave()
            return
        self.draw_bars()
