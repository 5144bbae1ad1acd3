"""Asking the platform again what a resource takes, while its inputs are typed."""

from aixtui.face import Face
from aixtui.kindspec.cells import clean, clean_block
from aixtui.kindspec.field import Field
from aixtui.running.reloaded_inputs import reload_inputs
from aixtui.running.run import Run
from aixtui.running.run_form import Renewal
from aixtui.workspace.session import AppSession

NOT_SENT = "Nothing was sent."
GONE = "Typed into inputs that are gone"


class Reloading:
    """What was typed stays; what was typed into inputs that are gone is shown."""

    def __init__(self, session: AppSession, run: Run, face: Face) -> None:
        self._session, self._run, self._face = session, run, face

    async def reload(self) -> None:
        """Have the inputs of now, and say what is other about them."""
        run, face = self._run, self._face
        kind, resource_id, action = run.kind, run.resource.id, run.form.action
        try:
            with face.busy(f"asking what {run.name} takes"):
                reloaded = await self._session.read(lambda ws: reload_inputs(ws, kind, resource_id, action))
        except Exception as error:
            face.problem(error)
            return
        if reloaded.is_gone:
            face.tell(f"{run.name} can no longer do {clean(action)}: choose something else.", warning=True)
            return
        renewal = run.renew(reloaded)
        face.tell(f"{_told(renewal)} {NOT_SENT}", warning=bool(renewal.gone))
        if typed := [(field, text) for field, text in renewal.gone if text and text != field.default]:
            await face.read(GONE, "\n\n".join(_typed(field, text) for field, text in typed))


def _told(renewal: Renewal) -> str:
    gone = [field for field, _ in renewal.gone]
    said = (("new", renewal.new), ("other than before", renewal.changed), ("gone", gone))
    parts = [f"{word}: {', '.join(_name(one) for one in fields)}" for word, fields in said if fields]
    return f"Loaded again, {'; '.join(parts)}." if parts else "Loaded again: the inputs are as they were."


def _name(field: Field) -> str:
    return clean(field.label)


def _typed(field: Field, text: str) -> str:
    return f"{_name(field)}\n{'secret: not shown' if field.is_secret else clean_block(text)}"
