"""Saved pages: the statement's tables among all that stands on a page."""
