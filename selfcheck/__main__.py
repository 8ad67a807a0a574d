"""``python -m selfcheck`` is the command."""

from selfcheck.cli import main

main()
