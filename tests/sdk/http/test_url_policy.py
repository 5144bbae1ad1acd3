"""Which addresses may be used, and for what."""

import pytest

from aixsdk import Aixplain, Config
from aixsdk import exceptions as errors
from aixsdk._http.url_policy import check_address, check_fetch, check_upload, normalize_origin

PLAIN = Config()
ADDRESSES = [
    ("https://platform.test", PLAIN, True),
    ("http://platform.test", PLAIN, False),
    ("http://127.0.0.1:8", PLAIN, True),
    ("http://127.9.9.9", PLAIN, True),
    ("http://[::1]:8", PLAIN, True),
    ("http://localhost:8", PLAIN, True),
    ("http://localhost.evil.test", PLAIN, False),
    ("http://192.168.0.1", PLAIN, False),
    ("http://192.168.0.1", Config(allow_insecure_urls=True), True),
    ("https://me:secret@platform.test", PLAIN, False),
    ("https://platform.test:x", PLAIN, False),
]


@pytest.mark.parametrize(("url", "config", "is_fine"), ADDRESSES)
def test_where_a_key_may_travel(url: str, config: Config, is_fine: bool) -> None:
    if is_fine:
        check_address(url, config)
    else:
        with pytest.raises(errors.UnsafeURLError) as caught:
            check_address(url, config)
        assert "secret" not in str(caught.value)


def test_a_client_is_not_made_for_an_address_that_shows_the_key() -> None:
    with pytest.raises(ValueError, match="AIXPLAIN_ALLOW_INSECURE_URLS=1"):
        Aixplain("a-key", backend_url="http://platform.test")


UPLOADS = [
    ("https://bucket.s3.amazonaws.com/x?sig=1", PLAIN, True),
    ("https://store.aixplain.com/x", PLAIN, True),
    ("https://amazonaws.com.evil.test/x", PLAIN, False),
    ("https://evilamazonaws.com/x", PLAIN, False),
    ("https://mine.test/x", Config(backend_url="https://mine.test"), True),
    ("https://a.mine.test/x", Config(upload_hosts=("*.mine.test",)), True),
    ("https://a.mine.test/x", Config(upload_hosts=("mine.test",)), True),
    ("http://127.0.0.1:9/x", PLAIN, False),
    ("http://127.0.0.1:9/x", Config(backend_url="http://127.0.0.1:8"), True),
    ("http://localhost:9/x", Config(backend_url="http://127.0.0.1:8"), True),
    ("http://10.0.0.1:9/x", Config(backend_url="http://127.0.0.1:8"), False),
    ("https://me@bucket.s3.amazonaws.com/x", PLAIN, False),
    ("http://127.0.0.1:9/x", Config(upload_hosts=("127.0.0.1",)), True),
    ("http://bucket.s3.amazonaws.com/x", PLAIN, False),
]


@pytest.mark.parametrize(("url", "config", "is_fine"), UPLOADS)
def test_where_a_file_may_go(url: str, config: Config, is_fine: bool) -> None:
    if is_fine:
        check_upload(url, config)
    else:
        with pytest.raises(errors.UnsafeURLError):
            check_upload(url, config)


FETCHES = [
    ("93.184.216.34", True, True),
    ("127.0.0.1", False, True),
    ("10.1.2.3", False, True),
    ("192.168.1.1", False, True),
    ("0.0.0.0", False, True),  # an address to refuse
    ("::1", False, True),
    ("fe80::1%eth0", False, False),
    ("::ffff:10.0.0.1", False, True),
    ("::ffff:169.254.169.254", False, False),
    ("169.254.169.254", False, False),
    ("169.254.1.1", False, False),
    ("fd00:ec2::254", False, False),
    ("168.63.129.16", False, False),
    ("64:ff9b::a9fe:a9fe", False, False),
    ("64:ff9b::a00:1", False, True),
    ("2002:a9fe:a9fe::1", False, False),
    ("2606:2800:220:1:248:1893:25c8:1946", True, True),
]


@pytest.mark.parametrize(("address", "in_public", "where_allowed"), FETCHES)
def test_from_where_a_file_may_come(address: str, in_public: bool, where_allowed: bool) -> None:
    for allow_private, is_fine in ((False, in_public), (True, where_allowed)):
        if is_fine:
            check_fetch(address, allow_private=allow_private)
        else:
            with pytest.raises(errors.UnsafeURLError):
                check_fetch(address, allow_private=allow_private)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("host.test", ("https", "host.test", 443)),
        ("host.test:8", ("https", "host.test", 8)),
        ("HTTP://Host.test./x", ("http", "host.test", 80)),
        ("https://[::1]:9/x", ("https", "::1", 9)),
    ],
)
def test_origins(url: str, origin: tuple[str, str, int]) -> None:
    assert normalize_origin(url) == origin


def test_the_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIXPLAIN_TRUSTED_HOSTS", "a.test, b.test:8,")
    monkeypatch.setenv("AIXPLAIN_UPLOAD_HOST_ALLOWLIST", ".store.test")
    monkeypatch.setenv("AIXPLAIN_ALLOW_INSECURE_URLS", "1")
    monkeypatch.setenv("AIXPLAIN_ALLOW_PRIVATE_FETCH", "0")
    config = Config.from_environment()
    assert (config.trusted_hosts, config.upload_hosts) == (("a.test", "b.test:8"), (".store.test",))
    assert (config.allow_insecure_urls, config.allow_private_fetch) == (True, False)
