"""Reports that a study ships: what they were made from, whether they still hold, and what changed them if not."""
