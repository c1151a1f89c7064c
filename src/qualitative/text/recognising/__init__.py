"""Who speaks when, in the ways in which people and tools write it: one recogniser, lowest module first.

words     what labels say: roles, fields that name nobody, questions
times     the grammar of times          numbers   turns or lines that are counted
openings  the grammar of labels         lines     the lines of a text, and how each may open a turn
evidence  which shape of label holds    naming    labels that mean one person
build     turns                         roles     who asks, who answers
told      what to tell of it            accounting  no word lost, none invented

`qualitative.text.speakers.recognise` puts them together.
"""
