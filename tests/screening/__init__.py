"""Many accounts at once."""
