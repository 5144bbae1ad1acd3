"""Every endpoint: what it takes, and what it answers with."""

from typing import NamedTuple

from aixtui.sandbox.api.schemas import account, agents, assets, conversations, file_assets, runs
from aixtui.sandbox.api.schemas.agents import older_agent
from aixtui.sandbox.api.schemas.assets import older_page_of, page_of
from aixtui.sandbox.api.schemas.vocabulary import MOMENT, TEXT, array, one_of, ref
from aixtui.sandbox.store.document import Doc

SCHEMAS: dict[str, Doc] = {
    **account.SCHEMAS,
    **agents.SCHEMAS,
    **assets.SCHEMAS,
    **conversations.SCHEMAS,
    **file_assets.SCHEMAS,
    **runs.SCHEMAS,
}
"""All schemas by name."""

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class Operation(NamedTuple):
    """The schemas of a JSON body and of a JSON reply, and the parameters of the query.

    `takes` are the media types of the body; `sends` are those of a reply, where JSON alone has the schema.
    """

    reply: Doc | None = None
    body: Doc | None = None
    query: dict[str, Doc] = {}
    takes: tuple[str, ...] = (JSON,)
    sends: tuple[str, ...] = (JSON,)


_NUMBER: Doc = {"type": "string", "pattern": "^[0-9]{1,2}$"}
_HOST = {"host": TEXT}
_SIGNED = {"sig": TEXT}
_SESSIONS = {
    "agentId": TEXT,
    "status": TEXT,
    "userId": TEXT,
    "createdAfter": MOMENT,
    "createdBefore": MOMENT,
    "memoryEnabled": one_of("True", "False", "true", "false"),
    "pageNumber": _NUMBER,
    "pageSize": {"type": "string", "pattern": "^[1-9][0-9]?$"},
}
_SIZE: Doc = {"type": "string", "pattern": "^[0-9]{1,15}$"}
_SEARCH, _NOTHING, _FILE = ref("Search"), ref("Nothing"), ref("FileAsset")
_RUN = Operation(ref("AgentPending"), ref("AgentRun"))
_RESULT = Operation(ref("Result"))
_HTML = Operation(sends=("text/html",))

OPERATIONS: dict[str, Operation] = {
    "GET /health": Operation(ref("Health")),
    "POST /v2/models/paginate": Operation(page_of("Model"), _SEARCH),
    "GET /v2/models/{id}": Operation(ref("Asset"), query=_HOST),
    "POST /v2/integrations/paginate": Operation(page_of("Integration"), _SEARCH),
    "GET /v2/integrations/{id}": Operation(ref("Integration"), query=_HOST),
    "POST /v2/tools/paginate": Operation(page_of("Tool"), _SEARCH),
    "GET /v2/tools/{id}": Operation(ref("Tool"), query=_HOST),
    "DELETE /v2/tools/{id}": Operation(_NOTHING),
    "POST /v2/agents/paginate": Operation(page_of("Agent"), _SEARCH),
    "GET /v2/agents/{id}": Operation(ref("Agent"), query=_HOST),
    "POST /v2/agents": Operation(ref("Agent"), ref("AgentFields")),
    "PUT /v2/agents/{id}": Operation(ref("Agent"), ref("AgentFields")),
    "DELETE /v2/agents/{id}": Operation(_NOTHING),
    "POST /v2/agents/{id}/duplicate": Operation(ref("Agent"), ref("Copying")),
    "POST /v2/agents/{id}/run": _RUN,
    "POST /sdk/agents/{id}/run": _RUN,
    "GET /sdk/agents/{id}/result": Operation(ref("AgentResult")),
    "GET /sdk/agents/{id}": Operation(older_agent()),
    "GET /sdk/agents": Operation(array(ref("Agent"))),
    "GET /sdk/agent-communities": Operation(array(ref("Agent"))),
    "POST /api/v2/execute/{id}": Operation(ref("Executed"), ref("Inputs"), sends=(JSON, "text/event-stream")),
    "POST /api/v1/execute/{id}": Operation(ref("Pending"), ref("Inputs")),
    "GET /api/v1/data/{id}": _RESULT,
    "GET /api/v2/data/{id}": _RESULT,
    "GET /oauth/{id}": _HTML,
    "POST /sdk/utilities/paginate": Operation(page_of("Utility"), _SEARCH),
    "GET /sdk/utilities/{id}": Operation({"anyOf": [ref("Utility"), ref("Tool")]}),
    "POST /sdk/utilities": Operation(ref("Utility"), ref("UtilityFields")),
    "PUT /sdk/utilities/{id}": Operation(
        {"anyOf": [ref("Utility"), ref("Tool")]}, {"anyOf": [ref("UtilityFields"), ref("Renaming")]}
    ),
    "DELETE /sdk/utilities/{id}": Operation(_NOTHING),
    "POST /sdk/utilities/{id}/run": Operation(ref("Success"), ref("Inputs")),
    "POST /sdk/skill/paginate": Operation(page_of("Skill"), _SEARCH),
    "GET /sdk/skill/{id}": Operation(ref("Skill")),
    "POST /sdk/skill": Operation(ref("Skill"), ref("SkillFields")),
    "PUT /sdk/skill/{id}": Operation(ref("Skill"), ref("SkillFields")),
    "DELETE /sdk/skill/{id}": Operation(_NOTHING),
    "POST /sdk/skill/{id}/folder": Operation(ref("SkillNode"), ref("FolderFields")),
    "POST /sdk/skill/{id}/file": Operation(ref("SkillNode"), ref("FileFields")),
    "PUT /sdk/skill/{id}/file/{node}": Operation(ref("SkillNode"), ref("FileFields")),
    "GET /sdk/skill/{id}/tree": Operation(array(ref("SkillTreeNode"))),
    "GET /sdk/skill/{id}/download": Operation(sends=("application/zip",)),
    "GET /v1/sessions": Operation(array(ref("Session")), query=_SESSIONS),
    "POST /v1/sessions": Operation(ref("Session"), ref("SessionFields")),
    "GET /v1/sessions/{id}": Operation(ref("Session")),
    "PUT /v1/sessions/{id}": Operation(ref("Session"), ref("SessionChanges")),
    "DELETE /v1/sessions/{id}": Operation(_NOTHING),
    "GET /v1/sessions/{id}/messages": Operation(array(ref("Message"))),
    "POST /v1/sessions/{id}/messages": Operation(ref("Message"), ref("MessageFields")),
    "GET /v1/sessions/{id}/messages/{message}": Operation(ref("Message")),
    "DELETE /v1/sessions/{id}/messages/{message}": Operation(_NOTHING),
    "POST /v1/sessions/{id}/messages/{message}/reaction": Operation(ref("Message"), ref("Reaction")),
    "GET /v1/triggers": Operation(array(ref("Trigger")), query={"agentId": TEXT}),
    "POST /v1/triggers": Operation(ref("Trigger"), ref("TriggerFields")),
    "GET /v1/triggers/{id}": Operation(ref("Trigger")),
    "PUT /v1/triggers/{id}": Operation(ref("Trigger"), ref("TriggerChanges")),
    "DELETE /v1/triggers/{id}": Operation(_NOTHING),
    "GET /sdk/api-keys": Operation(array(ref("Key"))),
    "POST /sdk/api-keys": Operation(ref("Key"), ref("KeyFields")),
    "GET /sdk/api-keys/{id}": Operation(ref("Key")),
    "PUT /sdk/api-keys/{id}": Operation(ref("Key"), ref("KeyFields")),
    "DELETE /sdk/api-keys/{id}": Operation(_NOTHING),
    "GET /sdk/api-keys/{id}/usage-limits": Operation(array(ref("Usage"))),
    "GET /sdk/api-keys/usage-limits": Operation(array(ref("Usage"))),
    "GET /sdk/billing/wallet": Operation(ref("Wallet")),
    "POST /v1/issue": Operation(ref("Issue"), ref("IssueFields")),
    "GET /issues/{id}": _HTML,
    "POST /sdk/file/upload/temp-url": Operation(ref("Upload"), ref("Announcement"), takes=(FORM, JSON)),
    "POST /sdk/file/upload-url": Operation(ref("Upload"), ref("Announcement"), takes=(FORM, JSON)),
    "PUT /files/put/{key}": Operation(body={}, query=_SIGNED, takes=("application/octet-stream",), sends=()),
    "GET /files/dl/{key}": Operation(query=_SIGNED, sends=("*/*",)),
    "GET /sdk/file-asset/upload-allowance": Operation(ref("Allowance"), query={"size": _SIZE}),
    "POST /sdk/file-asset/paginate": Operation(page_of("FileAsset"), ref("FileSearch")),
    "POST /sdk/file-asset": Operation(_FILE, ref("FileAssetFields")),
    "GET /sdk/file-asset/{id}": Operation(_FILE),
    "DELETE /sdk/file-asset/{id}": Operation(_NOTHING),
    "GET /sdk/file-asset/{id}/children/recursive": Operation(array(_FILE)),
    "POST /sdk/file-asset/{id}/folder": Operation(_FILE, ref("InnerFolderFields")),
    "POST /sdk/file-asset/{id}/file": Operation(_FILE, ref("InnerFileFields")),
    "GET /sdk/file-asset/{id}/download": Operation(sends=("*/*",)),
    "POST /sdk/models/paginate": Operation(older_page_of("Model"), _SEARCH),
    "POST /sdk/models/stats": Operation(ref("Statistics"), ref("StatisticsQuestion")),
    "GET /sdk/models": Operation(older_page_of("Model"), query={"ids": TEXT}),
    "GET /sdk/models/{id}": Operation(ref("Asset")),
    "GET /sdk/{collection}/by-name/{name}": Operation({"anyOf": [ref("Model"), ref("Agent")]}),
}
