"""Running one resource, as often as the user likes: its inputs, and the run that was sent last."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Literal

from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.hosted_files import local_files
from aixtui.kindspec.kind import Kind, Resource
from aixtui.running.live_run import LiveRun
from aixtui.running.past_run import PastRun
from aixtui.running.recalling import Recalling
from aixtui.running.reloaded_inputs import ReloadedInputs
from aixtui.running.resending import ask_again, tell_hidden
from aixtui.running.run_form import Renewal, RunForm
from aixtui.running.run_inputs import RunInputs
from aixtui.running.run_rows import RUNS
from aixtui.running.sent_files import upload_files
from aixtui.settings.connection import TEMPORARY
from aixtui.stores.exact_json import JsonObject
from aixtui.stores.run_record import RunRecord, StoredRun, new_run_id
from aixtui.workspace.code import RunValues
from aixtui.workspace.notice import Notice
from aixtui.workspace.session import AppSession

LONG_SECONDS = 10.0
"""A run that takes longer ends with a call also where it is looked at."""
View = Literal["inputs", "panel"]


class Run:
    """Leaving it stops the watching, not the run."""

    def __init__(
        self,
        session: AppSession,
        kind: Kind,
        resource: Resource,
        kept: StoredRun | None = None,
        *,
        inputs: JsonObject | None = None,
    ) -> None:
        """`kept` is one that was sent before, to be seen or watched again; `inputs` are typed already."""
        self._session, self._kept = session, kept
        self._hidden = kept.hidden_inputs if kept is not None else ()
        """The inputs that were not kept, being secret."""
        self._face: Face | None = None
        """Who shows it."""
        self._recalling = Recalling(session, kind, resource)
        self._past = PastRun(session, kind, self._recalling)
        self.kind, self.resource = kind, resource
        self.changed, self.moved = Notice(), Notice()
        """`moved` tells that the user looks at something else of what the run does."""
        self.form = RunForm(kind, resource)
        sent = kept.record.inputs if kept is not None else inputs
        self.inputs = RunInputs(session, kind, resource, self.form, sent, self.changed)
        self.live = LiveRun(self.changed, self.moved)
        """The run that was sent last; one without events before there is any."""
        self.view: View = "inputs"
        self.is_over = False
        self.is_uploading = False
        """Whether its files are on their way, so that nothing was sent yet."""
        self.number = 0
        """Which of the runs this is, from 1."""

    @property
    def name(self) -> str:
        """The resource's name, clean."""
        return clean(self.resource.name)

    def show_inputs(self) -> None:
        """Show the inputs, to run with changes."""
        self.view = "inputs"
        self.changed()

    def toggle_more(self) -> None:
        """Unfold the inputs that are rarely needed, or fold them."""
        self.form.is_unfolded = not self.form.is_unfolded
        self.changed()

    def fill(self, values: Mapping[str, Any]) -> None:
        """Have the inputs hold what was sent before, or kept."""
        self.form.fill(values)
        self.changed()

    def renew(self, reloaded: ReloadedInputs) -> Renewal:
        """Have what the server tells now of what it takes."""
        self.resource = reloaded.resource
        return self.inputs.renew(reloaded)

    async def choose_action(self, face: Face) -> None:
        """Have the user choose what is run."""
        await self.inputs.choose(face)

    def is_ready(self, face: Face) -> bool:
        """Whether the inputs fit; where they do not, say which one and why, and show it."""
        self.live.objections = ()  # what is typed now is looked at anew
        if self.form.is_ready(face):
            return True
        self.show_inputs()
        return False

    def begin(self, run_id: str = "", values: RunValues | None = None, *, is_watching: bool = True) -> None:
        """Forget the run before; a new one is sent, or this one, sent with these values, is seen again."""
        self.live = LiveRun(self.changed, self.moved, run_id or new_run_id())
        self.live.values, self.live.is_watching = values, is_watching
        self.number += 1
        self.view = "panel"
        self.changed()

    def send(self, face: Face) -> None:
        """Send it and watch it to its end, whatever screen is left meanwhile."""
        values = self.form.values
        if local_files(values):
            self.is_uploading = True
            face.start(self._upload_and_send(values, face))
        else:
            self._send(values, face)

    async def send_again(self, face: Face) -> None:
        """Ask, and send once more what was sent, or what was typed since."""
        if missing := [name for name in self._hidden if name not in self.form.typed_secrets]:
            tell_hidden(face, missing)
            self.show_inputs()
            return
        live, inputs = self.live, self.form.to_show(self.form.values)
        spent = live.last.credits if live.last is not None else None
        is_wanted = await ask_again(face, self.name, inputs, spent, may_go_on=live.may_go_on)
        if is_wanted and live is self.live and not live.is_watching:
            self.send(face)

    async def _upload_and_send(self, values: dict[str, Any], face: Face) -> None:
        """Nothing goes on at the server before all files are there."""
        try:
            uploaded = await upload_files(self._session, values, face)
        finally:
            self.is_uploading = False
        if uploaded.values is not None:
            self._send(uploaded.values, face)
            return
        self.form.refuse_files(uploaded.refused)
        self.show_inputs()

    def _send(self, values: dict[str, Any], face: Face) -> None:
        self.begin()
        self._follow(lambda: self.watch(values, face), face)

    def watch_on(self, face: Face) -> bool:
        """Watch again what was sent before, where that can be, without being shown; whether it is."""
        kept = self._kept
        if kept is None or not (kept.is_open and kept.progress.url):
            return False
        self._kept = None
        self.begin(kept.record.id, self._values_of(kept))
        live = self.live
        self._follow(lambda: self._past.watch(live, kept, face), face)
        return True

    def stop(self, face: Face) -> None:
        """Watch it no longer; it goes on where it is."""
        face.stop(f"run {self.live.id}")
        self.live.stop_watching(self._command)
        face.start(self._session.in_flight.look())

    @property
    def _command(self) -> str:
        """What watches it again in a terminal; empty where nothing does, as it ends with the app."""
        connection = self._session.connection
        if connection is None or connection.database == TEMPORARY:
            return ""
        return f"aixtui runs attach {self.live.id} {connection.options}".strip()

    def _follow(self, watch: Callable[[], Awaitable[None]], face: Face) -> None:
        face.start(self._follow_to_its_end(watch, face), f"run {self.live.id}", outlives=True)

    async def _follow_to_its_end(self, watch: Callable[[], Awaitable[None]], face: Face) -> None:
        live = self.live
        with self._session.in_flight.watched(live.id, self):
            await watch()
            await self._session.in_flight.look()  # the journal has its end, or that it is lost sight of
        is_seen = self._face is not None and self._face.in_sight
        if not is_seen or live.elapsed >= LONG_SECONDS:
            way = "" if face.is_at(RUNS.plural) else f" {face.way_to('browse.past-runs')} lists it."
            face.announce(f"{self.name}: {live.ending}.{way}", is_seen=is_seen)

    async def watch(self, values: dict[str, Any], face: Face) -> None:
        """Send what is typed with these values, its files uploaded, and follow it to its end."""
        live, shown = self.live, self.form.to_show(self.form.values)
        live.values = inputs = RunValues(shown, self.form.to_show(values))
        of, kind, resource = self._session.workspace_name, self.kind.id, self.resource.id
        record = RunRecord(live.id, of, kind, resource, self.name, shown, "app", inputs.sent_otherwise)
        recording = await self._session.runs.recording(record)
        await live.follow(
            self._session.runs.run(self.kind, self.resource, values, recording), recording, face
        )

    def show_on(self, face: Face) -> None:
        """It is shown by this face from now on: what was sent before is watched, or its reply shown."""
        self._face = face
        face.start(self._begin_inputs(face))
        self._show_kept(face)

    def _show_kept(self, face: Face) -> None:
        if self.watch_on(face):
            return
        kept, self._kept = self._kept, None
        if kept is not None:
            self.begin(kept.record.id, self._values_of(kept), is_watching=False)
            face.start(self._recalling.show_end(self.live, kept))

    def _values_of(self, kept: StoredRun) -> RunValues:
        """What it was sent with, as far as that is kept."""
        record, names = kept.record, kept.hidden_inputs
        typed = self.form.with_hidden(record.inputs, names)
        return RunValues(typed, self.form.with_hidden(record.sent, names) if record.sent else typed)

    async def watch_again(self, face: Face) -> None:
        """Watch again what is no longer watched here; where it has ended meanwhile, show its reply."""
        live = self.live
        stored = await self._past.find(live.id, face)
        if stored is not None and live is self.live and not live.is_watching:
            self._kept = stored
            self._show_kept(face)

    async def _begin_inputs(self, face: Face) -> None:
        await self.inputs.begin(face)
        if not self.form.is_known and self.view == "inputs":
            self.leave()

    def leave(self) -> None:
        """The user looks at something else; what is watched goes on being watched."""
        self.inputs.keep()
        self.is_over, self._face = True, None
        self.changed()
