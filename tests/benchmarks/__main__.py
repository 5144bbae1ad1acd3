"""Run the benchmarks: all of them, or the modules named on the command line. Ratios count, times vary."""

import importlib
import os
import pkgutil
import sys

import tests.benchmarks
from tests.benchmarks.measuring import Measurement


def main(names: list[str]) -> None:
    """Every module that has a `measure` prints its ratios."""
    # What people install keeps its bytecode; without it every start would compile all modules of ours.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    found = [name for _, name, _ in pkgutil.iter_modules(tests.benchmarks.__path__) if name != "__main__"]
    for name in names or found:
        module = importlib.import_module(f"tests.benchmarks.{name}")
        if hasattr(module, "measure") and (names or not hasattr(module, "ONLY_BY_NAME")):
            print(f"== {name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
            for measurement in module.measure():
                print(_line(measurement), flush=True)


def _line(found: Measurement) -> str:
    verdict = "" if found.target is None else f"target <= {found.target:g}"
    if found.target is not None and found.ratio > found.target:
        verdict += "  MISSED"
    times = f"{found.ours:10.3f} {found.unit:3} floor {found.floor:10.3f}"
    return f"  {found.what:44} {times}  ratio {found.ratio:6.2f}  {verdict}"


main(sys.argv[1:])
