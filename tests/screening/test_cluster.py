"""A table that changes and a cluster that cannot work are told; nothing here starts a process."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("dask.dataframe", reason="the extra fleet is not installed")

from distributed import KilledWorker

from selfcheck.errors import InputError, UnreadableError
from selfcheck.screening import cluster
from selfcheck.screening.accounts import Screening
from selfcheck.screening.pieces import check_unchanged, find_pieces, read_piece


@pytest.mark.parametrize("size", [-1, 0, 1])
def test_a_table_that_shrinks_grows_or_is_written_anew_is_not_read(size: int, tmp_path: Path):
    file = tmp_path / "lines.csv"
    file.write_text("account,date,memo,withdrawal\n" + "1,2020-09-08,電気,1\n" * 3, encoding="utf-8")
    how = Screening.of(bank=None, uses=(), also=(), rules=None)
    (piece,) = find_pieces([str(file)], {})
    check_unchanged([piece])
    assert read_piece(piece, how)[1].lines == 3
    content = file.read_bytes()
    file.write_bytes(content[:size] if size < 0 else content + b"x" * size)
    os.utime(file, ns=(0, (piece.state or (0, 0))[1] + 100))  # ticks of NTFS
    for look in (lambda: read_piece(piece, how), lambda: check_unchanged([piece])):
        with pytest.raises(UnreadableError) as told:
            look()
        assert told.value.sentence.key == "screen-changed"
    file.unlink()
    with pytest.raises(UnreadableError):
        read_piece(piece, how)


def test_processes_that_cannot_be_begun_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def ended(**_: object) -> None:
        raise RuntimeError("Nanny failed to start.")

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(cluster, "LocalCluster", ended)
    with pytest.raises(InputError) as told, cluster.client_of(None, 2):
        pass
    assert told.value.sentence.key == "screen-no-workers"
    assert list(tmp_path.iterdir()) == []


def test_work_that_nobody_does_is_given_up(monkeypatch: pytest.MonkeyPatch):
    """Processes that are ended as soon as they begin are begun anew, for ever."""
    given_up: list[object] = []
    client = SimpleNamespace(loop=None, nthreads=dict, cancel=given_up.append)
    waiting = SimpleNamespace(is_empty=lambda: False, has_ready=lambda: False)
    monkeypatch.setattr(cluster, "as_completed", lambda futures, loop: waiting)
    for name in ("_PAUSE", "_LOOK", "_ALONE"):
        monkeypatch.setattr(cluster, name, 0.0)
    with pytest.raises(InputError) as told:
        next(cluster._as_they_come(["future"], client))
    assert told.value.sentence.key == "screen-killed"
    assert given_up == [["future"]]


def _from(cause: BaseException) -> RuntimeError:
    """What Dask raises of an exchange of lines, with what led to it."""
    error = RuntimeError("P2P 16e7 failed during transfer phase")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (_from(OSError(errno.ENOSPC, "No space left on device")), "screen-no-room"),
        (_from(MemoryError()), "screen-killed"),
        (_from(ConnectionError()), "screen-killed"),
        (MemoryError(), "screen-killed"),
        (KilledWorker("part", None, 3), "screen-killed"),
        (ModuleNotFoundError("No module named 'selfcheck'"), "screen-workers-lack"),
    ],
    ids=["disk full", "no memory to exchange", "other end lost", "no memory", "ended again and again", "another machine"],
)
def test_what_ended_the_work_is_a_sentence_however_deep_it_stands(error: BaseException, key: str):
    told = cluster._as_sentence(error)
    assert isinstance(told, InputError)
    assert told.sentence.key == key


def test_a_fault_of_ones_own_is_not_laid_to_memory():
    fault = RuntimeError("dictionary changed size during iteration")
    assert cluster._as_sentence(fault) is fault
