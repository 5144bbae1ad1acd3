"""What was said in a session with an agent, oldest first."""

from aixtui.face import Face
from aixtui.kindspec.cells import clean
from aixtui.kindspec.kind import Resource
from aixtui.kindspec.message import ChatMessage
from aixtui.workspace.activity import Activity
from aixtui.workspace.notice import Notice
from aixtui.workspace.session import AppSession


class Conversation:
    """The messages of one session, to be read."""

    def __init__(self, session: AppSession, resource: Resource) -> None:
        self._session, self._resource = session, resource
        self.changed, self.activity = Notice(), Activity()
        self.messages: tuple[ChatMessage, ...] | None = None
        """None until they have come."""
        self.is_over = False

    @property
    def name(self) -> str:
        """What the session is known by, clean."""
        return clean(self._resource.name or self._resource.id)

    async def load(self, face: Face) -> None:
        """Get the messages; those that are there stay where that fails."""
        self.activity.begin("loading the messages")
        resource = self._resource
        try:
            messages = await self._session.read(lambda ws: ws.messages(resource))
        except Exception as error:
            self.activity.fail(face.problem(error).sentence)
            return
        self.messages = messages
        self.activity.end()
        self.changed()

    def leave(self) -> None:
        """The user is done with it."""
        self.is_over = True
        self.changed()
