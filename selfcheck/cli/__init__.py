"""The command line: commands and options come in, a screen or JSON and an exit code go out.

No logic stands here. `main` is the command; importing this package registers all commands.
"""

from selfcheck.cli import check, doctor, facts, mine, sheet
from selfcheck.cli.main import main

__all__ = ["check", "doctor", "facts", "main", "mine", "sheet"]
