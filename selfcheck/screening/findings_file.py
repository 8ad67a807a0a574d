"""The findings of one part after the other come in; the bytes of a Parquet file or of a CSV go out.

Parquet keeps types and the list of signals. The CSV is UTF-8 with a byte order mark, so that Excel opens it, and text that
Excel would take for a formula is defused.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from selfcheck.errors import OptionError
from selfcheck.printing.safe import cell_text
from selfcheck.screening.accounts import FINDINGS

_TYPES = {"line": pa.int64(), "date": pa.date32(), "withdrawal": pa.int64(), "signals": pa.list_(pa.string())}
_SCHEMA = pa.schema([(name, _TYPES.get(name, pa.string())) for name in FINDINGS])


class Findings:
    """What is to be written, in the form that the file's name asks for."""

    def __init__(self, output: Path) -> None:
        """Raises `OptionError` for a name that ends neither in .parquet nor in .csv."""
        form = output.suffix.lower()
        if form not in (".parquet", ".csv"):
            raise OptionError("screen-output-form", path=str(output))
        self._bytes = io.BytesIO()
        self._parquet = pq.ParquetWriter(self._bytes, _SCHEMA) if form == ".parquet" else None
        if not self._parquet:
            self._text = io.TextIOWrapper(self._bytes, encoding="utf-8-sig", errors="replace", newline="", write_through=True)
            self._csv = csv.writer(self._text)
            self._csv.writerow(FINDINGS)

    def add(self, findings: pd.DataFrame) -> None:
        """More of them."""
        if self._parquet:
            self._parquet.write_table(pa.Table.from_pandas(findings, schema=_SCHEMA, preserve_index=False))
            return
        for account, line, date, memo, withdrawal, service, level, signals in findings.to_numpy(dtype=object).tolist():
            yen = "" if withdrawal is pd.NA else withdrawal
            texts = [cell_text(cell) for cell in (account, memo)]
            self._csv.writerow([texts[0], line, f"{date:%Y-%m-%d}", texts[1], yen, service, level, " ".join(signals)])

    def content(self) -> bytes:
        """The whole file."""
        if self._parquet:
            self._parquet.close()
        return self._bytes.getvalue()
