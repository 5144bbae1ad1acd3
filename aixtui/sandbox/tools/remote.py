"""Services that the live platform alone can reach: they are connected and described here, not used."""

from aixtui.sandbox.tools.action import Action, ActionInput, Config, Toolbox
from aixtui.sandbox.tools.remote_inputs import inputs_of

SERVICE = "service"
NOUN = "noun"

_QUERY = ActionInput("query", required=True, description="What to look for.")
_SQL = ActionInput("query", required=True, description="The SQL statement.")
_CONTENT = ActionInput("content", required=True, description="What to remember.")
_NAMES = ActionInput("names", "array", required=True, description="How the files are to be called.")
_URL = ActionInput("url", required=True, description="The address of the page.")
_DOCUMENT = ActionInput("file", "file", required=True, description="The document.")
_SEARCH = (Action("search", "Searches the web.", (_QUERY, ActionInput("num_results", "integer", default=5))),)
_DOCUMENTED: dict[str, tuple[Action, ...]] = {
    "Tavily Search": _SEARCH,
    "Web Search": _SEARCH,
    "Google Search": _SEARCH,
    "Google Search API": _SEARCH,
    "Marketplace Search": (Action("search", "Searches the marketplace for assets.", (_QUERY,)),),
    "PostgreSQL": (
        Action("query", "Runs a statement.", (_SQL,)),
        Action("schema", "Shows the tables.", ()),
    ),
    "Shared Memory": (
        Action("insert", "Remembers a text.", (_CONTENT, ActionInput("identifier"))),
        Action("get", "Recalls what is remembered.", (ActionInput("identifier"),)),
        Action("optimize", "Puts the memory in order.", ()),
    ),
    "Code Execution": (
        Action(
            "run",
            "Runs code; what it defines is there for the next run of the session.",
            (ActionInput("code", required=True), ActionInput("sessionId")),
        ),
    ),
    "Custom LLM Prompt": (
        Action("run", "Puts a text to the prompt.", (ActionInput("data", required=True),)),
    ),
    "Docling": (Action("convert", "Turns a document into text.", (_DOCUMENT, ActionInput("output_format"))),),
    "Firecrawl": (
        Action("scrape", "Reads one page.", (_URL,)),
        Action("crawl", "Reads a page and those it links to.", (_URL, ActionInput("limit", "integer"))),
    ),
    "File Manager": (
        Action(
            "save_content",
            "Stores texts as files.",
            (ActionInput("contents", "array", required=True), _NAMES),
        ),
        Action(
            "save_files",
            "Stores files by their addresses.",
            (ActionInput("urls", "array", required=True), _NAMES),
        ),
    ),
}
"""The actions of services that clients know them by."""


def _actions(config: Config) -> tuple[Action, ...]:
    service, noun = str(config[SERVICE]), str(config[NOUN])
    return _DOCUMENTED.get(service) or _usual(service, noun)


def _usual(service: str, noun: str) -> tuple[Action, ...]:
    prefix = "".join(letter if letter.isalnum() else "_" for letter in service.upper())
    thing = noun.upper().replace(" ", "_")
    place, content = inputs_of(service, noun)
    identifier = ActionInput("id", required=True, description=f"Which {noun}.")
    limit = ActionInput("limit", "integer", default=20, description="How many at most.")
    verb = "SEND" if noun in {"message", "mail"} else "CREATE"
    return (
        Action(f"{prefix}_{verb}_{thing}", f"{verb.capitalize()}s a {noun} in {service}.", place + content),
        Action(f"{prefix}_LIST_{thing}S", f"Lists the {noun}s of {service}.", (*place, limit)),
        Action(f"{prefix}_GET_{thing}", f"Reads one {noun} of {service}.", (*place, identifier)),
    )


REMOTE = Toolbox("remote", _actions)
