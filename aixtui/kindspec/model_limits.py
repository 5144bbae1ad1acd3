"""The limits that an API key has for single models, as entries of a field. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from aixtui.kindspec.cells import clean
from aixtui.kindspec.field import Field
from aixtui.kindspec.records import Around, Entry, Names, Opened, Records, Wrong
from aixtui.kindspec.references import Reference
from aixtui.kindspec.text_codec import LIMIT

_MODEL, _COUNTED = "assetId", "tokenType"
_AMOUNTS = {
    "rpm": ("Requests a minute", "requests/min"),
    "rpd": ("Requests a day", "requests/day"),
    "tpm": ("Tokens a minute", "tokens/min"),
    "tpd": ("Tokens a day", "tokens/day"),
}
_KNOWN = (_MODEL, *_AMOUNTS, _COUNTED)
_FIELDS = (
    Field(
        _MODEL,
        "Model",
        required=True,
        help="The one that is limited.",
        reference=Reference(("model",), is_looked_up=True),
    ),
    *(Field(key, label, help="Empty: no limit.", codec=LIMIT) for key, (label, _) in _AMOUNTS.items()),
    Field(
        _COUNTED,
        "Tokens counted",
        options=("input", "output", "total"),
        help="Which tokens the limits count.",
    ),
)


def _model(limits: Entry) -> str:
    found = limits.get(_MODEL)
    return found if isinstance(found, str) else ""


def _open(limits: Entry, _: Around) -> Opened[Field]:
    values = {key: limits.get(key) for key in _KNOWN}
    return Opened(_FIELDS, values, lambda values: {**limits, **values})


def _line(limits: Entry, names: Names) -> str:
    amounts = [f"{clean(limits[key])} {unit}" for key, (_, unit) in _AMOUNTS.items() if limits.get(key)]
    counted = [f"counting {clean(limits[_COUNTED])}"] if limits.get(_COUNTED) else []
    return f"{names(_model(limits)) or 'no model'}: {', '.join([*(amounts or ['no limit']), *counted])}"


def _check(limits: Entry, others: Sequence[Entry]) -> Wrong | None:
    if not _model(limits):
        return Wrong(_MODEL, "Model is required.")
    if _model(limits) in map(_model, others):
        return Wrong(_MODEL, "This model has limits already: one entry holds all of them.")
    for key, (label, _) in _AMOUNTS.items():
        amount = limits.get(key)
        if amount is not None and (isinstance(amount, bool) or not isinstance(amount, int) or amount < 0):
            return Wrong(key, f"{label} must be a whole number, not {clean(amount)!r}.")
    return None


def _assigned(entries: Sequence[Any]) -> list[Mapping[str, Any]]:
    """What a client takes; what the platform has beside that stays in its document."""
    return [{key: entry[key] for key in _KNOWN if key in entry} for entry in entries]


MODEL_LIMITS = Records[Field]("limit", "assetsLimits", _open, _line, _model, check=_check, assigned=_assigned)
