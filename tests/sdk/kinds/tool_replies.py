"""What the platform answers about a tool and its actions, and a script to make a tool of."""

from typing import Any

from tests.sdk import documents

EXEC = "POST /api/v2/execute"
ACTIONS = [{"name": "add", "slug": "add", "displayName": "Add", "description": "Adds"}, {"slug": "multiply"}]
INPUTS = [
    {
        **ACTIONS[0],
        "inputs": [
            {"name": "First", "code": "a", "datatype": "integer", "required": True, "defaultValue": [3]},
            {"name": "Second Number", "datatype": "integer", "required": True, "defaultValue": []},
            {"name": "note", "defaultValue": [{"value": "n"}]},
        ],
    }
]
CODE = "def add(a: int, b: int) -> int:\n    return a + b"


def stored_tool(**changes: Any) -> dict[str, Any]:
    own = {
        "id": "t1",
        "name": "adder",
        "parentModelId": "i1",
        "assetId": "as1",
        "params": [],
        "allowedActions": [],
    }
    return documents.model(**{**own, **changes})


def done(data: Any) -> dict[str, Any]:
    return {"status": "SUCCESS", "completed": True, "data": data}
