"""What is seen of a run: a tab while it goes on, then its output, the reply, the request, the polls."""

from collections.abc import Sequence
from functools import partial
from itertools import accumulate
from typing import Literal, TypeAlias

from aixtui.face import Face
from aixtui.kindspec.code import Snippet
from aixtui.running.live_run import LiveRun
from aixtui.running.outputs.emptiness import why_empty
from aixtui.running.outputs.lines_part import LinesPart
from aixtui.running.outputs.message_part import MessagePart
from aixtui.running.outputs.picture_part import PicturePart
from aixtui.running.outputs.polls import polls_of_events, polls_of_journal
from aixtui.running.outputs.reading import OutputPart, parts_of, reply_of
from aixtui.running.outputs.records_part import RecordsPart
from aixtui.running.run import Run
from aixtui.workspace.code import RunValues
from aixtui.workspace.notice import Notice
from aixtui.workspace.problems import explain
from aixtui.workspace.session import AppSession
from aixtui.workspace.tab_search import Mark, Match, TabSearch

RunTab: TypeAlias = Literal["live", "output", "reply", "request", "polls"]
TABS: tuple[RunTab, ...] = ("live", "output", "reply", "request", "polls")
Parts: TypeAlias = tuple[OutputPart, ...]


class RunView:
    """Follows the run that was sent last. What has come is made ready off the loop, then shown."""

    def __init__(self, session: AppSession, run: Run) -> None:
        self._session, self._run = session, run
        self._face: Face | None = None
        self.changed, self.moved = Notice(), Notice()
        """Something that is shown has changed; and: only what is current has, a row or a place."""
        self.tab: RunTab = "live"
        self.parts: dict[RunTab, Parts] = dict.fromkeys(TABS, ())
        self.code: tuple[Snippet, ...] = ()
        """What does the same elsewhere; empty before that is known."""
        self.at = 0
        """Which part of the output is current."""
        self.search = TabSearch(lambda: self._lines)
        self.search.arrived.listen(self._reveal)
        self._live: LiveRun | None = None
        """The run that is shown."""
        self._is_asked = self._is_read = self._is_led = False
        """Whether its request was read, and its end; and whether the user has gone to a tab by themselves."""

    @property
    def shown_parts(self) -> Parts:
        """The parts of the tab that is looked at."""
        return self.parts[self.tab]

    @property
    def part(self) -> OutputPart | None:
        """The part that keys act on."""
        parts = self.shown_parts
        return parts[min(self.at, len(parts) - 1)] if parts else None

    @property
    def emptiness(self) -> str:
        """Why the tab that is looked at has nothing, as a sentence; empty while that is about to change."""
        return why_empty(self.tab, is_watched=self._live is not None and self._live.is_watching)

    @property
    def caption(self) -> str:
        """Where the cursor is, in a few words."""
        part, count = self.part, len(self.shown_parts)
        place = f"part {min(self.at, count - 1) + 1} of {count}" if count > 1 else ""
        if isinstance(part, RecordsPart) and part.size:
            rows = f"row {part.cursor + 1:,} of {part.size:,}"
        elif isinstance(part, LinesPart) and part.document.rows and not part.is_markdown:
            rows = f"line {part.document.line + 1:,} of {part.line_count:,}"
        else:
            rows = ""
        return " · ".join(filter(None, (place, rows)))

    def show_on(self, face: Face) -> None:
        """It is shown by this face from now on."""
        self._face = face
        self._run.changed.listen(self._follow)
        self._follow()

    def _follow(self) -> None:
        run, face = self._run, self._face
        if run.view != "panel" or face is None:
            return
        if run.live is not self._live:
            self._live = run.live
            self.tab, self.parts, self.code, self.at = "live", dict.fromkeys(TABS, ()), (), 0
            self._is_asked = self._is_read = self._is_led = False
        if not self._is_asked and (inputs := run.live.values) is not None:
            self._is_asked = True  # not before its files are uploaded
            face.start(self._read_request(run.live, inputs))
        self._take_polls(polls_of_events(run.live.events, run.live.stopped_after))
        if run.live.ending and not self._is_read:
            self._is_read = True
            face.start(self._read_end(run.live))
        self.changed()

    async def _read_request(self, live: LiveRun, inputs: RunValues) -> None:
        kind, resource = self._run.kind, self._run.resource
        try:
            sent = await self._session.read(lambda ws: ws.sent_run(kind, resource, inputs))
            part: OutputPart = LinesPart.of_json("Request", dict(sent.request))
        except Exception as error:
            problem = explain(error)
            part = MessagePart("Request", "What was sent cannot be told here.", problem.sentence, "quiet")
            sent = None
        if live is self._live:
            self.code = sent.code if sent is not None else ()
            self._take("request", (part,))
            self.changed()

    async def _read_end(self, live: LiveRun) -> None:
        """Make what came ready to be shown, and show it unless the user looks elsewhere."""
        is_markdown = self._run.kind.gives_markdown(self._run.resource)
        output = await self._session.bridge.read(partial(parts_of, live, is_markdown=is_markdown))
        if live is not self._live:
            return
        self._take("output", output)
        if self.tab == "live" and not self._is_led and live.stopped_after is None:
            self._show("output")
        self.changed()
        self._draw_pictures(is_asked_for=False)
        await self._session.bridge.read(lambda: [part.lines for part in output])  # a search needs them
        if live.id and not any(event.phase == "sent" for event, _ in live.events):
            await self._read_journal(live)

    async def _read_reply(self, live: LiveRun) -> None:
        reply = await self._session.bridge.read(partial(reply_of, live))
        if live is self._live:
            self._take("reply", (reply,))
            self.changed()

    async def _read_journal(self, live: LiveRun) -> None:
        """The replies of a run that was watched before it is shown here."""
        journal, workspace = await self._session.journal(), self._session.workspace_name
        try:
            stored = await self._session.bridge.read(lambda: journal.run_list.get(workspace, live.id))
            polls = await self._session.bridge.read(lambda: journal.run_list.polls(live.id))
        except Exception as error:
            part: OutputPart = MessagePart("Polls", "", explain(error).sentence, "warn")
        else:
            if stored is None or not polls:
                return
            part = polls_of_journal(polls, stored.started_at, live.stopped_after)
        if live is self._live:
            self._take("polls", (part,))
            self.changed()

    def _take(self, tab: RunTab, parts: Parts) -> None:
        for part in parts:
            self._changes_of(part).listen(self.moved)
        self.parts[tab] = parts
        if tab == self.tab:
            self.search.look_again()

    def _take_polls(self, polls: RecordsPart) -> None:
        """Show them, with the cursor where it was."""
        for before in self.parts["polls"]:
            if isinstance(before, RecordsPart):
                polls.cursor, polls.left = min(before.cursor, max(polls.size - 1, 0)), before.left
        self._take("polls", (polls,) if polls.size else ())

    def _changes_of(self, part: OutputPart) -> Notice:
        if isinstance(part, LinesPart):
            return part.document.changed
        return Notice() if isinstance(part, MessagePart) else part.changed

    def show_tab(self, index: int) -> None:
        """Show the tab at this place, from 0, counted round."""
        self._is_led = True
        self._show(TABS[index % len(TABS)])
        self.changed()

    def show(self, tab: RunTab) -> None:
        """Show a tab."""
        self.show_tab(TABS.index(tab))

    def turn(self, by: int) -> None:
        """Show the tab so many further."""
        self.show_tab(TABS.index(self.tab) + by)

    def _show(self, tab: RunTab) -> None:
        self.tab, self.at = tab, 0
        self.search.start_over()
        live = self._live
        if tab == "reply" and live is not None and live.ending and not self.parts[tab] and self._face:
            self._face.start(self._read_reply(live))  # not before it is wanted: it may be long

    def turn_part(self, by: int) -> None:
        """Go to the part so many further, as far as there are."""
        self.go_to_part(max(min(self.at + by, len(self.shown_parts) - 1), 0))

    def go_to_part(self, index: int) -> None:
        """Have the keys act on the part at this place."""
        if index != self.at:
            self.at = index
            self.moved()

    def draw_pictures(self) -> None:
        """Fetch the pictures that are not fetched by themselves."""
        self._draw_pictures(is_asked_for=True)

    @property
    def has_pictures(self) -> bool:
        """Whether there is one among the output."""
        return any(isinstance(part, PicturePart) for part in self.parts["output"])

    @property
    def waiting_pictures(self) -> Sequence[PicturePart]:
        """Those that are not seen yet."""
        return [part for part in self.parts["output"] if isinstance(part, PicturePart) and part.is_waiting]

    def _draw_pictures(self, *, is_asked_for: bool) -> None:
        for part in self.waiting_pictures:
            assert self._face is not None, "shown before it is read"
            part.show_on(self._session, self._face, is_asked_for=is_asked_for)

    # The search goes through all parts of a tab; its lines are those of one part after the other.

    @property
    def _lines(self) -> Sequence[str]:
        return [line for part in self.shown_parts for line in part.lines]

    def first_line(self, part: OutputPart) -> int:
        """The number that the first line of a part has among all that are searched."""
        counts = accumulate((one.line_count for one in self.shown_parts), initial=0)
        return next((at for one, at in zip(self.shown_parts, counts, strict=False) if one is part), 0)

    def marks_of(self, part: OutputPart, line: int) -> Sequence[Mark]:
        """What is found in a line of a part."""
        return self.search.marks_of(self.first_line(part) + line) if self.search.matches else ()

    def _reveal(self) -> None:
        match = self.search.current
        if match is None:
            return
        for index, part in enumerate(self.shown_parts):
            line = match.line - self.first_line(part)
            if isinstance(part, LinesPart | RecordsPart) and 0 <= line < part.line_count:
                self.go_to_part(index)
                part.reveal(Match(line, match.start, match.end))
