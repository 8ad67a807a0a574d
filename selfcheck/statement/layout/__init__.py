"""Which column is what: by a known header, by the words of one, or by the arithmetic of the balance."""
