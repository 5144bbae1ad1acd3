"""`python -m tests.monkey --rounds 1000`: random keys, pastes, sizes and signals at the app in a terminal."""

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed

from tests.monkey.rounds import any_seed, play

_CHUNK = 20
"""Sittings at one server."""


def main() -> int:
    """Play; return 0 when there is nothing to tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.monkey", description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000, help="how many sittings (default 1000)")
    parser.add_argument(
        "--seed", type=int, default=None, help="the seed of the first; the next one has the next"
    )
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time (default 2)")
    options = parser.parse_args()
    first = any_seed() if options.seed is None else options.seed
    seeds = range(first, first + options.rounds)
    chunks = [seeds[at : at + _CHUNK] for at in range(0, len(seeds), _CHUNK)]
    ended = wrong = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        for future in as_completed([pool.submit(_play, chunk) for chunk in chunks]):
            ended, wrong = ended + len(future.result()), wrong + sum(map(bool, future.result()))
            print(f"{ended} of {len(seeds)} sittings from seed {first}: {wrong} to tell of", flush=True)
    return 1 if wrong else 0


def _play(seeds: range) -> list[str]:
    complaints = []
    for complaint in play(seeds):
        complaints.append(complaint)
        if complaint:
            print(complaint, file=sys.stderr, flush=True)
    return complaints


if __name__ == "__main__":
    sys.exit(main())
