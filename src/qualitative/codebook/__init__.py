"""The codebook: a tree of codes, the operations that make its history, and its files."""
