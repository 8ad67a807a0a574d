"""What holds where the extra for desks is not installed: one sentence of `screen`, and no difference for the others."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import ROOT
from tests.screening.accounts import statement


def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path):
    code = "import sys\nfor name in ('dask', 'distributed', 'pyarrow'): sys.modules[name] = None\n"
    code += f"sys.argv = ['selfcheck', 'screen', 'x', '--output', {str(tmp_path / 'x.csv')!r}]\n"
    code += "from selfcheck.cli import main\nmain()\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=600, check=False)
    assert done.returncode == 2
    assert "selfcheck[fleet]" in done.stderr.decode()


COMMANDS = [
    ["scan", "FILE", "--no-mine"],
    ["inspect", "FILE"],
    ["convert", "FILE"],
    ["sheet", "FILE", "--no-mine"],
    ["sanitize", "FILE", "--output", "COPY"],
    ["guide"],
    ["desks"],
    ["services"],
    ["banks"],
    ["incidents"],
    ["explain", "burst"],
    ["mine", "list", "--mine", "MINE"],
    ["doctor"],
    ["--help"],
    ["screen", "--help"],
]


RUNNER = """
import json, sys

class Missing:
    tried = set()
    def find_spec(self, name, path=None, target=None):
        if (package := name.split(".")[0]) in ("dask", "distributed", "pyarrow", "tornado", "fsspec"):
            self.tried.add(package)
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
from selfcheck.cli import main
ran = []
for arguments in json.loads(sys.argv[1]):
    Missing.tried.clear()
    sys.argv = ["selfcheck", *arguments]
    try: main()
    except SystemExit as left: ran.append((left.code, sorted(Missing.tried)))
print(json.dumps(ran), file=sys.stderr)
"""
"""Commands, one after the other; of each its code, and the packages of the extra that it asked for in vain."""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, list[str]]]:
    folder = tmp_path_factory.mktemp("without")
    places = {"FILE": statement(1, folder), "COPY": folder / "copy.csv", "MINE": folder / "mine.toml"}
    given = [[str(places.get(word, word)) for word in command] for command in COMMANDS]
    runner = [sys.executable, "-c", RUNNER, json.dumps(given)]
    done = subprocess.run(runner, capture_output=True, timeout=6000, check=True, cwd=ROOT)
    results = [(code, tried) for code, tried in json.loads(done.stderr.splitlines()[-1])]
    return dict(zip(map(" ".join, COMMANDS), results, strict=True))


@pytest.mark.parametrize("command", [" ".join(command) for command in COMMANDS])
def test_no_other_command_loads_dask_and_all_run_where_it_is_missing(command: str, ran: dict[str, tuple[int, list[str]]]):
    code, tried = ran[command]
    assert code in (0, 1, 3)
    assert not {"dask", "distributed"} & set(tried)
