"""A downloaded file comes in; the same file with invented names, numbers and amounts goes out.

Layout, encoding, line ends, quotes, dates and the words that banks print stay, and the running balance is
right again, so that the layout of a bank can be handed on without its holder.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from selfcheck.accounts.of_lines import runs_backwards
from selfcheck.errors import OptionError
from selfcheck.knowledge import Knowledge, load
from selfcheck.matching.fold import fold, fold_with_spans
from selfcheck.matching.matcher import Matcher
from selfcheck.matching.places import Verdict
from selfcheck.model.statement import Statement
from selfcheck.model.transactions import Row
from selfcheck.patterns import regex
from selfcheck.sanitize.invented import DIGITS, invented_word, invented_yen, written_alike
from selfcheck.sanitize.public_words import PublicWords
from selfcheck.statement.containers.container import Source
from selfcheck.statement.containers.open_file import read_bytes
from selfcheck.statement.containers.registry import container_of, is_delimited
from selfcheck.statement.gathered import gathered
from selfcheck.statement.options import Options
from selfcheck.statement.reader import only, read_path, statements_in
from selfcheck.statement.text.decode import decode
from selfcheck.statement.text.table import Table
from selfcheck.statement.words import column_words

_ENDS = regex(r"(\r\n|\r|\n)")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SIGN = regex(r"[-−－▲△]\s*(?=[¥\\￥]?[0-9０-９])")
_WORD = regex(r"[^\s()（）「」\[\]/／:：,，、*＊\"]+")
_NUMBER = regex(r"[0-9０-９]{4,}")
"""Of an account, say, which some banks print in the header."""
_MONEY = ("withdrawal", "deposit", "transfer", "amount")
_ROOM = 1_000_000
"""Yen beyond all that goes out, so that no invented balance falls below zero."""
_TRIES = 20
"""Texts that are invented before one names just what the old one named."""


def sanitized(path: str | Path, options: Options) -> bytes:
    """The file at ``path`` without its holder; a page, a workbook or a PDF as a CSV of the same columns.

    Raises `OptionError` for a file whose statement is no table, `InputError` and `UnreadableError` for one that is none.
    """
    source = Source(str(path), read_bytes(path), options.encoding)
    if not is_delimited(source):
        source = Source(f"{path}.csv", _as_csv(source, options), "utf-8-sig")
        options = replace(options, encoding="utf-8-sig")
    data = source.data
    statement = only(gathered(statements_in(source, options), is_named=True).statements)
    decoded = decode(data, column_words(), options.encoding)
    text = _Sanitizer(statement, load()).text(decoded.text)
    encoded = text.encode(decoded.encoding, "replace")
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    return encoded if encoded.startswith(mark) else mark + encoded


def _as_csv(source: Source, options: Options) -> bytes:
    """The tables of a page or a workbook that are statements, one below the other, as a CSV."""
    container = container_of(source)
    parts = [] if container.holds_files else [part.content for part in container.read(source, options)]
    texts = [_csv_text(part) for part in parts if isinstance(part, Table)]
    if not texts:
        raise OptionError("sanitize-only-text", path=source.path)
    made = [text.encode("utf-8-sig") for text in texts]
    read = [text for text, data in zip(texts, made, strict=True) if _is_read(data, options)]
    if not read:
        read_path(source.path, options)  # which says why it is no statement
    return "\r\n".join(read).encode("utf-8-sig")


def _is_read(data: bytes, options: Options) -> bool:
    options = replace(options, encoding="utf-8-sig")
    read = gathered(statements_in(Source("x.csv", data, "utf-8-sig"), options), is_named=True).statements
    return any(statement.status != "unreadable" for statement in read)


def _csv_text(table: Table) -> str:
    """The rows of a table as lines of a CSV, each on one line."""
    text = io.StringIO()
    csv.writer(text).writerows([" ".join(cell.splitlines()) for cell in row] for row in table.rows)
    return text.getvalue()


class _Sanitizer:
    """Rewrites one text; the same word always becomes the same invented word."""

    def __init__(self, statement: Statement, knowledge: Knowledge) -> None:
        self.statement = statement
        self.knowledge = knowledge
        self._words: dict[str, str] = {}
        self._public = PublicWords(self.knowledge)
        self._matcher = Matcher(self.knowledge)
        self._roles = {cell: role for role, cells in self.statement.columns.items() for cell in cells}
        # by chance an invented word could be another one of the statement's
        self._printed = "\n".join(text.searchable for text in self.statement.records.texts)
        self._money = dict(self._invented())

    def text(self, text: str) -> str:
        """Every physical line by what it is."""
        parts = _ENDS.split(text)
        for index in range(0, len(parts), 2):
            parts[index] = self._line(index // 2 + 1, parts[index])
        return "".join(parts)

    def _line(self, number: int, line: str) -> str:
        cells = _cells(line, self.statement.delimiter or ",")
        contents = [line[start:end] for start, end in cells]
        header = self.statement.header
        is_header = number == self.statement.header_line or (
            header and [content.strip() for content in contents[: len(header)]] == [*header]
        )
        money = self._money.get(number)
        for place, (start, end) in reversed([*enumerate(cells)]):
            content = contents[place]
            if is_header:
                new = self._searched(content) if _NUMBER.search(content) else content
            else:
                new = self._searched(content) if money is None else self._cell(content, self._role(place), money)
            line = line[:start] + new + line[end:]
        return line

    def _cell(self, content: str, role: str, money: tuple[int, int]) -> str:
        """A cell of a transaction."""
        amount, balance = money
        if role in ("date", "direction"):
            return content
        if role in (*_MONEY, "balance") and DIGITS.search(content) and not any(map(str.isalpha, content.replace("円", ""))):
            is_zero = not DIGITS.search(content.replace("0", "").replace("０", ""))
            if role == "balance":
                return written_alike(_SIGN.sub("", content), balance)
            return content if is_zero else written_alike(content, amount)
        return self._masked(content)

    def _role(self, place: int) -> str:
        header = self.statement.header
        cell = header[place] if place < len(header) else str(place + 1)
        return self._roles.get(cell, "") if header.count(cell) < 2 else ""

    def _invented(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """Line → an amount of the same length, and the balance that follows from it."""
        records = self.statement.records
        rows = records.every()
        taken = {yen for row in rows for yen in (row.withdrawal, row.deposit, row.balance) if yen is not None}
        moves = [_invented_move(row, taken) for row in (reversed(rows) if runs_backwards(self.statement) else rows)]
        start = invented_yen(_ROOM + sum(abs(change) for _, change in moves), taken)
        balances: dict[str, int] = {}
        for row, change in moves:
            account = row.text.number
            balances[account] = balances.get(account, start) + change
            yield row.line, (abs(change), balances[account])

    def _searched(self, text: str) -> str:
        """A cell outside the transactions: what it says of itself stays."""
        return self._outside(text, [*self._public.labels_in(text), *self._names(text)])

    def _masked(self, text: str) -> str:
        """Names of services and words that banks print stay; the text still names the same services."""
        kept = [*self._names(text), *self._public.legal_forms_in(text)]
        for _ in range(_TRIES):
            made = self._outside(text, kept)
            if self._named(made) == self._named(text):
                break
            self._words.clear()
        return made

    def _outside(self, text: str, kept: list[tuple[int, int]]) -> str:
        """``text`` with everything but what is ``kept``, and words that banks print, replaced."""
        out, at = [], 0
        for start, end in sorted(kept, key=lambda span: (span[0], -span[1])):
            if start >= at:
                out += [self._replaced(text[at:start]), text[start:end]]
                at = end
        return "".join((*out, self._replaced(text[at:])))

    def _replaced(self, text: str) -> str:
        return _WORD.sub(lambda word: word.group() if self._public.is_one(word.group()) else self._other(word.group()), text)

    def _other(self, word: str) -> str:
        if word not in self._words:
            made = (invented_word(word) for _ in range(_TRIES))
            self._words[word] = next((other for other in made if other not in self._printed), "*" * len(word))
        return self._words[word]

    def _names(self, text: str) -> list[tuple[int, int]]:
        """Where services and what is known to look like them stand."""
        folded = fold_with_spans(text)
        places = [place for place in self._matcher.places(text) if place.verdict is not Verdict.WITHIN_WORD]
        whole = {place.by.text for place in places if place.by} | {fold(place.printed) for place in places}
        found = [match.span() for one in whole for match in re.finditer(re.escape(one), folded.text)]
        return [folded.printed(*span) for span in found]

    def _named(self, text: str) -> list[str]:
        return [hit.service for hit in self._matcher.find_all(text)]


def _invented_move(row: Row, taken: set[int]) -> tuple[Row, int]:
    """What the row adds to the balance, in invented yen: as long as the amount is, and the same way."""
    out, into = row.withdrawal or 0, row.deposit or 0
    if not (out or into):
        return row, 0
    yen = invented_yen(abs(out or into), taken)
    return row, -yen if out > 0 or into < 0 else yen


def _cells(line: str, delimiter: str) -> list[tuple[int, int]]:
    """Where the content of every cell stands, quotes left out."""
    found = []
    pattern = re.compile(rf'"(?:[^"]|"")*"|[^{re.escape(delimiter)}]*')
    at = 0
    while at <= len(line):
        match = pattern.match(line, at)
        start, end = match.span() if match else (at, at)
        quoted = end - start > 1 and line[start] == '"' == line[end - 1]
        found.append((start + 1, end - 1) if quoted else (start, end))
        at = line.find(delimiter, end) + 1 or len(line) + 1
    return found
