"""Tokens that nobody must see, planted in every place of every container."""
