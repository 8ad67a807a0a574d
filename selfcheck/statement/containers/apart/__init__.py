"""Processes in which other people's code reads a file: how they are started, bounded and heard."""
