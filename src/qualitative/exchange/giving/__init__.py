"""Give a study to other tools: what goes out is chosen once, in `outgoing.py`; each format writes it."""
