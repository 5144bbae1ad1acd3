"""What the catalogue says of an engine of our own: who made it and where it runs is the same of all."""

from aixtui.sandbox.catalogue.asset_spec import TEXT, AssetSpec, Param


def own_asset(
    path: str,
    name: str,
    description: str,
    function: tuple[str, str],
    *,
    price: float = 0.0,
    params: tuple[Param, ...] = (TEXT,),
    connection: tuple[str, ...] = ("synchronous",),
    streaming: bool = False,
    function_type: str = "ai",
    id: str | None = None,
) -> AssetSpec:
    """The asset of an engine; `path` begins with `sandbox/`."""
    return AssetSpec(
        path=path,
        name=name,
        description=f"{description} Runs in this sandbox.",
        function=function,
        developer="Sandbox",
        host="sandbox",
        price=price,
        params=params,
        connection=connection,
        streaming=streaming,
        function_type=function_type,
        version="1",
        id=id,
    )
