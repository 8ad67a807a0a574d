"""The manual pages of the commands, in both languages."""
