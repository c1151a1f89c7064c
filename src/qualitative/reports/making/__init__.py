"""How a report is made: its template is run, each format is written, several at once, here or on a cluster; what need not be made again stands."""
