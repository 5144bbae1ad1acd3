"""Guards: what should not go into an agent, or come out of it."""

import re
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import TEXT, AssetSpec, Param
from aixtui.sandbox.engines.engine import Engine, EngineError, Inputs, Job
from aixtui.sandbox.engines.english import STOP_WORDS
from aixtui.sandbox.engines.prose import words

_HERE = "The sandbox does this by simple rules."
_ATTACKS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:instructions?|rules?|prompts?|guidelines)"
    r"|\b(?:reveal|print|show|repeat)\b[^.\n]{0,30}\b(?:system|hidden|initial) prompt"
    r"|\byou are now\b|\bdeveloper mode\b|\bjailbreak|\bpretend (?:to be|you are)\b",
    re.IGNORECASE,
)
_PERSONAL = {
    "EMAIL": re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"),
    "CARD": re.compile(r"\b(?:\d[ -]?){13,16}\b"),
    "IBAN": re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b"),
    "IP": re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b"),
    "PHONE": re.compile(r"(?<!\w)\+?\d[\d ()-]{7,16}\d\b"),
}
_ENOUGH_SUPPORT = 0.5


def find_attacks(inputs: Inputs, _job: Job) -> object:
    """Phrases of `text` that try to talk an agent out of its instructions."""
    text = str(inputs["text"])
    found = [match[0] for match in _ATTACKS.finditer(text)]
    return {"flagged": bool(found), "reasons": found, "text": text}


def hide_personal_data(inputs: Inputs, _job: Job) -> object:
    """`text` with addresses and numbers of persons replaced by their kind."""
    text, reasons = str(inputs["text"]), []
    for kind, pattern in _PERSONAL.items():
        text, count = pattern.subn(f"[{kind}]", text)
        if count:
            reasons.append(f"{count} x {kind}")
    return {"flagged": bool(reasons), "reasons": reasons, "text": text}


def check_grounding(inputs: Inputs, _job: Job) -> object:
    """Which share of the telling words of `text` is in `context`.

    Raises:
        EngineError: the context is empty.
    """
    text = str(inputs["text"])
    told = {word.lower() for word in words(text)} - STOP_WORDS
    known = {word.lower() for word in words(str(inputs.get("context", "")))}
    if not known:
        raise EngineError("There is no source that the text could rest on.")
    support = len(told & known) / len(told) if told else 1.0
    missing = sorted(told - known)[:20]
    flagged = support < _ENOUGH_SUPPORT
    return {
        "flagged": flagged,
        "reasons": missing if flagged else [],
        "support": round(support, 3),
        "text": text,
    }


def _describe(output: Any) -> str:
    return f"Flagged: {', '.join(output['reasons'])}." if output["flagged"] else "Nothing is flagged."


def _spec(name: str, title: str, description: str, *more: Param) -> AssetSpec:
    return AssetSpec(
        path=f"aws/{name}",
        name=title,
        description=f"{description} {_HERE}",
        function=("guardrails", "Guardrails"),
        developer="AWS",
        host="aws",
        price=0.00015,
        params=(TEXT, *more),
    )


GUARDS = (
    Engine(
        _spec(
            "detect-prompt-attacks-guardrail",
            "Detect Prompt Attacks",
            "Finds attempts to talk an agent round.",
        ),
        find_attacks,
        topics=("prompt attack",),
        describe=_describe,
    ),
    Engine(
        _spec(
            "sensitive-information-guardrail", "Sensitive Information", "Finds personal data and hides it."
        ),
        hide_personal_data,
        topics=("personal data", "sensitive", "redact"),
        describe=_describe,
    ),
    Engine(
        _spec(
            "contextual-grounding-check-guardrail",
            "Contextual Grounding Check",
            "Finds answers that their source does not support.",
            Param("context", description="The source."),
        ),
        check_grounding,
        topics=("grounding",),
        describe=_describe,
    ),
)
