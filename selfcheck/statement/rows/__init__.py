"""Rows of cells and their layout come in; transactions, or why a row is none, go out."""
