"""Many accounts at once: the lines of a bank's or a consumer centre's customers come in as tables, findings go out.

`lines` makes a table's columns what they must be and refuses what they cannot be; `screening` checks whole accounts with
the matching and the assessment of `scan`; `data` cuts files into pieces; `cluster` has Dask read the pieces, bring the
lines of each account together and screen them, on this machine or on others; `tally` counts what became of every line.

Nothing but the command ``screen`` loads `data` and `cluster`, and nothing but those two needs the extra ``fleet``.
"""
