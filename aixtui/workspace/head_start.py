"""The page that is shown first, asked for while the app is still being loaded."""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing, suppress
from threading import Thread
from typing import Any, NamedTuple

from aixsdk.exceptions import AuthenticationError
from aixtui.kindspec.kind import Kind
from aixtui.settings.connection import ConnectionSettings
from aixtui.workspace.query import Query
from aixtui.workspace.rows import RowPage, announces
from aixtui.workspace.workspace import WorkspaceGateway

SILENT_SECONDS = 0.5
"""A longer wait that the backend asks for is counted down where it is seen."""


class Answer(NamedTuple):
    """A page, and what can be done with its rows."""

    page: RowPage
    capabilities: frozenset[str]


class HeadStart:
    """Connects, and asks for one page, in a thread of its own from before there is a loop.

    Nobody can be asked for a key meanwhile: where that is needed there is no answer, and the app asks anew.
    """

    def __init__(self, connect: Callable[[], ConnectionSettings]) -> None:
        """`connect` blocks until there is a connection; it may be called again later."""
        self._connect = connect
        self._connection: Future[ConnectionSettings] | None = None
        self._asked: tuple[str, Query] | None = None
        self._answer: Future[Answer | None] = Future()

    def begin(self, kind: Kind, query: Query, on_answer: Callable[[Answer], object]) -> None:
        """Ask for a page; `on_answer` is called in the thread, before anybody else has what came.

        What is needed for that is loaded here, before anything else is: beside that it would take long.
        """
        self._connection, self._asked = Future(), (kind.id, query)
        for future in (self._connection, self._answer):
            future.set_running_or_notify_cancel()  # whoever waits may go away: it comes all the same
        _load(kind)
        work = (kind, query, self._connection, on_answer)
        Thread(target=self._work, args=work, name="aixtui-head-start", daemon=True).start()

    def _work(
        self,
        kind: Kind,
        query: Query,
        connected: Future[ConnectionSettings],
        on_answer: Callable[[Answer], object],
    ) -> None:
        try:
            connection = self._connect()
        except BaseException as error:
            connected.set_exception(error)
            self._answer.set_result(None)
            return
        connected.set_result(connection)
        try:
            answer = _answer(connection, kind, query)
            if answer is not None:
                on_answer(answer)
        except Exception as error:  # whatever it is, the app tells it: nobody is to wait for ever
            self._answer.set_exception(error)
        else:
            self._answer.set_result(answer)

    def connect(self) -> ConnectionSettings:
        """The connection; the first time the one that was begun with."""
        begun, self._connection = self._connection, None
        return self._connect() if begun is None else begun.result()

    def take_connection(self) -> ConnectionSettings | None:
        """The connection that was begun with, if it is there and nobody has had it."""
        begun = self._connection
        if begun is None or not begun.done() or begun.exception() is not None:
            return None
        return self.connect()

    def take_answer(self, kind: Kind, query: Query) -> Future[Answer | None] | None:
        """The answer to this, or its error, on its way or there; None where it was not asked for, or was had.

        Whoever asks for something else first gets it from the server later as well: by then it is old.
        """
        asked, self._asked = self._asked, None
        return self._answer if asked == (kind.id, query) else None

    def answer_now(self, kind: Kind, query: Query) -> Answer | None:
        """The answer to this, if it is there and nobody has had it."""
        if self._asked != (kind.id, query) or not self._answer.done() or self._answer.exception():
            return None
        self._asked = None
        return self._answer.result()


def _load(kind: Kind) -> None:
    import aixsdk

    unbound: Any = aixsdk  # which has the classes under the names that a client has them
    kind.source(unbound)
    aixsdk.Aixplain.preload()


def _answer(connection: ConnectionSettings, kind: Kind, query: Query) -> Answer | None:
    if connection.credential is None:
        return None
    with closing(WorkspaceGateway.open(connection)) as workspace, suppress(AuthenticationError):
        return read_answer(workspace, kind, query, is_announced=False)
    return None


def read_answer(workspace: WorkspaceGateway, kind: Kind, query: Query, *, is_announced: bool) -> Answer:
    """A page of a kind, and what can be done with its rows; a server that is busy is not waited for.

    What the kind has only where it is announced is left out of the query, unless that is known, or the
    documents of the page speak of it.
    """
    asked = query if is_announced else _without_announced(kind, query)
    page = workspace.search(kind, asked, longest_wait=SILENT_SECONDS)
    if page.query != query and announces(kind, page):
        page = workspace.search(kind, query, longest_wait=SILENT_SECONDS)
    return Answer(page, workspace.capabilities(kind))


def _without_announced(kind: Kind, query: Query) -> Query:
    names = {one.id for one in kind.filters if one.announced_by}
    return query._replace(filters=tuple(pair for pair in query.filters if pair[0] not in names))
