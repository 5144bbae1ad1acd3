"""What the actions of services ask for: the main inputs, by service or by what the service deals in.

An input is written as `name`, with `:datatype` where it is no string and `*` where it is required.
"""

from typing import NamedTuple

from aixtui.sandbox.tools.action import ActionInput


class ServiceInputs(NamedTuple):
    """`place` says where a thing is, which every action asks for; `content` what a new one is made of."""

    place: tuple[ActionInput, ...]
    content: tuple[ActionInput, ...]


_BY_SERVICE = {
    "Slack": ("channel*", "markdown_text* thread_ts"),
    "Teams": ("team_id* channel_id*", "content*"),
    "Discord": ("channel_id*", "content*"),
    "Telegram": ("chat_id*", "text*"),
    "Twilio": ("", "to* from* body*"),
    "Gmail": ("", "recipient_email* subject body* cc:array bcc:array is_html:boolean attachment:file"),
    "Outlook": ("", "to_email* subject* body* cc_emails:array is_html:boolean attachment:file"),
    "Google Drive": ("folder_id", "file_to_upload:file*"),
    "Figma": ("project_id*", "name*"),
    "Google Sheets": ("spreadsheet_id* sheet_name*", "values:array*"),
    "Google Docs": ("", "title* text"),
    "Google Calendar": (
        "calendar_id",
        "summary* start_datetime* end_datetime* description location attendees:array timezone",
    ),
    "GitHub": ("owner* repo*", "title* body labels:array assignees:array"),
    "GitLab": ("project_id*", "title* description labels:array"),
    "Jira": ("project_key*", "summary* issue_type* description assignee"),
    "Linear": ("team_id*", "title* description priority:integer"),
    "Notion": ("parent_id*", "title* markdown"),
    "MongoDB": ("database* collection*", "document:object*"),
}
_BY_THING = {
    "message": ("channel*", "text*"),
    "conversation": ("", "user_id* body*"),
    "mail": ("", "to:array* subject* body* attachment:file"),
    "file": ("folder", "file:file*"),
    "video": ("", "file:file* title* description"),
    "row": ("table*", "values:object*"),
    "record": ("base_id* table*", "fields:object*"),
    "document": ("collection*", "document:object*"),
    "table": ("database*", "name* columns:array*"),
    "page": ("space*", "title* content*"),
    "doc": ("folder", "title* content*"),
    "note": ("notebook", "title* content*"),
    "post": ("", "text* media:file"),
    "event": ("calendar", "title* start* end* attendees:array"),
    "meeting": ("", "topic* start* duration:integer attendees:array"),
    "contact": ("", "email* first_name last_name company"),
    "lead": ("", "last_name* company* email phone"),
    "deal": ("", "title* value:number currency contact_id"),
    "ticket": ("", "subject* description* email priority"),
    "incident": ("", "title* description urgency"),
    "alert": ("", "message* description priority"),
    "monitor": ("", "name* query* message"),
    "invoice": ("", "customer* items:array* currency due_date"),
    "payment": ("", "amount:number* currency* customer"),
    "order": ("", "customer* items:array* note"),
    "campaign": ("", "name* subject* content* list_id"),
    "repository": ("workspace*", "name* description is_private:boolean"),
    "job": ("", "name* command* schedule"),
}
_OTHERS = ("project", "title* description")


def inputs_of(service: str, thing: str) -> ServiceInputs:
    """What the actions of a service that deals in such things ask for."""
    place, content = _BY_SERVICE.get(service) or _BY_THING.get(thing, _OTHERS)
    return ServiceInputs(_read(place), _read(content))


def _read(text: str) -> tuple[ActionInput, ...]:
    return tuple(_input(word) for word in text.split())


def _input(word: str) -> ActionInput:
    name, _, datatype = word.removesuffix("*").partition(":")
    said = name.replace("_", " ")
    return ActionInput(
        name, datatype or "string", required=word.endswith("*"), description=f"{said.capitalize()}."
    )
