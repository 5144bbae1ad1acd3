"""Runs: what starts them, and what polls answer."""

from aixtui.sandbox.api.schemas.vocabulary import (
    AMOUNT,
    ANYTHING,
    COUNT,
    FILLED,
    FLAG,
    NUMBER,
    OBJECT,
    TEXT,
    WHOLE,
    array,
    full,
    loose,
    maybe,
    one_of,
    record,
    ref,
)
from aixtui.sandbox.store.document import Doc

_LIMITS: dict[str, Doc] = {
    "maxTokens": maybe(AMOUNT),
    "maxTime": maybe(AMOUNT),
    "maxIterations": maybe(COUNT),
    "outputFormat": maybe(one_of("text", "markdown", "json")),
    "budget": ANYTHING,
}
_TOOLS = maybe(array(loose("id", id=TEXT, parameters=maybe(ref("Values")))))
_ATTACHMENTS = maybe(array(OBJECT))
_ENDED: dict[str, Doc] = {
    "completed": one_of(True),
    "requestId": TEXT,
    "runTime": NUMBER,
    "usedCredits": NUMBER,
}
_LABEL = full(assetId=TEXT, id=maybe(TEXT))
_REFUSAL: dict[str, Doc] = dict.fromkeys(("error", "errorMessage", "supplierError", "message"), TEXT)

SCHEMAS: dict[str, Doc] = {
    "Inputs": OBJECT,
    "Pending": full(status=one_of("IN_PROGRESS"), completed=one_of(False), requestId=TEXT, data=TEXT),
    "Progress": full(
        "data",
        status=one_of("IN_PROGRESS"),
        completed=one_of(False),
        requestId=TEXT,
        data=full(progress={"type": "number", "minimum": 0, "maximum": 1}, stage=TEXT),
    ),
    "Success": full("asset", status=one_of("SUCCESS"), **_ENDED, data=ANYTHING, asset=_LABEL),
    "Failure": full(
        "asset",
        "data",
        status=one_of("FAILED"),
        **_ENDED,
        **_REFUSAL,
        statusCode=WHOLE,
        asset=_LABEL,
        data=ANYTHING,
    ),
    "Executed": {"anyOf": [ref("Success"), ref("Pending")]},
    "Result": {"anyOf": [ref("Progress"), ref("Success"), ref("Failure")]},
    "AgentRun": loose(
        "query",
        query={"anyOf": [FILLED, loose("input", input=FILLED)]},
        executionParams=maybe(loose(**_LIMITS)),
        **_LIMITS,
        tools=_TOOLS,
        attachments=_ATTACHMENTS,
        history=_ATTACHMENTS,
    ),
    "ExecutionConfig": loose(
        executionParams=maybe(loose(**_LIMITS)),
        **_LIMITS,
        tools=_TOOLS,
        attachments=_ATTACHMENTS,
        history=_ATTACHMENTS,
    ),
    "AgentPending": full(
        status=one_of("IN_PROGRESS"), completed=one_of(False), requestId=TEXT, data=TEXT, sessionId=TEXT
    ),
    "Step": full(
        "error",
        id=TEXT,
        agent=full(id=TEXT, name=TEXT, is_system_agent=FLAG),
        unit=full(id=TEXT, name=TEXT, type=TEXT),
        action=maybe(TEXT),
        task=maybe(TEXT),
        thought=TEXT,
        input=ANYTHING,
        output=ANYTHING,
        api_calls=WHOLE,
        used_credits=NUMBER,
        input_tokens=maybe(WHOLE),
        output_tokens=maybe(WHOLE),
        total_tokens=maybe(WHOLE),
        start_time=TEXT,
        end_time=maybe(TEXT),
        run_time=NUMBER,
        error=TEXT,
    ),
    "ExecutionStats": full(
        status=TEXT,
        request_id=TEXT,
        session_id=TEXT,
        runtime=NUMBER,
        credits=NUMBER,
        api_calls=WHOLE,
        assets_used=array(TEXT),
        runtime_breakdown=OBJECT,
        credit_breakdown=OBJECT,
        diagnostic_error_codes=array(TEXT),
    ),
    "AgentResult": loose(
        "status completed requestId data",
        status=one_of("IN_PROGRESS", "SUCCESS", "FAILED"),
        completed=FLAG,
        requestId=TEXT,
        sessionId=TEXT,
        runTime=NUMBER,
        usedCredits=NUMBER,
        data=record(
            "input output session_id steps",
            input=TEXT,
            output=maybe(TEXT),
            session_id=TEXT,
            steps=array(ref("Step")),
            critiques=TEXT,
            diagnosticErrorCodes=array(TEXT),
            governanceStatus=maybe(TEXT),
            governanceSource=maybe(TEXT),
            governanceReason=maybe(TEXT),
            error=TEXT,
            executionStats=ref("ExecutionStats"),
        ),
    ),
}
