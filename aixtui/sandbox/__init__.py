"""The embedded platform: an aiXplain v2 server with real storage and real engines.

`start` runs it inside this process. Importing this package costs nothing; the server and its libraries
load on the first use of a name.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aixtui.sandbox.embed import RunningSandbox, start
    from aixtui.sandbox.engines.language_model import LanguageModel
    from aixtui.sandbox.file_lock import serving
    from aixtui.sandbox.problems import SandboxError

__all__ = ["LanguageModel", "RunningSandbox", "SandboxError", "serving", "start"]


def __getattr__(name: str) -> object:
    """Load the public names on first use."""
    if name == "SandboxError":
        from aixtui.sandbox.problems import SandboxError

        return SandboxError
    if name == "LanguageModel":
        from aixtui.sandbox.engines.language_model import LanguageModel

        return LanguageModel
    if name == "serving":
        from aixtui.sandbox.file_lock import serving

        return serving
    if name in __all__:
        from aixtui.sandbox import embed

        return getattr(embed, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
