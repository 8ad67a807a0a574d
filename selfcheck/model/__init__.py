"""The values that each step hands to the next; frozen, and without behaviour of their own."""
