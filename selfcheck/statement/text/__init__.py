"""Bytes come in; the rows of cells that a bank meant go out."""
