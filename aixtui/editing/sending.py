"""How what was typed into a form gets to the server: at once, or with files, telling how far they are."""

from collections.abc import Mapping

from aixtui.editing.form import Form
from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Resource
from aixtui.workspace.measure import Measure
from aixtui.workspace.resource_writes import OnSent, Progress
from aixtui.workspace.workspace import WorkspaceGateway

_ID = "files"


class SendingStoppedError(Exception):
    """The user broke the sending of files off."""

    title = "Stopped"
    hint = "What was sent until then is there: look before you send it again."
    outcome_unknown = True


async def send(form: Form, face: Face, changes: Mapping[str, str], on_sent: OnSent) -> Resource:
    """Save the changes, and return the resource as the server has it; files can be stopped by the user."""
    if not any(form.field(name).is_path for name in changes):
        return await form.session.write(lambda ws: _write(ws, form, changes, on_sent))
    measure, saved, failures = Measure(), list[Resource](), list[Exception]()

    async def carry(_: str) -> None:
        try:
            saved.append(
                await form.session.write_until_stopped(
                    lambda ws: _write(ws, form, changes, on_sent, on_progress=measure.report)
                )
            )
        except Exception as error:
            failures.append(error)
            raise

    name = clean(next(text for field, text in changes.items() if form.field(field).is_path))
    form.activity.end()  # the progress tells what goes on, and stays when that is over
    title = f"Uploading {name}"
    await face.progress(title, [(_ID, name)], carry, breaks_off=True, measure=measure, closes=True)
    if saved:
        return saved[0]
    raise failures[0] if failures else SendingStoppedError(f"The upload of {name} was stopped.")


def _write(
    workspace: WorkspaceGateway,
    form: Form,
    changes: Mapping[str, str],
    on_sent: OnSent,
    **telling: Progress,
) -> Resource:
    if form.original is not None:
        return workspace.clone(form.kind, form.original.resource, changes, on_sent)
    if form.resource is not None:
        return workspace.save(form.kind, form.resource, changes, on_sent, form.like, **telling)
    texts = changes if form.like is None else form.texts  # what was emptied is not to be like it
    return workspace.create(form.kind, texts, on_sent, form.like, **telling)
