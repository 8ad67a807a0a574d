"""A table comes in; the reading of all its rows goes out, section by section.

A file may hold several accounts, each under a header of its own, and the second header may put its
columns in another order. Every header starts a section with its own layout and its own balance.
"""

from __future__ import annotations

from collections.abc import Sequence

from selfcheck.errors import UnreadableError
from selfcheck.knowledge.schema import ColumnWords
from selfcheck.language.sentences import sentence
from selfcheck.model.statement import Fate, Problem
from selfcheck.statement.layout.known import signature
from selfcheck.statement.layout.layouts import Layout, Layouts
from selfcheck.statement.rows.account_number import account_above
from selfcheck.statement.rows.cell_reader import YearOf
from selfcheck.statement.rows.continued import MOST_LINES
from selfcheck.statement.rows.joints import Joint, settle_joints
from selfcheck.statement.rows.ledger import Ledger
from selfcheck.statement.rows.marks import WordsHeld
from selfcheck.statement.rows.reading import Reading
from selfcheck.statement.rows.record import Record
from selfcheck.statement.rows.refused import Refused, refused
from selfcheck.statement.rows.remarks import on_columns
from selfcheck.statement.rows.row_reader import RowReader
from selfcheck.statement.rows.settled import settle_directions
from selfcheck.statement.rows.titles import directed, turns
from selfcheck.statement.rows.unread_section import header_of_unread, row_of_unread
from selfcheck.statement.text.table import Table

ABOVE = 20
"""Rows above a further header that may print its account's number."""


class Sections:
    """Reads rows one after the other, from the first line of a file to its last."""

    def __init__(self, table: Table, layout: Layout, layouts: Layouts, words: ColumnWords, year_of: YearOf) -> None:
        self.reading = Reading(Ledger())
        self._layouts_used = [layout]
        self._layouts = layouts
        self._words = words
        self._year_of = year_of
        self._number = account_above(
            [*([line] for line in table.above), *table.rows[: layout.header or 0]], words.account_labels
        )
        self._held = table, WordsHeld(table.rows)
        self.rows = RowReader(table, layout, words, year_of, 1, self._number, self._held[1])
        """What reads the rows of the present section."""
        self.years_inferred = False
        """Whether a date was read that prints no (full) year."""
        self.years_printed = False
        """Whether one was read that prints its year, or stands under it."""
        self._header = signature(layout.columns.names)
        self.joints: list[Joint] = []
        """Headers that are not those of the rows above them."""
        self._is_unread = False
        """Whether the rows are below a header that is not of a statement (`unread_section`)."""
        self._foreign: dict[tuple[str, ...], Refused] = {}
        """Headers that begin nothing for the present section, and what was said of them: every page may print one."""
        self._settled = 0
        self._waiting: list[tuple[int, int, str]] = []
        """First and last line, and text, of rows that belong to the transaction below."""
        self._added = 0
        """Rows of text that the transaction above has been given; `MOST_LINES` where none is above."""
        self.has_continued = False
        """Whether some row of text belongs to a transaction."""

    @property
    def count(self) -> int:
        """Sections so far."""
        return len(self._layouts_used)

    def is_same_header(self, row: Sequence[str]) -> bool:
        """Whether ``row`` is the present section's header once more."""
        return bool(self._header) and signature(row) == self._header

    def may_start(self, row: Sequence[str]) -> bool:
        """Whether ``row`` may be another header, so that the rows below it must be looked at."""
        return self._layouts.may_start(row) or self.rows.is_like_header(row)

    def read(self, table: Table, index: int, *, above: bool = False, excerpt: bool = False) -> None:
        """Read row ``index`` of ``table``; ``above``: it is the first header, or stands above it.

        ``excerpt``: ``table`` holds only the rows around it, and no new header stands there (see `may_start`).
        """
        if above:
            outcome = self._above(table, index)
        elif index in table.aside:
            outcome = Refused(table.aside[index])
        else:
            outcome = self._below(table, index, excerpt)
            if self._continues(outcome, table, index, excerpt):
                return
            outcome = self._preamble_or(outcome)
        outcome = self._with_waiting(outcome)
        self.reading.enter(table.first[index], table.last[index], outcome, table.text(index))
        if isinstance(outcome, Refused) and any(outcome.total):
            _compare(outcome.total, self.reading, table.first[index])

    def _above(self, table: Table, index: int) -> Record | Refused:
        """What row ``index`` is: the first header, or something above it."""
        if not self._is_header(index):
            return self.rows.above(table, index)
        if count := len(self.reading.records):  # rows above the header were read by it
            self.joints.append(Joint(table.first[index], count, is_named=False))
        return Refused(Fate.HEADER)

    def _is_header(self, index: int) -> bool:
        """Whether row ``index`` is (part of) the first header."""
        layout = self._layouts_used[0]
        return index == layout.header or (layout.header_first is not None and index >= layout.header_first)

    def _below(self, table: Table, index: int, excerpt: bool) -> Record | Refused:
        """What row ``index``, below the first header, is."""
        outcome = row_of_unread(table.rows[index]) if self._is_unread else self.rows.read(table, index)
        if isinstance(outcome, Record):
            self.reading.problems += self.rows.remarks(outcome, table.rows[index])
            return outcome
        return self._section_or(outcome, table, index, excerpt) if outcome.fate in (Fate.FOOTER, Fate.PROBLEM) else outcome

    def _preamble_or(self, outcome: Record | Refused) -> Record | Refused:
        """What stands above all transactions is no footer."""
        is_above = isinstance(outcome, Refused) and outcome.fate is Fate.FOOTER and not len(self.reading.records)
        return Refused(Fate.PREAMBLE) if is_above else outcome

    def _remember_years(self) -> None:
        self.years_inferred |= self.rows.cells.years_inferred
        self.years_printed |= self.rows.cells.years_printed

    def close(self) -> Reading:
        """The reading, with what is to be said of it as a whole."""
        self._give_up_waiting()
        settle_directions(self.reading, self._settled, self._layouts_used[-1].columns)
        settle_joints(self.reading, self.joints)
        self._remember_years()
        if self.years_inferred:
            self.reading.problems.append(Problem(0, "year-inferred", sentence("year-inferred")))
        remarks = [remark for layout in self._layouts_used for remark in on_columns(layout.columns)]
        self.reading.problems += {(remark.code, str(remark.sentence.details)): remark for remark in remarks}.values()
        return self.reading

    def _continues(self, outcome: Record | Refused, table: Table, index: int, excerpt: bool) -> bool:
        """Whether a row carries only text, which was added to the transaction above, or waits for the one below.

        In an excerpt the transaction is not at hand: that there is such a row is all that is noted.
        """
        if isinstance(outcome, Record) or outcome.fate is not Fate.FOOTER or any(outcome.total):
            return False
        text = self.rows.continuations.text_of(table.rows[index])
        self.has_continued |= excerpt and bool(text)
        if not text or excerpt:
            return False
        first, last = table.first[index], table.last[index]
        if self.rows.continuations.is_above:
            if len(self._waiting) == MOST_LINES:
                self._give_up_waiting()
            self._waiting.append((first, last, text))
            return True
        above = self.rows.last
        if above is None or self._added >= MOST_LINES or not self.reading.records.single:
            return False
        self._added += 1
        self.has_continued = True
        self.rows.last = above.with_text(text)
        self.reading.records.change(len(self.reading.records.single) - 1, self.rows.last)
        self.reading.ledger.enter(first, last, Fate.TRANSACTION)
        return True

    def _with_waiting(self, outcome: Record | Refused) -> Record | Refused:
        """A transaction with the rows of text that waited for it; anything else leaves them alone."""
        self._added = 0 if isinstance(outcome, Record) else MOST_LINES
        if isinstance(outcome, Refused):
            if outcome.fate is not Fate.BLANK:
                self._give_up_waiting()
            return outcome
        if not self._waiting:
            return outcome
        for first, last, text in reversed(self._waiting):
            outcome = outcome.with_text(text, above=True)
            self.reading.ledger.enter(first, last, Fate.TRANSACTION)
        self._waiting.clear()
        self.has_continued = True
        self.rows.last = outcome
        return outcome

    def _give_up_waiting(self) -> None:
        """Rows of text with no transaction below them are what stands around the others."""
        fate = Fate.FOOTER if len(self.reading.records) else Fate.PREAMBLE
        for first, last, text in self._waiting:
            self.reading.enter(first, last, Refused(fate), text)
        self._waiting.clear()

    def _section_or(self, outcome: Refused, table: Table, index: int, excerpt: bool) -> Refused:
        """A header row, whose section is begun; else the outcome as it was."""
        row = table.rows[index]
        current = self._layouts_used[-1]
        same = self.is_same_header(row)
        if not same and (said := self._foreign.get(signature(row))):
            return said
        is_like_header = not same and not self._is_unread and self.rows.is_like_header(row)
        above = current.columns if is_like_header else None
        try:
            further = current if same else None if excerpt else self._layouts.starting_at(index, above)
        except UnreadableError as error:
            said = header_of_unread(error)
            is_empty = said.fate is not Fate.PROBLEM
            return said if is_empty else self._begins_nothing(row, None if self._carry_on(index) else said)
        if further is None:
            return refused("header-unknown") if is_like_header else self._turned_or(outcome, table, index)
        if not same and further.known is None and further.columns.balance is None and self._carry_on(index):
            return self._begins_nothing(row, None)
        self._begin(further, table, index, same=same)
        return Refused(Fate.HEADER)

    def _begins_nothing(self, row: Sequence[str], unread: Refused | None) -> Refused:
        """A header that begins no section: ``unread`` is said of it and those below are not read, or it changes nothing."""
        if unread:
            self._is_unread = True
            self._foreign.clear()
        self._foreign[signature(row)] = said = unread or refused("header-unknown")
        return said

    def _carry_on(self, index: int) -> bool:
        """Whether the rows below row ``index`` are proven to be as those above it."""
        return not self._is_unread and self._layouts.carry_on(index, self._layouts_used[-1].columns)

    def _begin(self, further: Layout, table: Table, index: int, *, same: bool) -> None:
        """A section whose header is row ``index``; ``same``: the header of the section before, printed once more."""
        current = self._layouts_used[-1]
        self._is_unread = False
        self._foreign.clear()
        self._settled = settle_directions(self.reading, self._settled, current.columns)
        done = self.reading.records.last  # what stands above its line is of the account before
        rows = [table.rows[at] for at in range(max(index - ABOVE, 0), index) if done is None or table.first[at] > done.line]
        number = account_above(rows, self._words.account_labels)
        # A header in the middle that is printed differently is another account, even where no number stands above it: called
        # after its line, so that balances are not compared across it.
        if further is not current:
            is_named = bool(number and number != self._number) or further.columns.account is not None
            self.joints.append(Joint(table.first[index], len(self.reading.records), is_named))
        self._number = number or (self._number if further is current else f"#{table.first[index] - 1}")
        further = directed(further, rows, self._words)
        self._layouts_used.append(further)
        self._remember_years()
        before = self.rows.last if same and not number else None  # the day of its first row may be that of the last one
        self.rows = self._reader(table, further, self.rows if same else None)
        self.rows.last = before
        self._header = signature(further.columns.names)

    def _turned_or(self, outcome: Refused, table: Table, index: int) -> Refused:
        """A title between rows that turns the direction of those below it; else the outcome as it was."""
        current = self._layouts_used[-1]
        further = turns(current, table.rows[index], self._words) if outcome.fate is Fate.FOOTER else None
        if further is None:
            return outcome
        self._layouts_used.append(further)
        self._remember_years()
        before = self.rows.last
        self.rows = self._reader(table, further, self.rows)
        self.rows.last = before
        return outcome

    def _reader(self, table: Table, layout: Layout, like: RowReader | None) -> RowReader:
        """What reads the rows of a further section."""
        if self._held[0] is not table:
            self._held = table, WordsHeld(table.rows)
        count = len(self._layouts_used)
        return RowReader(table, layout, self._words, self._year_of, count, self._number, self._held[1], like)


def _compare(total: tuple[int | None, int | None], reading: Reading, line: int) -> None:
    """Note a total that is neither that of the file so far nor that of the last section."""
    last = reading.records.last
    whole, section = reading.records.sums(), reading.records.sums(last.account) if last else (0, 0)
    for declared, found in zip(total, zip(whole, section, strict=True), strict=True):
        # 合計 may be that of the account or of the whole file; only one that is neither shows that a line is missing.
        if declared is not None and declared not in found:
            said = sentence("total-differs", declared=declared, found=found[-1])
            reading.problems.append(Problem(line, "total-differs", said))
