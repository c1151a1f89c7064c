"""Agreement between coders, one promise a file.

Coefficients, each as its formula: `percent`, `cohen`, `conger`, `scott`, `fleiss`, `brennan_prediger`, `gwet`, `krippendorff` (with
`distances`), `unitizing`, `overlap`; `prevalence` to read them by; `variance` and `bootstrap` for intervals.
From codings to tables: `rows` and `table`, `sets` for whole sets of codes, `segments` for segments as such; `words` and `render` for what
is printed. From numbers to words: `disagreements`, then `adjudication`.
"""
