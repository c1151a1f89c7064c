"""The formats that a report is written in: one table, and a writer for each. They see nothing but the view of a page."""
