"""What was said in a session, oldest first."""

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from aixtui.bindings import bindings_for
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Resource
from aixtui.kindspec.message import Message
from aixtui.screens.base import BaseScreen
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.pager import Pager
from aixtui.workspace.session import AppSession

_STYLES = {"user": "bold $text-primary", "assistant": "bold $text-success"}


class MessagesScreen(BaseScreen[None]):
    """A conversation, to be read; the newest message is in sight."""

    SCOPE = "messages"
    BINDINGS = bindings_for("messages")

    def __init__(self, session: AppSession, conversation: Resource) -> None:
        super().__init__(session)
        self._conversation = conversation

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        with VerticalScroll(id="conversation"):
            yield Static(markup=False, id="messages")
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    def on_mount(self) -> None:
        self._draw_bars()
        self.query_one("#conversation").focus()
        self._load()

    def on_resize(self) -> None:
        self._draw_bars()

    def _draw_bars(self) -> None:
        self.show_header(f"messages of {clean(self._conversation.name or self._conversation.id)}")
        self.show_footer()

    @work(group="messages", exclusive=True)
    async def _load(self) -> None:
        pager, conversation = self.query_one(Pager), self._conversation
        pager.busy("loading the messages")
        try:
            messages = await self.session.read(lambda ws: ws.messages(conversation))
        except Exception as error:
            pager.show_text(self.show_problem(error).sentence, bad=True)
            return
        self.query_one("#messages", Static).update(_written(messages))
        self.query_one("#conversation").scroll_end(animate=False)
        many = f"{len(messages)} messages" if len(messages) != 1 else "1 message"
        pager.show_text(many if messages else "Nothing has been said in this session yet.")

    def action_refresh(self) -> None:
        self._load()

    def action_back(self) -> None:
        self.finish(None)


def _written(messages: Sequence[Message]) -> Content:
    """All messages: a line of who and when, the text below it, then a blank line."""
    blocks = []
    for said in messages:
        head = Content.styled(said.role, _STYLES.get(said.role, "bold"))
        notes = [said.when, said.reaction, *(f"file {name}" for name in said.attachments)]
        head += Content.styled("  " + "  ".join(note for note in notes if note), "dim")
        blocks.append(Content("\n").join([head, Content(said.text), Content("")]))
    return Content("\n").join(blocks)
