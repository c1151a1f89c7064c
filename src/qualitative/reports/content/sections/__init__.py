"""The sections that come with the library, one a file: a draft in, blocks out. Their public door is `qualitative.reports.sections`."""
