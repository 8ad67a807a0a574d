"""A copy of a statement that its owner can give away: same form, same balances, nobody's name."""
