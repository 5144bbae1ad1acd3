"""Documents as the platform sends them, each call a new one."""

from typing import Any


def model(**changes: Any) -> dict[str, Any]:
    return {
        "id": "67a1b2c3d4e5f60718293a4b",
        "name": "Writer XL",
        "description": "General purpose text generation.",
        "assetInfo": {
            "instanceId": "contoso/writer/azure",
            "assetPath": "contoso/writer",
            "assetName": "writer",
        },
        "status": "onboarded",
        "host": "azure",
        "developer": "Contoso",
        "vendor": {"id": 71, "name": "Contoso", "code": "contoso"},
        "function": {"id": "text-generation", "name": "Text Generation"},
        "functionType": "ai",
        "type": "regular",
        "pricing": {"price": "0.0000021", "unitType": "TOKEN", "unitTypeScale": None},
        "version": {"name": "2", "id": "v2"},
        "createdAt": "2026-03-02T10:11:12.000Z",
        "updatedAt": "2026-05-01T08:00:00.000Z",
        "supportsStreaming": True,
        "supportsBYOC": False,
        "connectionType": ["synchronous", "asynchronous"],
        "attributes": {"max_context_length": "128000"},
        "params": [
            {
                "name": "text",
                "required": True,
                "dataType": "text",
                "dataSubType": "text",
                "defaultValues": [],
            },
            {
                "name": "temperature",
                "required": False,
                "dataType": "text",
                "dataSubType": "number",
                "defaultValues": [{"value": "1"}],
                "availableOptions": [{"value": "0", "label": "cold"}, {"value": "1", "label": "warm"}],
            },
        ],
        **changes,
    }


def agent(**changes: Any) -> dict[str, Any]:
    return {
        "id": "66f0c1d2e3a4b5c6d7e8f901",
        "name": "Invoice Explainer",
        "description": "Explains invoices in {language}",
        "assetInfo": {"instanceId": "acme-ws/invoice-explainer"},
        "instructions": "Answer in {language}.",
        "status": "onboarded",
        "teamId": 4821,
        "tools": [{"id": "t1", "type": "model", "name": "Writer"}],
        "tasks": [{"name": "read", "description": None, "expectedOutput": None, "dependencies": []}],
        "agents": [],
        "skills": [],
        "outputFormat": "text",
        "expectedOutput": "",
        "inspectorTargets": [],
        "inspectors": [],
        "resourceInfo": {},
        "maxTokens": 2048,
        "budget": {"maxIterations": 8},
        "model": {"id": "69b7", "name": "GPT", "parameters": [{"name": "temperature", "value": "0.2"}]},
        "createdAt": "2026-07-01T12:00:00.000Z",
        "updatedAt": "2026-07-01T12:00:00.000Z",
        **changes,
    }


def page(*items: Any, total: int | None = None, pages: int = 1) -> dict[str, Any]:
    return {"results": list(items), "total": len(items) if total is None else total, "pageTotal": pages}


def upload_place(**changes: Any) -> dict[str, Any]:
    return {
        "key": "tmp/1/code",
        "uploadUrl": "https://bucket.s3.amazonaws.com/put?sig=1",
        "downloadUrl": "https://dl/1",
        **changes,
    }
