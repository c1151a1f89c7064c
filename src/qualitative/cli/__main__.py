"""`python -m qualitative.cli`."""

from qualitative.cli import main

main()
