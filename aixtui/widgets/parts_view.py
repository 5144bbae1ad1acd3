"""The parts of what a run gave, below each other; one that is alone has all the room."""

from collections.abc import Sequence
from functools import partial

from rich.markdown import Markdown
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from aixtui.running.outputs.lines_part import LinesPart
from aixtui.running.outputs.message_part import MessagePart
from aixtui.running.outputs.picture_part import PicturePart
from aixtui.running.outputs.reading import OutputPart
from aixtui.running.outputs.records_part import RecordsPart
from aixtui.running.run_view import RunView
from aixtui.widgets.json_view import JsonView
from aixtui.widgets.picture_view import PictureView
from aixtui.widgets.records_view import RecordsView

_TONES = {"": "", "quiet": "$quiet", "warn": "$warn", "bad": "$bad"}


class MarkdownView(VerticalScroll):
    """A Markdown text as it is meant. Links would leave the terminal for wherever a model says."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        yield Static(Markdown(self._text, hyperlinks=False), markup=False)


class PartsView(VerticalScroll):
    """Shows the parts that a tab has."""

    class Made(Message):
        """There are other parts; what had the keys may have gone."""

    def __init__(self, view: RunView, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view = view
        self._parts: Sequence[OutputPart] = ()
        self._is_searched = False
        """Whether Markdown stands as it was written, for what is found in it to be seen."""
        self._is_made = True
        """Whether there is a widget for each part."""

    def compose(self) -> ComposeResult:
        if not self._parts:
            yield Static(markup=False, classes="run--none")
        is_alone = len(self._parts) == 1
        for part in self._parts:
            widget = self._widget(part)
            widget.add_class("run--part", *(("-alone",) if is_alone else ()))
            widget.border_title = part.title
            yield widget

    def _widget(self, part: OutputPart) -> Widget:
        marks_of = partial(self._view.marks_of, part)
        if isinstance(part, LinesPart):
            if part.is_markdown and not self._is_searched:
                return MarkdownView(part.text)
            return JsonView(part.document, marks_of)
        if isinstance(part, RecordsPart):
            return RecordsView(part, marks_of)
        return PictureView(part) if isinstance(part, PicturePart) else _message(part)

    def show(self) -> None:
        """Show the parts of the tab that is looked at, as they are now."""
        parts = self._view.shown_parts
        has_markdown = any(isinstance(part, LinesPart) and part.is_markdown for part in parts)
        is_searched = has_markdown and bool(self._view.search.text)
        if self._parts is not parts or is_searched != self._is_searched:
            self._parts, self._is_searched = parts, is_searched
            if self.has_focus_within:
                self.screen.set_focus(self)  # what has it goes; later it would be taken from who has it then
            self._is_made = False
            self.refresh(recompose=True)
        else:
            self.draw()

    async def recompose(self) -> None:
        await super().recompose()
        self._is_made = True
        self.draw()
        self.post_message(self.Made())

    def draw(self) -> None:
        """Draw what has changed in them, and have the keys where they act."""
        if not self._is_made:  # those that are there still are about to go
            return
        for widget in self.children:
            if not self._parts and isinstance(widget, Static):
                widget.update(self._view.emptiness)
            if isinstance(widget, JsonView | RecordsView | PictureView):
                widget.show()
            if isinstance(widget, PictureView):
                widget.border_title = widget.caption
        if self.has_focus_within:
            self.enter()

    def enter(self) -> None:
        """Give the keys to the current part; where it takes none, the whole is scrolled."""
        at = min(self._view.at, len(self.children) - 1)
        widget = self.children[at] if self.children else self
        if not widget.can_focus:
            if not self.has_focus:  # else it would come after whatever takes the keys next
                self.focus()
            self.scroll_to_widget(widget, animate=False)
        elif not widget.has_focus:
            widget.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if event.widget in self.children and event.widget.has_focus:  # it may be another one's by now
            self._view.go_to_part(self.children.index(event.widget))


def _message(part: MessagePart) -> Static:
    style = _TONES[part.tone]
    lines = [Content.styled(part.heading, f"bold {style}".strip())] if part.heading else []
    if part.text:
        lines.append(Content.styled(part.text, "" if part.heading else style))
    return Static(Content("\n").join(lines), markup=False)
