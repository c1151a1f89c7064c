"""Reports: from inputs to a typed model, from the model to a page, from the page to files, and what of them is published.

The rooms, each of which imports only from those before it: `page` (what a report is and what a reader sees), `formats` (the files it is
written in), `content` (what a study gives, and the sections that tell it), `making` (templates run, files written), `published` (manifests,
verification). `sections` is the public door for those who write templates and sections of their own.
"""
