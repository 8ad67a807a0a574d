"""Answers that need no statement: what is known, what happened, what a word of the output means, what is installed."""
