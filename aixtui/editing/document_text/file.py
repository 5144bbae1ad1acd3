"""A file of the user's that holds a document."""

import re
from pathlib import Path

from aixtui.editing.document_text.from_json import read_json
from aixtui.editing.document_text.from_yaml import read_yaml, read_yaml_documents
from aixtui.editing.document_text.nodes import DocumentTextError, Entries, Items, Node, NoDocumentError
from aixtui.files.gate import read_file

LARGEST = 2_000_000
"""Bytes of a file that is read."""


_LIKE_JSON = re.compile(r'\s*[{\[]\s*["{\[]')


class DocumentFileError(Exception):
    """A file holds no document that can be taken; the text says which file, where and why."""

    title = "The file cannot be read"
    code = "usage"
    hint = ""


def read_document_file(name: str) -> Entries:
    """The document in a JSON or YAML file; `~` is the home.

    Raises:
        DocumentFileError: it is not there, is no such file, or holds something else.
    """
    return document_of_bytes(_bytes_of(name), name, is_json=is_named_as_json(name))


def is_named_as_json(name: str) -> bool:
    """Whether a file of this name is JSON and nothing else."""
    return Path(name).suffix.lower() in (".json", ".jsonl")


def read_text_file(name: str) -> str:
    """The text of a file, without the line break at its end; `~` is the home.

    Raises:
        DocumentFileError: it is not there, or is no text.
    """
    return _decoded(_bytes_of(name), name).replace("\r\n", "\n").removesuffix("\n")


def _bytes_of(name: str) -> bytes:
    try:
        return read_file(Path(name).expanduser(), most=LARGEST + 1)
    except FileNotFoundError:
        raise DocumentFileError(f"There is no file {name}.") from None
    except (OSError, RuntimeError, ValueError) as error:  # a home that nobody has, a name that none can have
        reason = getattr(error, "strerror", None) or error
        raise DocumentFileError(f"{name} cannot be read: {reason}.") from None


def read_documents_file(name: str) -> tuple[Entries, ...]:
    """The documents in a file, as `documents_of_bytes` reads them; `~` is the home.

    Raises:
        DocumentFileError: it is not there, is no such file, or holds something else.
    """
    return documents_of_bytes(_bytes_of(name), name)


def document_of_bytes(data: bytes, name: str, *, is_json: bool = False) -> Entries:
    """The document in the bytes of a file of this name.

    Raises:
        DocumentFileError: they hold something else.
    """
    text = _decoded(data, name)
    try:
        return the_document(read_text(text, is_json=is_json))
    except DocumentTextError as error:
        raise DocumentFileError(f"{name}, {error}") from None


def documents_of_bytes(data: bytes, name: str) -> tuple[Entries, ...]:
    """The documents in the bytes of a file of this name: a list of them, or YAML with `---` between them.

    Raises:
        DocumentFileError: they hold something else.
    """
    text = _decoded(data, name)
    try:
        is_list = text.lstrip().startswith(("{", "["))
        nodes = (read_text(text),) if is_list else read_yaml_documents(text)
        if len(nodes) == 1 and isinstance(nodes[0], Items):
            nodes = nodes[0].nodes
        return tuple(map(the_document, nodes))
    except DocumentTextError as error:
        raise DocumentFileError(f"{name}, {error}") from None


def _decoded(data: bytes, name: str) -> str:
    if len(data) > LARGEST:
        raise DocumentFileError(
            f"{name} has more than {LARGEST // 1_000_000} MB: that is more than a form takes."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentFileError(f"{name}, line {line}: it is not UTF-8 text. Save it as UTF-8.") from None


def read_text(text: str, *, is_json: bool = False) -> Node:
    """The parts of a text that is JSON, or else YAML, which most JSON is as well.

    Raises:
        DocumentTextError: it is neither.
    """
    if is_json:
        return read_json(text)
    if not text.lstrip().startswith(("{", "[")):
        return read_yaml(text)
    try:
        return read_json(text)
    except DocumentTextError as error:
        try:
            return read_yaml(text)  # in YAML, too, such brackets open what they do in JSON
        except DocumentTextError:
            if _LIKE_JSON.match(text):
                raise error from None
            raise


def the_document(node: Node) -> Entries:
    """The one document that there is, alone or in a list.

    Raises:
        NoDocumentError: there are several, or none.
    """
    if isinstance(node, Items) and len(node.nodes) == 1:
        node = node.nodes[0]
    if isinstance(node, Items):
        count = len(node.nodes)
        raise NoDocumentError(f"It is a list of {count}: one document is taken.", node.place)
    if not isinstance(node, Entries):
        raise NoDocumentError("It is a single value: a document has names with values.", node.place)
    return node
