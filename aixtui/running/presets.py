"""Inputs of a resource that are kept under names: filled in, saved, renamed, removed."""

import json
from collections.abc import Sequence

from aixtui.asking import prompt_until
from aixtui.face import Choice, Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.secret_names import without_secrets
from aixtui.running.earlier_inputs import summary
from aixtui.running.run import Run
from aixtui.running.run_form import ACTION
from aixtui.stores.preset import Preset
from aixtui.stores.views import ViewsError, ViewStore
from aixtui.workspace.notice import Notice
from aixtui.workspace.session import AppSession

_SAVE = "save"


class Presets:
    """Those of the resource that is run, in the file of the saved views. No secret is among them."""

    def __init__(self, session: AppSession, run: Run, face: Face) -> None:
        self._session, self._run, self._face = session, run, face
        self._store = ViewStore()
        self._presets: dict[str, Preset] = {}
        self._changed = Notice()

    async def choose(self) -> None:
        """Have the user choose one and fill it in, or save what is typed; the dialog also removes."""
        try:
            await self._read()
            title = f"Saved inputs of {self._run.name}"
            remove = self._remove if self._presets else None
            chosen = await self._face.choose(title, self._choices, remove=remove, changed=self._changed)
            if chosen is not None and chosen.startswith(_SAVE):
                await self._save(chosen.removeprefix(_SAVE).strip())
            elif chosen is not None:
                preset = self._presets[chosen.removeprefix("preset ")]
                self._run.fill(preset.values)
                back = self._face.way_to("field.undo")
                self._face.tell(f"Filled in: {clean(preset.name)}. {back} takes that back.")
        except (ViewsError, ValueError) as error:
            self._face.problem(error)

    async def save(self) -> None:
        """Save what is typed under a name that the user gives."""
        try:
            await self._read()
            await self._save("")
        except (ViewsError, ValueError) as error:
            self._face.problem(error)

    def _choices(self, text: str) -> Sequence[Choice]:
        words = text.casefold().split()
        shown = [
            Choice(f"preset {name}", clean(name), summary(one.values)) for name, one in self._presets.items()
        ]
        found = [one for one in shown if all(word in one.label.casefold() for word in words)]
        save = Choice(_SAVE, "Save what is typed now under a name", group="save")
        return [*found, Choice(f"{_SAVE} {text}", f"Save as {clean(text)}", group="save") if words else save]

    async def _read(self) -> None:
        places = await self._session.bridge.read(self._store.read)
        self._presets = {one.name: one for one in places.presets if one.is_for(*self._key)}
        action = self._run.form.action
        if action:
            self._presets = {
                name: one for name, one in self._presets.items() if one.values.get(ACTION) == action
            }
        self._changed()

    @property
    def _key(self) -> tuple[str, str, str]:
        return self._session.workspace_name, self._run.kind.id, self._run.resource.id

    async def _save(self, name: str) -> None:
        """Save what is typed, asking for a name where there is none yet."""
        if not self._run.is_ready(self._face):
            return
        workspace, kind, resource_id = self._key
        form, left_out = self._run.form, list[str]()
        values = without_secrets(form.to_keep(form.values), left_out)
        left_out += form.typed_secrets
        inputs = json.dumps(values, ensure_ascii=False)

        async def attempt(name: str) -> str | None:
            preset = Preset(name.strip(), kind, resource_id, inputs, workspace)
            if name.strip() in self._presets and not await self._face.confirm(
                f"There is {clean(name)} already. Replace it?", yes="Replace", danger=True
            ):
                return ""
            await self._session.bridge.write(lambda: self._store.save_preset(preset))
            secret = f" Not kept, being secret: {', '.join(map(clean, left_out))}." if left_out else ""
            self._face.tell(f"Saved as {clean(name)}.{secret}")
            return None

        if name:
            await attempt(name)
            return
        await prompt_until(self._face, "Name for these inputs", "", attempt, yes="Save")

    async def _remove(self, choice_id: str) -> None:
        preset = self._presets.get(choice_id.removeprefix("preset "))
        if preset is None or not await self._face.confirm(
            f"Remove the saved inputs {clean(preset.name)}?",
            summary(preset.values),
            yes="Remove",
            danger=True,
        ):
            return
        await self._session.bridge.write(lambda: self._store.remove_preset(preset))
        await self._read()
