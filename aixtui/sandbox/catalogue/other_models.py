"""Models that see, draw, classify and guard."""

from collections.abc import Iterator

from aixtui.sandbox.catalogue.asset_spec import TEXT, AssetSpec, Param
from aixtui.sandbox.catalogue.language_models import slug
from aixtui.sandbox.catalogue.raw import data

_SIZES = (("512x512", "Small"), ("1024x1024", "Square"), ("1792x1024", "Wide"))
_PARAMS = {
    param.name: param
    for param in (
        TEXT,
        Param("source_image", "image", "image", required=True, description="The picture."),
        Param("source_video", "video", "video", required=True, description="The video."),
        Param("question", required=True),
        Param("size", "label", default="1024x1024", options=_SIZES),
        Param("seed", sub_type="number"),
        Param("length", sub_type="number"),
        Param("duration", sub_type="number", default="5"),
    )
}


def other_models() -> Iterator[AssetSpec]:
    """All models of this file."""
    for group in data("other_models"):
        for maker in group["makers"]:
            for name in maker["names"]:
                full = name if name.startswith(maker["developer"]) else f"{maker['developer']} {name}"
                yield AssetSpec(
                    path=f"{maker['host']}/{slug(full)}",
                    name=full,
                    description=group["description"],
                    function=(group["function"], group["function_name"]),
                    developer=maker["developer"],
                    host=maker["host"],
                    price=group["price"],
                    unit=group["unit"],
                    params=tuple(_PARAMS[param] for param in group["params"]),
                    connection=("asynchronous",) if "video" in group["function"] else ("synchronous",),
                )
