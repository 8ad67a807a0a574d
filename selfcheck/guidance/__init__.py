"""Findings come in; what to do about them goes out: steps, desks, deadlines, in the order in which to act."""
