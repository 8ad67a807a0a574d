"""How levels and verdicts look on a terminal; they are words first, and colours second."""

STYLES = {"alert": "bold red", "check": "bold magenta", "note": "bold cyan", "clean": "bold green", "unreadable": "bold red"}
