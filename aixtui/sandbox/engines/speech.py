"""Speech by espeak-ng, as a recording that this server keeps."""

from typing import Any

from aixtui.sandbox.catalogue.asset_spec import TEXT, Param
from aixtui.sandbox.engines.engine import Engine, EngineError, Inputs, Job
from aixtui.sandbox.engines.installed import listed_by, run_program
from aixtui.sandbox.engines.own_asset import own_asset
from aixtui.sandbox.programs import ESPEAK

_SPEEDS = (80, 450)
_HEAD, _LANGUAGE = 1, 1
"""Of the table of voices: its heading, and the column of the language."""


def compute(inputs: Inputs, job: Job) -> object:
    """The address of a WAV recording of the text."""
    language, speed = str(inputs["language"]).strip().lower(), int(inputs["speed"])
    if not _SPEEDS[0] <= speed <= _SPEEDS[1]:
        raise EngineError(f"speed must be from {_SPEEDS[0]} to {_SPEEDS[1]} words a minute.")
    rows = [line.split() for line in listed_by(ESPEAK, "--voices")[_HEAD:]]
    known = [row[_LANGUAGE] for row in rows if len(row) > _LANGUAGE]
    voice = next((code for code in known if code == language or code.startswith(f"{language}-")), None)
    if voice is None:
        raise EngineError(f"espeak-ng has no voice {language!r}; it has {', '.join(sorted(known))}.")
    arguments = ["--stdin", "--stdout", "-v", voice, "-s", str(speed)]
    said = run_program(ESPEAK, arguments, str(inputs["text"]).encode(), seconds=job.seconds_left)
    return job.services.publish("speech.wav", "audio/wav", said)


def describe(output: Any) -> str:
    """Where the recording is."""
    return f"The recording is at {output}"


ENGINE = Engine(
    own_asset(
        path="sandbox/espeak-speech",
        name="eSpeak Speech",
        description="Makes a recording of a text with espeak-ng, if this machine has that.",
        function=("speech-synthesis", "Speech Synthesis"),
        price=0.0002,
        params=(
            TEXT,
            Param("language", default="en", description="Code of a voice, such as en or pt-br."),
            Param("speed", sub_type="number", default="175", description="Words a minute, from 80 to 450."),
        ),
    ),
    compute,
    topics=("speak", "read aloud", "speech"),
    describe=describe,
)
