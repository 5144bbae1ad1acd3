"""What is in a table: its columns, their types, gaps and values."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

from aixtui.sandbox.catalogue.asset_spec import Param
from aixtui.sandbox.engines.engine import Engine, EngineError, Inputs, Job
from aixtui.sandbox.engines.own_asset import own_asset
from aixtui.sandbox.engines.uploaded import FILE, uploaded_path

_MOST_ROWS = 1_000_000
_MOST_VALUES = 10_000
_SNIFFED = 20_000
_ROWS_A_REPORT = 20_000


def compute(inputs: Inputs, job: Job) -> object:
    """A profile of the CSV `file`: for each column its type, gaps, distinct values and range."""
    path = uploaded_path(inputs, job)
    rows = _rows(path, str(inputs.get("delimiter") or ""))
    header = next(rows, None)
    if not header:
        raise EngineError("The file has no header line.")
    columns: list[list[str]] = [[] for _ in header]
    count = 0
    for count, row in enumerate(rows, start=1):
        for number, values in enumerate(columns):
            values.append(row[number].strip() if number < len(row) else "")
        if count % _ROWS_A_REPORT == 0:
            job.report(min(0.9, count / _MOST_ROWS), f"read {count:,} rows")
        if count >= _MOST_ROWS:
            break
    profile = [_column(name, values) for name, values in zip(header, columns, strict=True)]
    return {"rows": count, "columns": profile}


def _rows(path: Path, delimiter: str) -> Iterator[list[str]]:
    try:
        with path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
            if not delimiter:
                delimiter = _sniffed(file.read(_SNIFFED))
                file.seek(0)
            yield from csv.reader(file, delimiter=delimiter)
    except csv.Error as error:
        raise EngineError(f"The file is no table: {error}.") from error


def _sniffed(beginning: str) -> str:
    try:
        return csv.Sniffer().sniff(beginning, ",;\t|").delimiter
    except csv.Error:
        return ","


def _column(name: str, values: list[str]) -> dict[str, object]:
    there = [value for value in values if value]
    profile: dict[str, object] = {"name": name, "missing": len(values) - len(there)}
    numbers = _numbers(there)
    distinct = Counter(there[:_MOST_VALUES])
    profile["distinct"] = len(distinct)
    if numbers:
        profile |= {
            "type": "number",
            "min": min(numbers),
            "max": max(numbers),
            "mean": round(fmean(numbers), 6),
        }
    else:
        common = [{"value": value[:80], "count": count} for value, count in distinct.most_common(5)]
        profile |= {"type": "text" if there else "empty", "frequent": common}
    return profile


def _numbers(values: list[str]) -> list[float]:
    try:
        numbers = [float(value) for value in values]
    except ValueError:
        return []
    return numbers if all(abs(number) < float("inf") for number in numbers) else []


def describe(output: Any) -> str:
    """The size and the columns."""
    names = ", ".join(f"{column['name']} ({column['type']})" for column in output["columns"])
    return f"The table has {output['rows']} rows and the columns {names}."


ENGINE = Engine(
    own_asset(
        path="sandbox/table-profile",
        name="Table Profile",
        description="Describes an uploaded CSV file: columns, types, gaps, ranges.",
        function=("utilities", "Utilities"),
        price=0.001,
        params=(FILE, Param("delimiter", description="What separates the columns; guessed without it.")),
        connection=("synchronous", "asynchronous"),
        function_type="utility",
    ),
    compute,
    topics=("table", "csv", "columns"),
    describe=describe,
)
