"""The kinds, one file each, and the ordered tuple of them all."""

from aixtui.catalog.kind import Kind
from aixtui.kinds.agent import AGENT
from aixtui.kinds.model import MODEL

KINDS: tuple[Kind, ...] = (AGENT, MODEL)


def find_kind(word: str) -> Kind | None:
    """The kind that a word names (id, plural or alias, in any case), or None."""
    wanted = word.strip().lower()
    return next((kind for kind in KINDS if wanted in (kind.id, kind.plural, *kind.aliases)), None)
