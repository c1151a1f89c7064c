"""What stands in a report: what a study gives, and the sections that tell it."""
