"""Text at places comes in (a page of a PDF, lines of fixed width, a pasted screen); a table of cells goes out.

printed lines → typed pieces → columns → rows → Table. What is told only by its place is told by the header above it;
where two readings remain, the running balance chooses.
"""
