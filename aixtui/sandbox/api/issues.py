"""Reports of issues, and the page that a report's address leads to."""

import json

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from aixtui.sandbox.api.endpoint import HTML, Endpoint
from aixtui.sandbox.api.http import caller_of, json_reply, origin, path_value
from aixtui.sandbox.clock import now
from aixtui.sandbox.platform import Platform
from aixtui.sandbox.problems import not_found
from aixtui.sandbox.store.document import Doc

_PAGE = (
    "<!doctype html><title>{issue}</title><p>{issue} was noted on {moment}. The sandbox has no board:"
    " nobody but you sees it."
)


class Issues:
    """The issue endpoints."""

    def __init__(self, platform: Platform) -> None:
        self._database = platform.database

    def endpoints(self) -> list[Endpoint]:
        """All endpoints of issues."""
        return [
            Endpoint("POST", "/v1/issue", self.report, reply="Issue", body="IssueFields"),
            Endpoint("GET", "/issues/{id}", self.page, sends=(HTML,)),
        ]

    async def report(self, request: Request, body: Doc) -> Response:
        """Take note of an issue."""
        caller = caller_of(request)
        with self._database.write() as connection:
            cursor = connection.execute(
                "INSERT INTO issues (team_id, doc, created_at) VALUES (?, ?, ?)",
                (caller.team_id, json.dumps(body), now()),
            )
        issue = f"ISS-{cursor.lastrowid}"
        return json_reply({"issue_id": issue, "bug_board_url": f"{origin(request)}/issues/{issue}"}, 202)

    async def page(self, request: Request) -> Response:
        """That an issue was noted, for a browser; it needs no key and tells nothing else."""
        issue = path_value(request, "id")
        row = self._database.row("SELECT created_at FROM issues WHERE 'ISS-' || number = ?", (issue,))
        if row is None:
            raise not_found("Issue", issue)
        return HTMLResponse(_PAGE.format(issue=issue, moment=row[0]))
