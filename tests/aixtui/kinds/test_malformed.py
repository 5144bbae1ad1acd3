"""Documents of every kind with one field that is something else: they are read, or the field is named."""

import itertools
from typing import Any

import pytest

from aixsdk.exceptions import AixplainV2Error
from aixtui.kinds import KINDS
from aixtui.kindspec.fields import text_of
from aixtui.kindspec.kind import Kind
from aixtui.workspace.problems import explain
from aixtui.workspace.workspace import WorkspaceGateway
from tests.aixtui.kinds.documents import DOCUMENTS
from tests.sdk.platform import connected

WRONG: list[Any] = [5, "x", True, [1], [None], {"a": 1}, [{"name": 5, "id": [], "type": {}}]]


def look_at(gateway: WorkspaceGateway, kind: Kind, document: dict[str, Any]) -> AixplainV2Error | None:
    """Show all that lists, details, forms and runs show of it; the error where it cannot be read."""
    try:
        resource = gateway.get(kind, document["id"])
    except AixplainV2Error as error:
        return error
    for column in kind.columns:
        column.value(resource)
    for section in kind.sections:
        for fact in section.facts:
            fact.value(resource)
    for field in kind.fields:
        text_of(field, resource)
    if kind.inputs:
        kind.inputs(resource)
    gateway.document(resource)
    return None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_no_document_is_a_defect_of_the_app(kind: Kind) -> None:
    whole = DOCUMENTS[kind.id]
    refused = 0
    with connected() as (aix, platform):
        gateway = WorkspaceGateway(aix)
        look_at(gateway, kind, whole)
        where = platform.sent[0].partition("?")[0]
        for key, wrong in itertools.product(whole.keys() - {"id"}, WRONG):
            document = whole | {key: wrong}
            platform.on(where, document)
            error = look_at(gateway, kind, document)
            if error is not None:
                refused += 1
                problem = explain(error)
                assert problem.title == "A fault of the platform", (key, wrong, problem)
                assert key in problem.text, (key, wrong, problem)
                assert error.document == document
    assert refused
