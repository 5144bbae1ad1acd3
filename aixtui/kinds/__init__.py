"""The kinds, one file each, and the ordered tuple of them all."""

from aixtui.kinds.agent import AGENT
from aixtui.kinds.api_key import API_KEY
from aixtui.kinds.file import FILE
from aixtui.kinds.inspector import INSPECTOR
from aixtui.kinds.integration import INTEGRATION
from aixtui.kinds.model import MODEL
from aixtui.kinds.session import SESSION
from aixtui.kinds.skill import SKILL
from aixtui.kinds.tool import TOOL
from aixtui.kinds.trigger import TRIGGER
from aixtui.kinds.utility import UTILITY
from aixtui.kindspec.kind import Kind

KINDS: tuple[Kind, ...] = (
    AGENT,
    MODEL,
    TOOL,
    INTEGRATION,
    UTILITY,
    SKILL,
    SESSION,
    TRIGGER,
    FILE,
    API_KEY,
    INSPECTOR,
)


def find_kind(word: str) -> Kind | None:
    """The kind that a word names (id, plural or alias, in any case), or None."""
    name = word.strip().lower()
    return next((kind for kind in KINDS if name in (kind.id, kind.plural, *kind.aliases)), None)
