"""A resource: its fields, whether it was changed or deleted, saving and cloning it."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import marshal
from dataclasses import dataclass
from typing import Any, ClassVar, Self, TypeVar

from dataclasses_json import DataClassJsonMixin

from ..exceptions import InvalidResponseError, ValidationError
from .context import call_options, check_id, context_of, encode_resource_id, path_of
from .decode import decode, decode_reply, wire_names
from .fields import private_field
from .hooks import with_hooks


class BaseMixin:
    """Base of what a resource can do. Only subclasses of BaseResource, and further mixins, may use it."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.__name__.endswith("Mixin") and not issubclass(cls, BaseResource):
            raise TypeError(f"{cls.__name__} must be a subclass of BaseResource to use {BaseMixin.__name__}")


@dataclass(repr=False)
class BaseResource(DataClassJsonMixin):
    """One thing of the platform. `to_dict` is its document on the wire, `from_dict` makes it from one."""

    context: ClassVar[Any]
    """The Aixplain object; set on the classes it binds."""
    RESOURCE_PATH: ClassVar[str] = ""
    """Path of the collection, such as v2/models."""

    id: str | None = None
    """None until it is saved, and again once it is deleted."""
    name: str | None = None
    description: str | None = None
    path: str | None = None
    """Full path, such as openai/whisper-large/groq."""
    _saved_state: dict[str, Any] | bytes | None = private_field()
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

    def mark_as_saved(self, document: dict[str, Any] | None = None) -> None:
        """Take the present state, or the `document` it was just made from, as what the platform has.

        A document is kept as bytes: there is one for every row of every page, hardly any is looked at, and
        bytes are a fifth of the size of the objects and made faster than a copy of them.
        """
        try:
            self._saved_state = self.to_dict() if document is None else marshal.dumps(document)
        except ValueError:
            # A client that is no JSON client may hand out more than JSON.
            self._saved_state = self.to_dict()

    def before_save(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        """Called before saving; anything but None is returned at once, and nothing is saved."""

    def after_save(self, result: Any, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        """Called with the result or the exception; anything but None replaces the result."""

    def build_save_payload(self, **kwargs: Any) -> dict[str, Any]:
        """The document to send."""
        return self.to_dict()

    @with_hooks
    def save(self, /, *args: Any, **kwargs: Any) -> Self:
        """Create it (no id) or update it (id), after assigning the keyword arguments that name fields.

        A create takes over what the platform answers. Raises ResourceError with the platform's error as
        cause; what was assigned stays assigned.
        """
        assign_fields(self, kwargs)
        if self.id:
            self._update(kwargs)
        else:
            self._create(kwargs)
        self._deleted = False
        self.mark_as_saved()
        return self

    def _create(self, params: dict[str, Any]) -> None:
        payload = self.build_save_payload(**params)
        self._apply_response(self._send("POST", path_of(self, params), json=payload, **call_options(params)))

    def _update(self, params: dict[str, Any]) -> None:
        payload = self.build_save_payload(**params)
        url = f"{path_of(self, params)}/{self.encoded_id}"
        self._send("PUT", url, json=payload, **call_options(params))

    def _send(self, method: str, path: str, **options: Any) -> Any:
        return context_of(self).client.request(method, path, **options)

    @with_hooks
    def clone(self, /, **kwargs: Any) -> Self:
        """A deep copy without an id, with the keyword arguments that name fields assigned. Sends nothing."""
        twin = copy.deepcopy(self)
        vars(twin).update(_saved_state=None, _deleted=False)
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


def assign_fields(resource: BaseResource, values: dict[str, Any]) -> None:
    """Assign what names a field, a settable property or another attribute with a value; ignore the rest.

    Neither a method nor what belongs to the class (its client, its path) can be replaced this way.
    """
    for name, value in values.items():
        if _is_assignable(resource, name):
            setattr(resource, name, value)


def _is_assignable(resource: BaseResource, name: str) -> bool:
    if name.startswith("_") or name.isupper() or name in ("context", "dataclass_json_config"):
        return False
    declared = inspect.getattr_static(type(resource), name, None)
    if isinstance(declared, property):
        return declared.fset is not None
    if name in {field.name for field in dataclasses.fields(resource)} or name in vars(resource):
        return True
    return declared is not None and not callable(declared) and not hasattr(declared, "__get__")


ResourceT = TypeVar("ResourceT", bound=BaseResource)
