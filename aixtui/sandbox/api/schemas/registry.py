"""All schemas by name. A file of them is loaded when one of it is asked for: the first page needs one."""

from functools import cache
from importlib import import_module

from aixtui.sandbox.api.schemas.vocabulary import ref
from aixtui.sandbox.store.document import Doc

_FILES = ("assets", "agents", "runs", "conversations", "file_assets", "account")


def all_schemas() -> dict[str, Doc]:
    """Name -> schema."""
    return {name: schema for file in _FILES for name, schema in _schemas_in(file).items()}


def schema_of(named: Doc | str) -> Doc:
    """A schema that is given itself or by its name."""
    return ref(named) if isinstance(named, str) else named


def resolved(schema: Doc) -> Doc:
    """The schema itself where one that was given refers to it."""
    return _named(schema["$ref"].rpartition("/")[2]) if "$ref" in schema else schema


@cache
def _named(name: str) -> Doc:
    return next(found[name] for file in _FILES if name in (found := _schemas_in(file)))


def _schemas_in(file: str) -> dict[str, Doc]:
    schemas: dict[str, Doc] = import_module(f"aixtui.sandbox.api.schemas.{file}").SCHEMAS
    return schemas
