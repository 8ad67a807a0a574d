"""``python -m selfcheck`` is the command."""

from selfcheck.cli import main

if __name__ == "__main__":  # processes that help reading load this module too
    main()
