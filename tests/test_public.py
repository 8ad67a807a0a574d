"""The public surface: these names and no others."""

from __future__ import annotations

import inspect

import pytest

import selfcheck


def test_the_public_names_are_pinned():
    assert sorted(selfcheck.__all__) == [
        "Exit", "Fate", "Finding", "InputError", "KnowledgeError", "Level", "OptionError", "Report", "SelfcheckError",
        "Statement", "UnreadableError", "read", "scan", "screen",
    ]  # fmt: skip


def test_read_and_scan_take_what_the_contract_says():
    assert {"path", "encoding", "year", "bank"} <= set(inspect.signature(selfcheck.read).parameters)
    assert {"paths", "uses", "today"} <= set(inspect.signature(selfcheck.scan).parameters)


def test_screen_takes_what_its_readers_are_told():
    parameters = inspect.signature(selfcheck.screen).parameters
    assert [*parameters] == ["transactions", "account", "bank", "uses", "also", "rules"]
    assert parameters["account"].default == "account"


def test_read_raises_what_it_documents(tmp_path):
    with pytest.raises(selfcheck.InputError, match="見つかりません"):
        selfcheck.read(tmp_path / "missing.csv")
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(selfcheck.UnreadableError, match="空"):
        selfcheck.read(tmp_path / "empty.csv")
    with pytest.raises(selfcheck.OptionError):
        selfcheck.read(tmp_path / "empty.csv", bank="nonsense")


def test_importing_selfcheck_does_not_import_pandas():
    import subprocess
    import sys

    subprocess.run([sys.executable, "-c", "import sys, selfcheck; assert 'pandas' not in sys.modules"], check=True)


def test_scan_is_a_function_even_after_its_module_was_imported():
    import selfcheck.scan as module_or_function

    assert callable(selfcheck.scan)
    assert module_or_function is not None
