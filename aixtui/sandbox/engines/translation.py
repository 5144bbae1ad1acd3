"""Translation by apertium, between the languages that are installed for it."""

from typing import Any

from aixtui.sandbox.catalogue.asset_spec import TEXT, Param
from aixtui.sandbox.engines.engine import Engine, EngineError, Inputs, Job
from aixtui.sandbox.engines.installed import listed_by, run_program
from aixtui.sandbox.engines.language_codes import short, spellings
from aixtui.sandbox.engines.own_asset import own_asset
from aixtui.sandbox.programs import APERTIUM


def compute(inputs: Inputs, job: Job) -> object:
    """The text in another language."""
    wanted = f"{short(str(inputs['sourcelanguage']))}-{short(str(inputs['targetlanguage']))}"
    pairs = {line.strip() for line in listed_by(APERTIUM, "-l")}
    sources, targets = spellings(str(inputs["sourcelanguage"])), spellings(str(inputs["targetlanguage"]))
    found = [
        f"{source}-{target}" for source in sources for target in targets if f"{source}-{target}" in pairs
    ]
    if not found:
        raise EngineError(f"apertium has no pair {wanted} on this machine; it has {_offered(pairs)}.")
    said = run_program(APERTIUM, ["-u", found[0]], str(inputs["text"]).encode(), seconds=job.seconds_left)
    return said.decode(errors="replace").rstrip("\n")


def _offered(pairs: set[str]) -> str:
    """The pairs in short codes; variants such as `eng-cat_valencia` are left out."""
    plain = (pair.split("-") for pair in pairs if "_" not in pair and pair.count("-") == 1)
    return ", ".join(sorted(f"{short(source)}-{short(target)}" for source, target in plain)) or "none"


def describe(output: Any) -> str:
    """The translation."""
    return f"In translation: {output}"


ENGINE = Engine(
    own_asset(
        path="sandbox/apertium-translation",
        name="Apertium Translation",
        description="Translates by rules with apertium, if this machine has it.",
        function=("translation", "Translation"),
        price=0.0002,
        params=(
            TEXT,
            Param(
                "sourcelanguage", required=True, default="en", description="Code of its language, such as en."
            ),
            Param(
                "targetlanguage", required=True, default="es", description="Code of the other, such as es."
            ),
        ),
    ),
    compute,
    topics=("translat",),
    describe=describe,
)
