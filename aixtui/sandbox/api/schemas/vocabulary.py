"""The words that the schemas are written in: JSON Schema 2020-12 in short."""

from collections.abc import Iterable

from aixtui.sandbox.store.document import Doc

ANYTHING: Doc = {}
TEXT: Doc = {"type": "string"}
FILLED: Doc = {"type": "string", "pattern": r"\S"}
"""Text that is not blank."""
FLAG: Doc = {"type": "boolean"}
WHOLE: Doc = {"type": "integer"}
NUMBER: Doc = {"type": "number"}
AMOUNT: Doc = {"type": "number", "minimum": 0, "exclusiveMaximum": 1e12}
COUNT: Doc = {"type": "integer", "minimum": 1}
PAGE_NUMBER: Doc = {"type": "integer", "minimum": 0, "maximum": 10_000_000}
PAGE_SIZE: Doc = {"type": "integer", "minimum": 1, "maximum": 1000}
MOMENT: Doc = {"type": "string", "format": "date-time"}
OBJECT: Doc = {"type": "object"}


def ref(name: str) -> Doc:
    """The schema of this name."""
    return {"$ref": f"#/components/schemas/{name}"}


def array(items: Doc) -> Doc:
    """An array of such items."""
    return {"type": "array", "items": items}


def maybe(schema: Doc) -> Doc:
    """The same, or null."""
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(*values: object) -> Doc:
    """One of these values."""
    return {"enum": list(values)}


def record(required: str = "", /, **fields: Doc) -> Doc:
    """An object of these fields and no other; `required` names those that are never absent."""
    return {**loose(required, **fields), "additionalProperties": False}


def loose(required: str = "", /, **fields: Doc) -> Doc:
    """An object that may have other fields too."""
    return {"type": "object", "properties": fields, "required": required.split()}


def such_as(schema: Doc, **example: object) -> Doc:
    """The same, with an example."""
    return {**schema, "examples": [example]}


def full(*absent: str, **fields: Doc) -> Doc:
    """An object with all of these fields and no other, but for those that may be `absent`."""
    return record(" ".join(name for name in fields if name not in absent), **fields)


def optional(names: Iterable[str], schema: Doc) -> dict[str, Doc]:
    """Fields of these names that may be null."""
    return {name: maybe(schema) for name in names}


def page_of(name: str) -> Doc:
    """A page of a search for what this schema describes."""
    return full(results=array(ref(name)), total=WHOLE, pageTotal=WHOLE, pageNumber=WHOLE)


def older_page_of(name: str) -> Doc:
    """A page under the key names of the first version."""
    return full(items=array(ref(name)), total=WHOLE, pageTotal=WHOLE)
