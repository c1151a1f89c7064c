"""The corpus on disk: documents, cases, quantitative tables, and readers of other formats."""
