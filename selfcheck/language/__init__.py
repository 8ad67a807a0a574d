"""Every sentence that is not a fact, one catalogue for each language."""
