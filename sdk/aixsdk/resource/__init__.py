"""The layer that every kind is made of: what a resource is and what can be done with one."""

from .base import BaseMixin, BaseResource, ResourceT
from .context import encode_resource_id
from .delete import DeleteParamsT, DeleteResourceMixin
from .get import GetParamsT, GetResourceMixin
from .hooks import with_hooks
from .page import ItemError, Page
from .params import (
    BaseDeleteParams,
    BaseGetParams,
    BaseParams,
    BaseRunParams,
    BaseSearchParams,
    RunOptions,
)
from .protocols import HasContext, HasFromDict, HasResourcePath, HasToDict
from .results import BaseResult, DeleteResult, DeleteResultT, Result, ResultT
from .run import RunnableResourceMixin, RunParamsT
from .search import SearchParamsT, SearchResourceMixin

__all__ = [
    "BaseDeleteParams",
    "BaseGetParams",
    "BaseMixin",
    "BaseParams",
    "BaseResource",
    "BaseResult",
    "BaseRunParams",
    "BaseSearchParams",
    "DeleteParamsT",
    "DeleteResourceMixin",
    "DeleteResult",
    "DeleteResultT",
    "GetParamsT",
    "GetResourceMixin",
    "HasContext",
    "HasFromDict",
    "HasResourcePath",
    "HasToDict",
    "ItemError",
    "Page",
    "ResourceT",
    "Result",
    "ResultT",
    "RunOptions",
    "RunParamsT",
    "RunnableResourceMixin",
    "SearchParamsT",
    "SearchResourceMixin",
    "encode_resource_id",
    "with_hooks",
]
