"""What `make.py` makes the second study with."""
