"""Many accounts at once: the lines of a bank's or a consumer centre's customers come in as tables, findings go out.

`lines` and `values` make a table's columns what they must be and refuse what they cannot be; `screening` checks whole
accounts with the matching and the assessment of `scan`; `files`, `data` and `csv_pieces` cut files into pieces; `cluster`
has Dask read the pieces, bring the lines of each account together and screen them, on this machine or on others; `tally`
counts what became of every line; `findings` makes the file that is written.

Nothing but the command ``screen`` loads `data`, `cluster` and `findings`, and nothing but those needs the extra ``fleet``.
"""
