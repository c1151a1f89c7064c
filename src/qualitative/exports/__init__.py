"""Out of the workbench: what counts in a study as tables and documents, for spreadsheets, statistics programs and theses."""
