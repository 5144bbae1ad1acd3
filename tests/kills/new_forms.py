"""Forms of new ones of each kind, killed while they are filled: the next process finds all in a draft."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from aixtui.kinds import KINDS
from aixtui.sandbox import start
from aixtui.workspace.workspace import WorkspaceGateway
from tests.driving import connection_to
from tests.kills.new_form_life import LAST, NewFormLife
from tests.kills.plan import Server
from tests.kills.zygote import Zygote

KILLED = -9
SUFFIX = "half a sen\u2028ten\x85ce\n\tand more"
SECRET = "hush-hush"


class NewForm(NamedTuple):
    """A form that there is."""

    kind: str
    source: str = ""
    way: str = ""

    @property
    def name(self) -> str:
        """To tell it from the others."""
        return " of ".join(filter(None, (self.kind, self.source, self.way)))


FORMS = (
    NewForm("agent"),
    NewForm("utility"),
    NewForm("skill"),
    NewForm("session"),
    NewForm("trigger"),
    NewForm("file"),
    NewForm("key"),
    NewForm("tool", "Python Sandbox"),
    NewForm("tool", "Slack", "BEARER_TOKEN"),
    NewForm("tool", "PostgreSQL"),
)


def play() -> Iterator[str]:
    """What there is to tell of each form, as it ends; empty where there is nothing."""
    with start(None) as sandbox, Zygote("tests.kills.new_form_life") as zygote:
        with closing(WorkspaceGateway.open(connection_to(sandbox))) as gateway:
            can = {kind.id for kind in KINDS if "create" in gateway.capabilities(kind)}
        # An integration makes tools, and is none itself.
        yield (
            f"no form is tried of: {left}"
            if (left := can - {one.kind for one in FORMS} - {"integration"})
            else ""
        )
        server = Server(sandbox.backend_url, sandbox.models_url, sandbox.api_key)
        for form in FORMS:
            with tempfile.TemporaryDirectory() as home:
                try:
                    _kill_and_find(form, server, zygote, Path(home))
                    yield ""
                except AssertionError as error:
                    yield f"{form.name}: {error}"


def _kill_and_find(form: NewForm, server: Server, zygote: Zygote, home: Path) -> None:
    report = home / "report"
    life = NewFormLife(server, str(home), str(report), *form, suffix=f"{SECRET} {SUFFIX}")
    assert zygote.run(life.to_json()) == KILLED, "it was not killed"
    typed = json.loads(report.read_text(encoding="utf-8"))["texts"]
    secrets = typed.pop("").split()
    assert zygote.run(life._replace(suffix="").to_json()) == 0, "it was not found"
    told = json.loads(report.read_text(encoding="utf-8"))
    found = told["texts"]
    assert found.keys() == typed.keys(), f"it has other fields: {found.keys() ^ typed.keys()}"
    lost = [
        name
        for name in typed.keys() - secrets
        if found[name] != typed[name] and (name != LAST or found[name])
    ]
    assert not lost, f"lost: {lost}"
    assert not any(found[name] for name in secrets), "a secret was kept"
    said = [one for one in told["messages"] if one.startswith("To be typed again")]
    assert bool(said) == bool(secrets), f"of secrets it says {said}"
    for path in home.rglob("*"):
        if path.is_file() and path != report:
            held = path.read_bytes()
            assert not any(f"{name} {SECRET}".encode() in held for name in secrets), (
                f"a secret is in {path.name}"
            )
