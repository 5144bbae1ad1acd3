"""A resource: its fields, whether it was changed or deleted, saving and cloning it."""

from __future__ import annotations

import copy
import marshal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self, TypeVar

from ..exceptions import InvalidResponseError, ResourceError, ValidationError
from .arguments import check_arguments, json_values
from .assigning import assign_fields, is_assignable
from .changes import with_changes
from .context import asset_path, check_id, context_of, encode_resource_id, path_of
from .decode import decode, wire_names
from .fields import private_field
from .hooks import with_hooks
from .json_document import JsonDocument
from .options import call_options
from .replies import decode_reply
from .server_owned import server_owned
from .unread import Unread


class BaseMixin:
    """Base of what a resource can do. Only subclasses of BaseResource, and further mixins, may use it."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.__name__.endswith("Mixin") and not issubclass(cls, BaseResource):
            raise TypeError(f"{cls.__name__} must be a subclass of BaseResource to use {BaseMixin.__name__}")


@dataclass(repr=False)
class BaseResource(JsonDocument):
    """One thing of the platform. `to_dict` is its document on the wire, `from_dict` makes it from one."""

    context: ClassVar[Any]
    """The Aixplain object; set on the classes it binds."""
    RESOURCE_PATH: ClassVar[str] = ""
    """Path of the collection, such as v2/models."""
    WRITABLE: ClassVar[frozenset[str] | None] = None
    """The only keys that an update takes, where it refuses others; None where it takes what it sent."""
    SAVE_PARAMS: ClassVar[type[Any] | None] = None
    """The keywords that `save` knows besides fields; None passes all on."""
    READ_WHEN_LOOKED_AT: ClassVar[tuple[str, ...]] = ()
    """The fields whose lists may be unread."""

    id: str | None = None
    """None until it is saved, and again once it is deleted."""
    name: str | None = None
    description: str | None = None
    path: str | None = None
    """Full path, such as openai/whisper-large/groq."""
    _saved_state: dict[str, Any] | bytes | None = private_field()
    _document: bytes | None = private_field()
    """The platform's document as it came, what is not understood here among it; None where none came."""
    _deleted: bool = private_field(default=False)

    @property
    def is_modified(self) -> bool:
        """Whether anything differs from what the platform has; True for what was never saved."""
        if self._saved_state is None:
            return True
        saved = self._saved_state
        if isinstance(saved, bytes):
            saved = decode(type(self), marshal.loads(saved)).to_dict()
        return self.to_dict() != saved

    @property
    def is_deleted(self) -> bool:
        """Whether it was deleted through this object."""
        return self._deleted

    @property
    def encoded_id(self) -> str:
        """The id as one segment of a URL; "" without one."""
        return encode_resource_id(self.id) if self.id else ""

    def mark_as_saved(self) -> None:
        """Take the present state as what the platform has."""
        self._saved_state = self.to_dict()

    def keep_document(self, document: dict[str, Any]) -> None:
        """Take the `document` that this was just made from as what the platform has.

        It is kept as bytes: there is one for every row of every page, hardly any is looked at, and bytes are
        a fifth of the size of the objects and made faster than a copy of them.
        """
        if self.path is None:
            self.path = asset_path(document)
        try:
            kept = marshal.dumps(document)
        except ValueError:
            # A client that is no JSON client may hand out more than JSON.
            self._saved_state = self.to_dict()
        else:
            # Past the setters of subclasses: there are as many as items on a page.
            state = vars(self)
            state["_saved_state"] = state["_document"] = kept
            for name in self.READ_WHEN_LOOKED_AT:
                if type(state[name]) is Unread:
                    state[name].keep(kept)

    def before_save(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        """Called before saving; anything but None is returned at once, and nothing is saved."""

    def after_save(self, result: Any, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        """Called with the result or the exception; anything but None replaces the result."""

    def build_save_payload(self, **kwargs: Any) -> dict[str, Any]:
        """The document to send: of an update, the platform's own with what was changed."""
        return self.on_document(self.to_dict(), lambda saved: saved.to_dict())

    def on_document(self, payload: dict[str, Any], of: Callable[[Self], dict[str, Any]]) -> dict[str, Any]:
        """What an update sends: the document as it came, with what differs between `payload` and what was.

        `of` makes of the resource as it was what `payload` is of the resource as it is. Without a document,
        as in a create, it is the payload. What belongs to the platform is left out.
        """
        document = self._kept_document()
        if document is None or not self.id:
            return payload
        saved = decode(type(self), document)
        if "context" in vars(self):
            vars(saved)["context"] = self.context
        body: dict[str, Any] = with_changes(document, of(saved), payload)
        owned = server_owned(self.RESOURCE_PATH)
        return {
            key: value
            for key, value in body.items()
            if key not in owned and (self.WRITABLE is None or key in self.WRITABLE)
        }

    def stored(self, key: str) -> Any:
        """What the platform's document says under a key; None without one."""
        return (self._kept_document() or {}).get(key)

    def _kept_document(self) -> dict[str, Any] | None:
        return None if self._document is None else marshal.loads(self._document)

    @with_hooks
    def save(self, /, *args: Any, **kwargs: Any) -> Self:
        """Create it (no id) or update it (id), after assigning the keyword arguments that name fields.

        A create takes over what the platform answers. Raises ResourceError with the platform's error as
        cause, and for what was deleted; what was assigned stays assigned.
        """
        if self._deleted:
            raise ResourceError(f"{type(self).__name__} has been deleted; clone() makes a new one of it.")
        self._check_fields("save", kwargs)
        assign_fields(self, kwargs)
        if self.id:
            self._update(kwargs)
        else:
            self._create(kwargs)
        self.mark_as_saved()
        return self

    def _create(self, params: dict[str, Any]) -> None:
        payload = json_values(self.build_save_payload(**params))
        reply = self._send("POST", path_of(self, params), json=payload, **call_options(params))
        self._apply_response(reply)
        self._note_sent(payload, reply)

    def _update(self, params: dict[str, Any]) -> None:
        payload = json_values(self.build_save_payload(**params))
        url = f"{path_of(self, params)}/{self.encoded_id}"
        self._send("PUT", url, json=payload, **call_options(params))
        self._note_sent(self._kept_document() or {}, payload)

    def _note_sent(self, *parts: dict[str, Any]) -> None:
        """The document is now what was sent, with what the platform says; later parts win."""
        whole = {key: value for part in parts for key, value in part.items()}
        try:
            self._document = marshal.dumps(whole)
        except ValueError:
            self._document = None

    def _check_fields(self, operation: str, given: Mapping[str, Any]) -> None:
        assignable = [name for name in given if is_assignable(self, name)]
        check_arguments(self, operation, given, self.SAVE_PARAMS, wire_names(type(self)), assignable)

    def _send(self, method: str, path: str, **options: Any) -> Any:
        return context_of(self).client.request(method, path, **options)

    @with_hooks
    def clone(self, /, **kwargs: Any) -> Self:
        """A deep copy without an id, with the keyword arguments that name fields assigned. Sends nothing."""
        self._check_fields("clone", kwargs)
        twin = copy.deepcopy(self)
        vars(twin).update(_saved_state=None, _document=None, _deleted=False)
        assign_fields(twin, {**kwargs, "id": None})
        return twin

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        twin = copy.copy(self)
        memo[id(self)] = twin
        for name, value in vars(self).items():
            # A context set on the object is the client with its key and its connections: shared, never
            # copied.
            setattr(twin, name, value if name == "context" else copy.deepcopy(value, memo))
        return twin

    def __repr__(self) -> str:
        if self.path:
            return f"{type(self).__name__}(path={self.path})"
        return f"{type(self).__name__}(id={self.id}, name={self.name})"

    def __str__(self) -> str:
        return repr(self)

    def ensure_usable(self) -> None:
        """Raise ValidationError when it was deleted, or has no id."""
        kind = type(self).__name__
        if self._deleted:
            raise ValidationError(f"{kind} has been deleted and cannot be used for operations.")
        if not self.id and self._saved_state is None:
            raise ValidationError(
                f"{kind} has not been saved yet. Call .save() first to create the resource."
            )
        if not self.id:
            raise ValidationError(f"{kind} has no id.")

    def _action(self, method: str, action_paths: list[str], **kwargs: Any) -> Any:
        """Send a request to a path below this resource and return the reply."""
        self.ensure_usable()
        path = "/".join([path_of(self, kwargs), self.encoded_id, *action_paths])
        kwargs.pop("resource_path", None)
        return self._send(method, path, **kwargs)

    def _apply_response(self, reply: Any) -> None:
        """Take over what the platform says it stored; what it does not mention stays."""
        found = reply.get("id") if isinstance(reply, dict) else None
        if isinstance(found, bool) or not isinstance(found, str | int):
            raise InvalidResponseError("The platform did not say what it created.", outcome_unknown=True)
        check_id(found, outcome_unknown=True)
        self.id = str(found)
        stored = decode_reply(type(self), reply, "what it has stored in a form", outcome_unknown=True)
        for name, key in wire_names(type(self)).items():
            if key in reply or name in reply:
                setattr(self, name, getattr(stored, name))
        self.path = stored.path or self.path
        self.keep_document(reply)


ResourceT = TypeVar("ResourceT", bound=BaseResource)
