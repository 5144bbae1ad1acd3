"""An index of texts for each connection, searched by words (the live platform searches by meaning)."""

import json
import re
from typing import Any
from uuid import uuid4

from aixtui.sandbox.engines.engine import EngineError
from aixtui.sandbox.tools.action import Action, ActionInput, Call, Config, Toolbox

_MOST_RESULTS = 100


def _upsert(call: Call) -> object:
    records = [_record(record) for record in call.inputs["records"]]
    with call.job.services.database.write() as connection:
        for identifier, text, metadata in records:
            connection.execute(
                "DELETE FROM index_records WHERE asset_id = ? AND record_id = ?", (call.asset_id, identifier)
            )
            connection.execute(
                "INSERT INTO index_records (asset_id, record_id, metadata, text) VALUES (?, ?, ?, ?)",
                (call.asset_id, identifier, metadata, text),
            )
    return {"upserted": len(records), "ids": [identifier for identifier, _, _ in records]}


def _record(record: Any) -> tuple[str, str, str]:
    text = record.get("text", record.get("data")) if isinstance(record, dict) else None
    if not isinstance(text, str):
        raise EngineError("Each record must be an object with a text.")
    return str(record.get("id") or uuid4()), text, json.dumps(record.get("metadata") or {})


def _search(call: Call) -> object:
    words = re.findall(r"\w+", str(call.inputs["query"]))
    found = call.job.services.database.rows(
        "SELECT record_id, text, metadata, -bm25(index_records) FROM index_records"
        " WHERE index_records MATCH ? AND asset_id = ? ORDER BY bm25(index_records) LIMIT ?",
        (
            "text : (" + (" OR ".join(f'"{word}"' for word in words) or '""') + ")",
            call.asset_id,
            min(max(int(call.inputs["top_k"]), 1), _MOST_RESULTS),
        ),
    )
    return {
        "results": [
            {"id": identifier, "text": text, "metadata": json.loads(str(metadata)), "score": score}
            for identifier, text, metadata, score in found
        ]
    }


def _get(call: Call) -> object:
    row = call.job.services.database.row(
        "SELECT record_id, text, metadata FROM index_records WHERE asset_id = ? AND record_id = ?",
        (call.asset_id, str(call.inputs["id"])),
    )
    if row is None:
        raise EngineError(f"There is no record {call.inputs['id']!r}.")
    return {"id": row[0], "text": row[1], "metadata": json.loads(str(row[2]))}


def _delete(call: Call) -> object:
    with call.job.services.database.write() as connection:
        cursor = connection.execute(
            "DELETE FROM index_records WHERE asset_id = ? AND record_id = ?",
            (call.asset_id, str(call.inputs["id"])),
        )
    return {"deleted": cursor.rowcount}


def _count(call: Call) -> object:
    row = call.job.services.database.row(
        "SELECT count(*) FROM index_records WHERE asset_id = ?", (call.asset_id,)
    )
    return row[0] if row else 0


_ID = ActionInput("id", required=True)
_ACTIONS = (
    Action(
        "search",
        "Finds the records that share the most telling words with the query.",
        (ActionInput("query", required=True), ActionInput("top_k", "integer", default=5)),
        _search,
        topics=("search", "find", "look up"),
    ),
    Action(
        "upsert",
        "Adds records, or replaces those with the same id.",
        (
            ActionInput(
                "records", "array", required=True, description='A list of {"id", "text", "metadata"}.'
            ),
        ),
        _upsert,
    ),
    Action("get", "Reads one record.", (_ID,), _get),
    Action("delete", "Removes one record.", (_ID,), _delete),
    Action("count", "Counts the records.", (), _count, topics=("count", "how many")),
)


def _actions(_config: Config) -> tuple[Action, ...]:
    return _ACTIONS


TEXT_INDEX = Toolbox("text-index", _actions)
