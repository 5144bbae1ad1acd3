"""One client used by many threads at once."""

from concurrent.futures import ThreadPoolExecutor

from aixsdk import Aixplain

THREADS = 10


def test_ten_threads_get_their_own_answers(live: Aixplain) -> None:
    model = live.Model.get("sandbox/sentiment")

    def count(words: int) -> int:
        found: int = len(model.run("A word. " * words).data["sentences"])
        return found

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(count, range(1, 51))) == list(range(1, 51))
