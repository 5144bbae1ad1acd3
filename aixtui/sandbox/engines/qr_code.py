"""QR codes as pictures that this server keeps."""

import io
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import TEXT, Param
from aixtui.sandbox.engines.engine import Engine, EngineError, Inputs, Job
from aixtui.sandbox.engines.own_asset import own_asset

_SCALES = (1, 40)


def compute(inputs: Inputs, job: Job) -> object:
    """The address of a PNG that holds `text`."""
    import segno

    try:
        code = segno.make(str(inputs["text"]), error="m", micro=False)
    except segno.DataOverflowError as error:
        raise EngineError("The text is too long for a QR code.") from error
    content = io.BytesIO()
    scale = min(max(int(inputs["scale"]), _SCALES[0]), _SCALES[1])
    code.save(content, kind="png", scale=scale)
    return job.services.publish("qr-code.png", "image/png", content.getvalue())


def describe(output: Any) -> str:
    """Where the picture is."""
    return f"The QR code is at {output}"


ENGINE = Engine(
    own_asset(
        path="sandbox/qr-code",
        name="QR Code",
        description="Draws a QR code and answers with the address of the picture.",
        function=("text-to-image-generation", "Text to Image Generation"),
        price=0.0005,
        params=(
            TEXT,
            Param("scale", sub_type="number", default="8", description="Pixels a module, from 1 to 40."),
        ),
    ),
    compute,
    topics=("qr",),
    describe=describe,
)
