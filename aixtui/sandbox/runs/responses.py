"""The bodies that runs answer with."""

from aixtui.sandbox.store.document import Doc

SUPPLIER_STATUS = 480


def pending(run_id: str, url: str) -> Doc:
    """The acknowledgement of an asynchronous run: `data` is where to poll."""
    return {"status": "IN_PROGRESS", "completed": False, "requestId": run_id, "data": url}


def progressing(run_id: str, data: Doc | None = None) -> Doc:
    """A poll's answer while the work goes on."""
    body: Doc = {"status": "IN_PROGRESS", "completed": False, "requestId": run_id}
    return {**body, "data": data} if data is not None else body


def succeeded(run_id: str, data: object, *, run_time: float, cost: float) -> Doc:
    """A finished run and its output; `run_time` in seconds, `cost` in credits."""
    return {
        "status": "SUCCESS",
        "completed": True,
        "requestId": run_id,
        "data": data,
        "runTime": round(run_time, 4),
        "usedCredits": round(cost, 8),
    }


def failed(run_id: str, sentence: str, *, run_time: float = 0.0, status: int = SUPPLIER_STATUS) -> Doc:
    """A run that ended without an output, and why."""
    return {
        "status": "FAILED",
        "completed": True,
        "requestId": run_id,
        "error": "err.supplier_error",
        "errorMessage": sentence,
        "supplierError": sentence,
        "message": sentence,
        "statusCode": status,
        "runTime": round(run_time, 4),
        "usedCredits": 0,
    }


INTERRUPTED = "The run was interrupted: the sandbox stopped before it ended."


def interrupted(run_id: str, last: Doc) -> Doc:
    """What a run says whose process is gone; the steps that it had reported are kept."""
    body = failed(run_id, INTERRUPTED)
    data = last.get("data")
    if isinstance(data, dict) and "steps" in data:
        body["data"] = {**data, "error": INTERRUPTED}
    return body
