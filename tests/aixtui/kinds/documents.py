"""A full document of every kind, and what hostile servers could make of it."""

from typing import Any

HOSTILE = "[/x] [b] \x1b[31m \u202e\x00 " + "long " * 500
PARAM = {"name": "text", "required": True, "dataType": "text", "dataSubType": "text"}
TIMES = {"createdAt": "2026-03-02T10:11:12.000Z", "updatedAt": "2026-05-01T08:00:00.000Z"}
MODEL: dict[str, Any] = {
    "id": "66f0c1d2e3a4b5c6d7e8f901",
    "name": "Writer",
    "description": "Writes.",
    "assetInfo": {"instanceId": "contoso/writer/azure", "assetPath": "contoso/writer", "assetName": "writer"},
    "status": "onboarded",
    "host": "azure",
    "developer": "Contoso",
    "vendor": {"id": 71, "name": "Contoso", "code": "contoso"},
    "function": {"id": "text-generation", "name": "Text Generation"},
    "pricing": {"price": "0.0000021", "unitType": "TOKEN", "unitTypeScale": None},
    "version": {"name": "2", "id": "v2"},
    **TIMES,
    "supportsStreaming": True,
    "connectionType": ["synchronous"],
    "params": [PARAM, {"name": "n", "dataType": "number", "defaultValues": [{"value": 1}]}],
}
DOCUMENTS: dict[str, dict[str, Any]] = {
    "model": MODEL,
    "inspector": MODEL | {"function": {"id": "guardrails", "name": "Guardrails"}},
    "agent": {
        "id": "66f0c1d2e3a4b5c6d7e8f902",
        "name": "Explainer",
        "description": "Explains in {language}.",
        "instructions": "Answer in {language}.",
        "status": "draft",
        "assetInfo": {"instanceId": "acme/explainer"},
        "tools": [{"id": "t1", "name": "adder", "type": "tool"}],
        "agents": [],
        "tasks": [{"name": "read", "description": None, "expectedOutput": None}],
        "outputFormat": "markdown",
        **TIMES,
    },
    "tool": MODEL
    | {
        "assetId": "66f0c1d2e3a4b5c6d7e8f901",
        "parentModelId": "688779d8bfb8e46c273982ca",
        "allowedActions": ["add", "subtract"],
        "actionsAvailable": True,
        "subscriptions": None,
    },
    "integration": MODEL
    | {
        "actionsAvailable": True,
        "attributes": {"auth_schemes": '["BEARER_TOKEN", "NO_AUTH"]'},
    },
    "utility": {
        "id": "66f0c1d2e3a4b5c6d7e8f903",
        "name": "Joiner",
        "description": "Joins two words with a dash.",
        "status": "onboarded",
        "code": "s3://bucket/key",
        "inputs": [
            {"name": "a", "description": "The a input is a number", "type": "number"},
            {"name": "b", "description": "The b input is a text", "type": "text"},
        ],
        "utility_id": "custom_python_code",
        **TIMES,
    },
    "file": {
        "id": "69aa00bb11cc22dd33ee4400",
        "name": "prices.csv",
        "description": "What things cost",
        "assetInfo": {"instanceId": "acme-ws/prices.csv", "assetPath": "acme-ws/prices.csv"},
        "fileType": "file",
        "ext": ".csv",
        "size": 1234,
        "tags": ["prices"],
        "privacy": "Private",
        "whitelist": [],
        "status": "onboarded",
        **TIMES,
    },
    "skill": {
        "id": "69aa00bb11cc22dd33ee44ff",
        "name": "pdf-filler",
        "description": "Fills PDF forms",
        "assetInfo": {"instanceId": "acme-ws/pdf-filler", "assetPath": "acme-ws/pdf-filler"},
        "tags": ["pdf", "forms"],
        "privacy": "Private",
        "whitelist": [],
        "team": 4821,
        "user": 77,
        "status": "onboarded",
        "assetType": "skill",
        "fileType": "md",
        **TIMES,
    },
    "session": {
        "id": "6a00bb11cc22dd33ee44ff55",
        "name": "ticket 8812",
        "userId": "77",
        "agentId": "66f0c1d2e3a4b5c6d7e8f902",
        "status": "active",
        "runStatus": "completed",
        "messageCount": 2,
        "lastMessagePreview": "Paid.",
        "lastMessageAt": "2026-07-02T09:00:00.000Z",
        "executionConfig": {"criteria": "be brief"},
        **TIMES,
    },
    "trigger": {
        "id": "6b10f1e2d3c4b5a697887766",
        "name": "Overnight tickets",
        "description": "Every morning.",
        "triggerType": "time",
        "type": "daily",
        "assetId": "66f0c1d2e3a4b5c6d7e8f902",
        "assetType": "agent",
        "input": "Summarise overnight tickets",
        "enabled": True,
        "notifications": False,
        "retryCount": 2,
        "configuration": {"type": "daily", "time": "07:40", "timezone": "Europe/Lisbon"},
        "nextRunAt": "2026-07-15T06:40:00.000Z",
        "lastRunAt": None,
        "failureCount": 0,
        "enqueued": False,
        **TIMES,
    },
    "key": {
        "id": "6c10f1e2d3c4b5a697887766",
        "name": "ci",
        "budget": 12.5,
        "accessKey": "ab12****wx34",
        "isAdmin": False,
        "expiresAt": "2030-01-01T00:00:00.000000Z",
        "globalLimits": {"tpm": 1000, "tpd": 0, "rpm": 60, "rpd": 0, "tokenType": "total"},
        "assetsLimits": [{"tpm": 1, "tpd": 2, "rpm": 3, "rpd": 4, "tokenType": None, "assetId": "67a1"}],
    },
}


def hostile(value: Any) -> Any:
    """The same document with every text in it replaced, however deep."""
    if isinstance(value, dict):
        return {name: hostile(part) for name, part in value.items()}
    if isinstance(value, list):
        return [hostile(part) for part in value]
    return HOSTILE if isinstance(value, str) else value


def samples(kind_id: str) -> dict[str, dict[str, Any]]:
    """Documents of a kind, from the least to the worst."""
    full = DOCUMENTS[kind_id]
    minimal = {"id": full["id"], "name": full["name"]}
    return {
        "minimal": minimal,
        "nulls": dict.fromkeys(full) | minimal,
        "full": full,
        "hostile": hostile(full) | {"id": full["id"]},
    }
