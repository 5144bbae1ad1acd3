"""The commands that do what the actions of the app do: a sentence that a command says names those."""

from aixtui.actions import ACTIONS

_OF_IDS = {
    "help": "aixtui keys",
    "palette": "aixtui ls",
    "open": "aixtui get",
    "open-row": "aixtui get",
    "go": "aixtui open",
    "command": "aixtui open",
    "search": "aixtui ls",
    "filters": "aixtui ls",
    "drop-chip": "aixtui ls",
    "drop-last-filter": "aixtui ls",
    "page-filter": "aixtui ls",
    "sort": "aixtui ls",
    "next-page": "aixtui ls",
    "previous-page": "aixtui ls",
    "first-page": "aixtui ls",
    "last-page": "aixtui ls",
    "go-to": "aixtui ls",
    "show-kind": "aixtui ls",
    "export": "aixtui ls",
    "wide": "aixtui ls",
    "columns": "aixtui ls",
    "refresh": "aixtui ls",
    "copy": "aixtui get",
    "links": "aixtui get",
    "open-reference": "aixtui get",
    "find": "aixtui get",
    "show-tab": "aixtui get",
    "add": "aixtui create",
    "save": "aixtui create",
    "from-file": "aixtui create",
    "pick": "aixtui create",
    "edit": "aixtui edit",
    "edit-document": "aixtui edit",
    "edit-text": "aixtui edit",
    "clone": "aixtui clone",
    "delete": "aixtui rm",
    "download": "aixtui download",
    "drafts": "aixtui drafts ls",
    "past-runs": "aixtui runs ls",
    "watch-runs": "aixtui runs wait",
    "watch": "aixtui runs attach",
    "star": "aixtui runs star",
    "delete-run": "aixtui runs rm",
    "run": "aixtui run",
    "start": "aixtui run",
    "rerun": "aixtui run",
    "choose-action": "aixtui run",
    "more": "aixtui run",
    "background": "aixtui run",
    "raw": "aixtui runs show",
    "read-step": "aixtui runs show",
    "note": "aixtui runs note",
    "compare": "aixtui runs compare",
    "earlier-inputs": "aixtui runs show",
    "favourite": "aixtui favourite",
    "views": "aixtui views ls",
    "save-view": "aixtui views save",
    "rename-place": "aixtui views rename",
    "remove-place": "aixtui views rm",
    "sandbox": "aixtui sandbox",
    "use-stored": "aixtui auth import",
    "theme": "aixtui config set",
    "profile": "aixtui profile use",
    "settings": "aixtui config show",
    "change-setting": "aixtui config set",
    "reset-setting": "aixtui config set",
    "messages": "aixtui messages",
    "duplicate": "aixtui duplicate",
    "onboard": "aixtui onboard",
    "undo-list": "aixtui undo",
}
"""The command that does what the actions of an id do, in most places."""
_OF_PLACES = {
    "detail.refresh": "aixtui get",
    "messages.refresh": "aixtui messages",
    "run.refresh": "aixtui run",
    "run.edit-document": "aixtui run",
    "run.edit-text": "aixtui run",
    "panel.copy": "aixtui runs show",
    "step.copy": "aixtui runs show",
    "panel.download": "aixtui runs show",
    "panel.export": "aixtui runs show",
    "run.save": "aixtui runs show",
    "panel.find": "aixtui runs show",
    "panel.show-tab": "aixtui runs show",
    "panel.sort": "aixtui runs show",
    "settings.edit-text": "aixtui config edit",
    "settings.find": "aixtui config show",
}
"""Where an action of such an id does something else."""
COMMANDS = {
    action.place: _OF_PLACES.get(action.place) or _OF_IDS[action.id]
    for action in ACTIONS
    if action.id in _OF_IDS
}
"""The command that does what an action does, by `scope.id`."""


def command_for(place: str) -> str:
    """What a sentence says is done for an action, by `scope.id`: its command, without one its label."""
    action = next(action for action in ACTIONS if action.place == place)
    return COMMANDS.get(place) or f"“{action.label}” in the app"
