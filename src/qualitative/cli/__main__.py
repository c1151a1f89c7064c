from qualitative.cli import main

main()
