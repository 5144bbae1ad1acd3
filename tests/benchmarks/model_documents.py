"""Deterministic, realistic model documents."""

import json
import random
from typing import Any

FUNCTIONS = ["text-generation", "translation", "speech-recognition", "utilities", "guardrails", "search"]
DEVELOPERS = ["OpenAI", "Anthropic", "Google", "Meta", "Mistral AI", "AWS", "Microsoft", "aiXplain"]
WORDS = [
    *("a", "fast", "multilingual", "model", "for", "production", "use", "with", "long", "context", "tool"),
    *("calling", "structured", "output", "and", "low", "latency", "trained", "on", "curated", "data"),
]
PARAMETERS = ["text", "max_tokens", "temperature", "top_p", "language", "context", "history", "tools"]


def document(number: int) -> dict[str, Any]:
    """A model as the platform sends it."""
    chance = random.Random(number)
    developer = chance.choice(DEVELOPERS)
    function = chance.choice(FUNCTIONS)
    return {
        "id": f"{chance.getrandbits(96):024x}",
        "name": f"{developer} model {number}",
        "serviceName": f"{developer.lower()}-svc",
        "description": " ".join(chance.choice(WORDS) for _ in range(chance.randint(15, 40))),
        "path": f"{developer.lower()}/model-{number}/{chance.choice(['groq', 'openai', 'aws'])}",
        "status": "onboarded",
        "host": chance.choice(["openai", "aws", "azure", "groq"]),
        "developer": developer,
        "vendor": {"id": chance.randint(1, 9000), "name": developer, "code": developer.lower()},
        "function": {"id": function, "name": function.title()},
        "pricing": {"price": round(chance.random() / 1000, 8), "unitType": "TOKEN", "unitTypeScale": None},
        "version": {"name": "1.0", "id": f"{chance.getrandbits(32):08x}"},
        "functionType": "ai",
        "type": "model",
        "createdAt": f"2024-05-0{chance.randint(1, 9)}T10:11:12.000Z",
        "updatedAt": f"2025-02-1{chance.randint(0, 9)}T10:11:12.000Z",
        "supportsStreaming": chance.random() < 0.5,
        "supportsBYOC": False,
        "connectionType": ["synchronous"] if chance.random() < 0.7 else ["synchronous", "asynchronous"],
        "params": [_parameter(chance, place) for place in range(chance.randint(5, 8))],
        "attributes": {"max_context_length": "32768", "licence": "proprietary", "modality": "text"},
    }


def page(size: int) -> bytes:
    """A reply to paginate with that many models."""
    items = [document(number) for number in range(size)]
    body = {"results": items, "total": 10_000, "pageTotal": 10_000 // size, "pageNumber": 0}
    return json.dumps(body, separators=(",", ":")).encode()


def _parameter(chance: random.Random, place: int) -> dict[str, Any]:
    kind = chance.choice(["text", "number", "boolean", "label", "audio"])
    options = [{"value": f"opt{number}", "label": f"Option {number}"} for number in range(4)]
    return {
        "name": PARAMETERS[place],
        "required": place == 0,
        "multipleValues": False,
        "isFixed": False,
        "dataType": kind,
        "dataSubType": "text" if kind == "text" else "number",
        "values": [],
        "defaultValues": [] if place == 0 else [{"value": chance.choice(["0.7", "1", "en", "true"])}],
        "availableOptions": options if kind == "label" else [],
    }
