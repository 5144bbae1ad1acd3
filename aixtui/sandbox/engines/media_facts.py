"""What is in a recording, a picture or a video: lengths and sizes, read from the file's header."""

from pathlib import Path
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import Param
from aixtui.sandbox.engines.engine import Engine, EngineError, Inputs, Job
from aixtui.sandbox.engines.own_asset import own_asset
from aixtui.sandbox.engines.uploaded import uploaded_path

_KINDS = ("audio", "image", "video")


def compute(inputs: Inputs, job: Job) -> object:
    """The facts of each file that was given, by its kind."""
    given = [kind for kind in _KINDS if inputs.get(kind)]
    if not given:
        raise EngineError("Give a recording, a picture or a video.")
    return {kind: _facts(kind, uploaded_path(inputs, job, kind)) for kind in given}


def _facts(kind: str, path: Path) -> dict[str, Any]:
    return _picture(path) if kind == "image" else _recording(kind, path)


def _picture(path: Path) -> dict[str, Any]:
    import imagesize

    try:
        width, height = imagesize.get(path)
    except ValueError:
        width = height = -1
    if width <= 0 or height <= 0:
        raise EngineError("The picture has no form that is known here, such as PNG, JPEG, GIF or WebP.")
    return {"width": width, "height": height, "bytes": path.stat().st_size}


def _recording(kind: str, path: Path) -> dict[str, Any]:
    from tinytag import TinyTag, TinyTagException

    try:
        with path.open("rb") as file:  # the name on disk tells no type
            tag = TinyTag.get(file_obj=file, tags=False)
    except TinyTagException:
        tag = TinyTag()
    if not tag.duration:
        raise EngineError(f"The {kind} has no form that is known here, such as WAV, MP3, FLAC or MP4.")
    return {
        "seconds": round(tag.duration, 3),
        "samplesPerSecond": tag.samplerate,
        "channels": tag.channels,
        "bytes": path.stat().st_size,
    }


def describe(output: Any) -> str:
    """Each file in a few words."""
    sizes = {
        kind: f"{facts['width']} x {facts['height']} pixels"
        if kind == "image"
        else f"{facts['seconds']:g} seconds"
        for kind, facts in output.items()
    }
    return ". ".join(f"The {kind} has {size}" for kind, size in sizes.items()) + "."


def _media(kind: str) -> Param:
    return Param(kind, kind, kind, description="An uploaded file: its download URL or its s3:// address.")


ENGINE = Engine(
    own_asset(
        path="sandbox/media-facts",
        name="Media Facts",
        description="Reads the length of an uploaded recording or video and the size of a picture.",
        function=("utilities", "Utilities"),
        price=0.0002,
        params=tuple(_media(kind) for kind in _KINDS),
        function_type="utility",
    ),
    compute,
    topics=("media facts",),
    describe=describe,
)
