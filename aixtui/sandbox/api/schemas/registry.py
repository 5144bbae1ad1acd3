"""All schemas, and what stands for one."""

from aixtui.sandbox.api.schemas import account, agents, assets, conversations, file_assets, runs
from aixtui.sandbox.api.schemas.vocabulary import ref
from aixtui.sandbox.store.document import Doc

SCHEMAS: dict[str, Doc] = {
    **account.SCHEMAS,
    **agents.SCHEMAS,
    **assets.SCHEMAS,
    **conversations.SCHEMAS,
    **file_assets.SCHEMAS,
    **runs.SCHEMAS,
}
"""What `ref` names."""


def schema_of(named: Doc | str) -> Doc:
    """A schema that is given itself or by its name."""
    return ref(named) if isinstance(named, str) else named


def resolved(schema: Doc) -> Doc:
    """The schema itself where one that was given refers to it."""
    return SCHEMAS[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
