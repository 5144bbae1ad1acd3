"""A conversation that is read."""

from aixtui.face import Face
from aixtui.running.conversation import Conversation


class ConversationController:
    """Loads the messages again, and leaves them."""

    def __init__(self, conversation: Conversation, face: Face) -> None:
        self._conversation, self._face = conversation, face

    def do_refresh(self) -> None:
        """Load the messages again."""
        self._face.start(self._conversation.load(self._face), "messages")

    def do_back(self) -> None:
        """Leave them."""
        self._conversation.leave()
