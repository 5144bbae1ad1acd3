"""What of the catalogue runs in this sandbox, and what stands in the way of the rest."""

import json
from collections.abc import Mapping
from typing import NamedTuple, Self

from aixtui.sandbox.store.database import Value
from aixtui.sandbox.store.document import Doc, part

KEY = "availability"
"""The one key that a document here has and the live platform's has not."""
_KINDS = ("model", "tool")
_NO_ENGINE = "It runs on the live platform only; the sandbox has no engine for it."
_NO_CODE = "It is made of code, which does not run while other machines can reach this sandbox."

REMOTE_ONLY = {"remote": _NO_ENGINE}
"""The engine of what can be connected and looked at here, with why it does not run."""


class Availability(NamedTuple):
    """Whatever has an engine runs, but for those that are `idle` now, each with the reason.

    What has none of its own may be run by the user's own language model, by its function.
    """

    idle: Mapping[str, str] = REMOTE_ONLY
    functions: tuple[str, ...] = ()

    @classmethod
    def here(cls, *, runs_code: bool, has_model: bool, missing: Mapping[str, str]) -> Self:
        """What runs where tools may or may not run code, with or without a language model of the user's.

        `missing` says of engines that lack something here what that is.
        """
        code = {} if runs_code else {"python-code": _NO_CODE}
        idle = {**REMOTE_ONLY, **code, **missing}
        return cls(idle, ("text-generation",) if has_model else ())

    def of(self, kind: Value, engine: Value, function: Value) -> Doc | None:
        """What a document says: `runs`, where that is false the `reason`; None for kinds that say nothing."""
        if kind not in _KINDS:
            return None
        if function in self.functions or (engine is not None and engine not in self.idle):
            return {"runs": True}
        return {"runs": False, "reason": self.idle.get(str(engine), _NO_ENGINE)}

    def described(self, document: Doc, kind: str, engine: str | None) -> Doc:
        """A document with what there is to say."""
        said = self.of(kind, engine, part(document, "function", "id"))
        return document if said is None else {KEY: said, **document}

    def add_to(self, document: Value, kind: Value, engine: Value, function: Value) -> str:
        """The same of a document as JSON text, which is not taken apart for that."""
        text, said = str(document), self.of(kind, engine, function)
        return text if said is None else f'{{"{KEY}":{json.dumps(said)},{text[1:]}'

    def condition(self, wanted: bool) -> tuple[str, tuple[Value, ...]]:
        """The SQL of whether an asset runs, with its values."""
        idle, functions = (", ".join("?" * len(names)) for names in (self.idle, self.functions))
        runs = f"ifnull(engine NOT IN ({idle}) OR function IN ({functions}), 0)"
        return runs if wanted else f"NOT {runs}", (*self.idle, *self.functions)
