"""The numbers behind the pictures of the page: the balance over time, and what was taken when.

Coordinates are those of an SVG picture of fixed size; the template draws them.
"""
