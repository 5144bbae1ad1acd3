"""`python -m tests.kills forms --count 1000`: processes that fill and save a form, killed at its steps.

`runs` are processes that run a model, killed at any moment.
"""

import argparse
import sys

from tests.kills import rounds, run_rounds


def main() -> int:
    """Play; return 0 when there is nothing to tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__)
    parser.add_argument("of", choices=("forms", "runs"), help="what is killed")
    parser.add_argument("--count", type=int, default=1000, help="how many sequences (default 1000)")
    parser.add_argument(
        "--seed", type=int, default=0, help="the seed of the first; the next one has the next"
    )
    options = parser.parse_args()
    play, wrong = {"forms": rounds.play, "runs": run_rounds.play}[options.of], 0
    for number, complaint in enumerate(play(range(options.seed, options.seed + options.count)), 1):
        if complaint:
            wrong += 1
            print(complaint, file=sys.stderr, flush=True)
        if not number % 50 or number == options.count:
            print(
                f"{number} of {options.count} sequences from seed {options.seed}: {wrong} to tell of",
                flush=True,
            )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
