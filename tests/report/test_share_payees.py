"""A shared report names services, and no payee that may be a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import yucho
from tests.in_process import command


@pytest.mark.parametrize("form", ["text", "html", "markdown", "csv", "json"])
def test_a_payee_in_no_list_is_masked(form: str, tmp_path: Path):
    file = tmp_path / "meisai.csv"
    lines = [("20260702", "ＲＴ", "(ヤマダ　タロウ)", 30000), ("20260703", "ＲＴ", "(PAYPAY)", 3000)]
    file.write_bytes(yucho(*lines).encode("cp932"))
    plain = command("scan", file, "--format", form).stdout.decode()
    shared = command("scan", file, "--format", form, "--share", "--uses", "ヤマダ タロウ").stdout.decode()
    assert "ヤマダ" in plain
    assert "ヤマダ" not in shared
    assert "PAYPAY" in shared
