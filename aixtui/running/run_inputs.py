"""How the inputs of a run begin: as they were sent before, or typed in this sitting, or as they are set."""

from collections.abc import Mapping, Sequence

from aixtui.actions import key_of
from aixtui.face import Choice, Face
from aixtui.kindspec.asset_actions import AssetAction
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Kind, Resource
from aixtui.running.earlier_runs import EarlierRuns
from aixtui.running.reloaded_inputs import ReloadedInputs
from aixtui.running.run_form import ACTION, Renewal, RunForm
from aixtui.stores.exact_json import JsonObject
from aixtui.workspace.notice import Notice
from aixtui.workspace.session import AppSession
from aixtui.workspace.typed_inputs import TypedInputs


class RunInputs:
    """Fills the form of one run. Of what is run action by action an action is chosen first."""

    def __init__(
        self,
        session: AppSession,
        kind: Kind,
        resource: Resource,
        form: RunForm,
        sent: JsonObject | None,
        changed: Notice,
    ) -> None:
        """`sent` is what was sent before, to be sent again with changes."""
        self._session, self._kind, self._resource = session, kind, resource
        self._form, self._sent, self._changed = form, sent, changed
        self.earlier = EarlierRuns(session, kind, resource.id, form)
        self._actions: tuple[AssetAction, ...] = ()
        self._begun: dict[str, str] = {}
        """The texts before anything was typed here."""
        self._is_typed_before = self._fill() if not form.has_actions else False

    @property
    def _key(self) -> tuple[str, str, str]:
        return self._session.workspace_name, self._kind.id, self._resource.id

    @property
    def _typed(self) -> TypedInputs | None:
        return self._session.typed_inputs.of(*self._key) if self._sent is None else None

    def _fill(self) -> bool:
        """Fill it with what was sent or typed before; whether something was typed."""
        typed, form = self._typed, self._form
        if self._sent is not None:
            form.fill(self._sent)
        elif typed is not None and typed.action == form.action:
            form.put(typed.texts)
        self._begun = dict(form.texts)
        return self._sent is None and not form.is_as_it_began

    def prefill(self, texts: Mapping[str, str]) -> None:
        """Fill what nobody has typed in yet."""
        defaults = {one.name: one.default for one in self._form.inputs}
        self._form.put(
            {name: text for name, text in texts.items() if self._form.texts.get(name) == defaults.get(name)}
        )
        self._begun = dict(self._form.texts)

    def keep(self) -> None:
        """Keep what was typed for this sitting: it is there when the user comes back."""
        if self._form.is_known and self._form.texts != self._begun:
            self._session.typed_inputs.keep(
                *self._key, TypedInputs(dict(self._form.texts), self._form.action)
            )

    async def begin(self, face: Face) -> None:
        """Ask what the server alone knows, and the user what is to be done; say what is there already."""
        if self._form.has_actions and not self._form.is_known:
            before = str((self._sent or {}).get(ACTION) or (self._typed.action if self._typed else ""))
            if not await self._ask(face):
                return
            names = [one.name for one in self._actions]
            name = before if before in names else names[0] if len(names) == 1 else None
            if name is None and self._sent is None:  # of what was sent one wants to see the reply first
                name = await self._chosen(face)
            if name is None or not await self._take(name, face):
                return
            self._is_typed_before = self._fill()
            self._changed()
        if self._is_typed_before:
            self._is_typed_before = False
            face.tell(typed_before())
        await self._look_back()

    async def choose(self, face: Face) -> None:
        """Have the user choose another action; what was typed for this one is kept."""
        if not self._actions and not await self._ask(face):
            return
        name = await self._chosen(face)
        if name is None or name == self._form.action:
            return
        self.keep()
        if await self._take(name, face):
            self._changed()
            await self._look_back()

    async def _look_back(self) -> None:
        if await self.earlier.look():
            self._changed()

    def renew(self, reloaded: ReloadedInputs) -> Renewal:
        """Have what the server tells now; what was typed stays, as far as there are inputs for it."""
        self._resource, self._actions = reloaded.resource, reloaded.actions
        renewal = self._form.renew(reloaded.inputs)
        self._begun = {one.name: self._begun.get(one.name, one.default) for one in self._form.inputs}
        self._changed()
        return renewal

    async def _ask(self, face: Face) -> bool:
        assert self._kind.run_actions is not None, "it has actions"
        listed = self._kind.run_actions.listed
        try:
            with face.busy(f"asking what {clean(self._resource.name)} can do"):
                self._actions = await self._session.read(lambda _: listed(self._resource))
        except Exception as error:
            face.problem(error)
            return False
        if not self._actions:
            face.tell(f"{clean(self._resource.name)} has no actions: there is nothing to run.", warning=True)
        return bool(self._actions)

    async def _chosen(self, face: Face) -> str | None:
        def choices(text: str) -> Sequence[Choice]:
            words = text.casefold().split()
            shown = (
                Choice(one.name, clean(one.name), one.description, is_selected=one.name == self._form.action)
                for one in self._actions
            )
            return [
                one for one in shown if all(word in f"{one.label} {one.note}".casefold() for word in words)
            ]

        return await face.choose(f"What {clean(self._resource.name)} is to do", choices)

    async def _take(self, name: str, face: Face) -> bool:
        assert self._kind.run_actions is not None, "it has actions"
        inputs_of = self._kind.run_actions.inputs
        try:
            with face.busy(f"asking what {clean(name)} takes"):
                inputs = await self._session.read(lambda _: inputs_of(self._resource, name))
        except Exception as error:
            face.problem(error)
            return False
        self._form.choose(name, inputs)
        self._begun = dict(self._form.texts)
        return True


def typed_before() -> str:
    """What is said where a form begins with what was typed in another one."""
    back = key_of("run.revert-all")
    return f"What you typed here before is here again: {back} puts it back to what it began with."
