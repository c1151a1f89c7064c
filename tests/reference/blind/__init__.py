"""A second reading of how queries are asked, which shares nothing with the library."""
