"""What was said in a session, oldest first."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from aixtui.bindings import bindings_for
from aixtui.controllers.answering import Controllers
from aixtui.controllers.conversation import ConversationController
from aixtui.kindspec.message import ChatMessage
from aixtui.kindspec.plain_text import counted
from aixtui.running.conversation import Conversation
from aixtui.screens.base import BaseScreen
from aixtui.screens.context import ScreenContext
from aixtui.widgets.bars import FooterBar, HeaderBar
from aixtui.widgets.pager import Pager

_STYLES = {"user": "bold $info", "assistant": "bold $good"}


class MessagesScreen(BaseScreen):
    """A conversation, to be read; the newest message is in sight."""

    SCOPE = "messages"
    BINDINGS = bindings_for("messages")

    def __init__(self, context: ScreenContext, conversation: Conversation) -> None:
        super().__init__(context, lambda: conversation.activity)
        self.conversation = conversation
        self.controllers = Controllers(ConversationController(conversation, self.face))
        self._messages: Sequence[ChatMessage] | None = None

    @property
    def crumbs(self) -> tuple[str, ...]:
        return (self.conversation.name, "messages")

    def compose(self) -> ComposeResult:
        yield HeaderBar(id="header")
        with VerticalScroll(id="conversation"):
            yield Static(markup=False, id="messages")
        yield Pager(id="pager")
        yield FooterBar(id="footer")

    async def on_mount(self) -> None:
        self._draw()
        self.follow(self.conversation.changed, self._draw)
        self.follow(self.conversation.activity.changed, self._draw_pager)
        self.query_one("#conversation").focus()
        await self.action_do("refresh")

    def _draw(self) -> None:
        if self.conversation.is_over:
            self.leave()
            return
        messages = self.conversation.messages
        if messages is not None and messages is not self._messages:
            self._messages = messages
            self.query_one("#messages", Static).update(_transcript(messages))
            self.query_one("#conversation").scroll_end(animate=False)
        self._draw_pager()
        self.draw_bars()

    def _draw_pager(self) -> None:
        messages = self.conversation.messages
        count = "" if messages is None else f" {counted(len(messages), 'message')}"
        text = count if messages or messages is None else " Nothing has been said in this session yet."
        self.query_one(Pager).show_state(Content(text), self.conversation.activity)


def _transcript(messages: Sequence[ChatMessage]) -> Content:
    """All messages: a line of who and when, the text below it, then a blank line."""
    blocks = []
    for message in messages:
        head = Content.styled(message.role, _STYLES.get(message.role, "bold"))
        notes = [message.when, message.reaction, *(f"file {name}" for name in message.attachments)]
        head += Content.styled("  " + "  ".join(note for note in notes if note), "dim")
        blocks.append(Content("\n").join([head, Content(message.text), Content("")]))
    return Content("\n").join(blocks)
