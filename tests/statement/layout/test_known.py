"""The headers that banks print are known again."""

from __future__ import annotations

import pytest

from selfcheck.errors import UnreadableError
from selfcheck.knowledge import load
from selfcheck.knowledge.schema import Bank, KnownLayout
from selfcheck.statement.layout.layouts import Layouts
from selfcheck.statement.text.table import Table
from selfcheck.statement.words import column_names
from tests.statement.layout.made import TODAY

KNOWN = [(bank, layout) for bank in load().banks.values() for layout in bank.layouts]


@pytest.mark.parametrize(("bank", "layout"), KNOWN, ids=[f"{bank.id}-{at}" for at, (bank, _) in enumerate(KNOWN)])
def test_a_known_header_is_known_again_and_empty_cells_at_its_end_do_not_count(bank: Bank, layout: KnownLayout):
    encoding = layout.encodings[0] if layout.encodings else "cp932"
    for more in ([], [""]):
        row = [*layout.header, *more]
        layouts = Layouts(Table(",", [["x"], row], [1, 2], [1, 2], 2), column_names(), load(), bank.id, encoding, TODAY)
        assert layouts.known_at(0) is None
        assert layouts.may_start(row)
        if layout.refuse:
            with pytest.raises(UnreadableError):
                layouts.known_at(1)
            continue
        found = layouts.known_at(1)
        assert found is not None
        assert (found.id, found.bank, found.header) == (layout.id, bank.id, 1)
        assert found.columns.date
        assert found.columns.amounts
