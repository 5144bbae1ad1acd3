"""Utilities: the source that is uploaded and what is read from it."""

import functools
from collections.abc import Callable

import httpx
import pytest

from aixsdk import Aixplain
from aixsdk import exceptions as errors
from aixsdk.kinds.utility import UtilityModelInput, inputs_of
from tests.sdk import documents
from tests.sdk.platform import BACKEND, Platform, connected
from tests.sdk.wire_server import listening


class TestUtility:
    def test_the_source_is_uploaded_and_described(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /sdk/file/upload/temp-url", documents.upload_place(downloadUrl=""))
        platform.on("PUT /put", httpx.Response(200))
        platform.on("POST /sdk/utilities", {"id": "u1"})
        code = "def main(a: int, b: str, c: bool) -> str:\n    return ''"
        aix.Utility(name="joiner", description="Joins two words.", code=code).save()
        assert platform.requests[1].content == code.encode()
        assert platform.requests[1].headers["content-type"] == "text/csv"
        body = platform.body()
        assert (body["code"], body["utility_id"]) == ("s3://bucket/tmp/1/code", "custom_python_code")
        assert body["inputs"] == [
            {"name": "a", "description": "The a input is a number", "type": "number"},
            {"name": "b", "description": "The b input is a text", "type": "text"},
            {"name": "c", "description": "The c input is a boolean", "type": "boolean"},
        ]

    def test_the_source_is_uploaded_with_the_key_of_the_save(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /sdk/file/upload/temp-url", documents.upload_place())
        platform.on("PUT /put", httpx.Response(200))
        platform.on("POST /sdk/utilities", {"id": "u1"})
        aix.Utility(description="Does something.", code="def main(): pass").save(api_key="other")
        ask, put, create = platform.requests
        assert ask.headers["authorization"] == "token other"
        assert create.headers["x-api-key"] == "other"
        assert "other" not in str(put.headers)

    def test_making_one_sends_nothing(self, aix: Aixplain, platform: Platform) -> None:
        aix.Utility(name="x", code="def main(): pass")
        assert platform.sent == []

    def test_the_description_must_say_something(self, aix: Aixplain, platform: Platform) -> None:
        with pytest.raises(errors.ResourceError, match="more than 10 characters"):
            aix.Utility(name="x", description="short", code="def main(): pass").save()
        assert platform.sent == []

    @pytest.mark.parametrize(
        "code", ["def other(): pass", "def main(a): pass", "def main(a: dict): pass", "def ("]
    )
    def test_a_source_that_will_not_do(self, code: str) -> None:
        with pytest.raises(errors.InputError):
            inputs_of(code)

    def test_a_source_at_an_address(self) -> None:
        code = b"def main(a: int) -> str:\n    return ''"
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(code)}\r\n\r\n".encode()
        with (
            listening(lambda connection: connection.sendall(head + code)) as url,
            connected(allow_private_fetch=True) as (aix, platform),
        ):
            platform.on("POST /sdk/file/upload/temp-url", documents.upload_place())
            platform.on("PUT /put", httpx.Response(200))
            platform.on("POST /sdk/utilities", {"id": "u1"})
            aix.Utility(description="Does something.", code=f"{url}/main.py").save()
            assert platform.requests[1].content == code
            assert [found["name"] for found in platform.body()["inputs"]] == ["a"]

    def test_no_source_of_a_private_network(self, aix: Aixplain, platform: Platform) -> None:
        with pytest.raises(errors.ResourceError) as caught:
            aix.Utility(description="Does something.", code="http://127.0.0.1:1/main.py").save()
        assert isinstance(caught.value.__cause__, errors.UnsafeURLError)
        assert platform.sent == []

    def test_what_the_platform_keeps_is_left_alone(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /sdk/utilities", {"id": "u1"})
        for code in (f"{BACKEND}/files/1", "s3://bucket/key"):
            aix.Utility(description="Does something.", code=code).save()
            assert platform.body()["code"] == code

    def test_the_source_is_read_from_where_the_platform_keeps_it(
        self, aix: Aixplain, platform: Platform
    ) -> None:
        place = f"{BACKEND}/files/dl/1?sig=x"
        platform.on("GET /files/dl/1", httpx.Response(200, content=b"def main(): pass"))
        platform.on("GET /sdk/models/u1", {"id": "u1", "description": "Does something.", "code": place})
        platform.on("PUT /sdk/utilities/u1", {})
        utility = aix.Utility.get("u1")
        assert utility.source == place
        utility.read_source()
        assert (utility.source, utility.code) == ("def main(): pass", place)
        utility.save(source="def main(): pass", name="other")
        assert platform.body()["code"] == place
        platform.on("POST /sdk/file/upload/temp-url", documents.upload_place())
        platform.on("PUT /put", httpx.Response(200))
        utility.save(source="def main(a: int): pass")
        assert platform.requests[-2].content == b"def main(a: int): pass"
        assert platform.body()["inputs"][0]["name"] == "a"

    def test_a_source_at_an_address_of_others_is_fetched_from_there(self) -> None:
        reply = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npass"
        with (
            listening(lambda connection: connection.sendall(reply)) as url,
            connected(allow_private_fetch=True) as (aix, platform),
        ):
            utility = aix.Utility(code=f"{url}/main.py")
            utility.read_source()
            assert utility.source == "pass"
            assert platform.sent == []

    def test_a_source_that_only_the_platform_can_read(self, aix: Aixplain) -> None:
        utility = aix.Utility(code="s3://bucket/key")
        with pytest.raises(errors.InputError, match=r"Only the platform can read s3://bucket/key\."):
            utility.read_source()
        with pytest.raises(errors.UnsafeURLError):
            aix.Utility(code="http://127.0.0.1:1/main.py").read_source()
        plain = aix.Utility(code="def main(): pass")
        plain.read_source()
        assert plain.source == plain.code
        plain.source = "def main(a: int): pass"
        assert plain.code == "def main(a: int): pass"

    def test_a_function_is_its_source_by_the_name_main(self, aix: Aixplain, platform: Platform) -> None:
        utility = aix.Utility(description="Doubles a number.", code=doubled)
        assert utility.code == "def main(number: int) -> int:\n    return 2 * number"
        utility.code = "def main(): pass"
        assert utility.code == "def main(): pass"

    def test_a_function_whose_source_is_nowhere(self, aix: Aixplain) -> None:
        with pytest.raises(errors.InputError, match="cannot be read"):
            aix.Utility(code=len)
        with pytest.raises(errors.InputError, match="not defined by 'def'"):
            aix.Utility(code=lambda number: number)

    def test_searches_and_runs_take_what_they_know(self, aix: Aixplain, platform: Platform) -> None:
        platform.on("POST /sdk/utilities/paginate", {"results": [], "total": 0, "pageTotal": 0})
        platform.on("POST /sdk/utilities/u1/run", {"status": "SUCCESS", "completed": True, "data": 4})
        aix.Utility.search("double", page_size=5)
        assert platform.body() == {"q": "double", "pageNumber": 0, "pageSize": 5}
        with pytest.raises(errors.ArgumentError, match="Did you mean 'page_size'"):
            aix.Utility.search(pagesize=5)  # type: ignore[call-arg]
        utility = aix.Utility(id="u1")
        assert utility.run(data={"number": 2}).data == utility.run({"number": 2}).data == 4
        assert platform.body() == {"data": {"number": 2}}
        with pytest.raises(errors.ArgumentError, match="'number'"):
            utility.run(number=2)  # type: ignore[call-arg]
        assert len(platform.sent) == 3

    def test_inputs_are_of_the_types_of_utilities(self) -> None:
        UtilityModelInput("a", "A number", "number").validate()
        with pytest.raises(errors.ValidationError, match="'a' must be one of number, boolean, text"):
            UtilityModelInput("a", "A table", "table").validate()


def decorator(function: Callable[[int], int]) -> Callable[[int], int]:
    @functools.wraps(function)
    def wrapper(number: int) -> int:
        return function(number)

    return wrapper


@decorator
def doubled(number: int) -> int:
    return 2 * number
