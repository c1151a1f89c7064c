"""What a report is, and what a reader sees of it: typed blocks, the fixed words, numbers joined to their evidence, one view for all formats."""
