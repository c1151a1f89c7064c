"""Projects of other tools, read into studies of their own."""
