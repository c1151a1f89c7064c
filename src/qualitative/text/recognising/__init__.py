"""Who speaks when, in the ways in which people and tools write it: one recogniser, lowest module first.

words      what labels say: roles, fields, nobody     times      the grammar of times
shapes     the patterns of labels                     around     times and marks around a label
openings   the grammar of labels                      numbers    turns or lines that are counted
lines      how each line may open a turn              believing  labels that may name speakers
evidence   which shape of label holds, by points      choosing   the lines that open turns
naming     labels that mean one person                build      turns out of lines
roles      who asks, who answers                      told       what to tell of it
heads      the head above a talk                  turn, ends times behind the speech
beside     words beside a label                   timed      times of paragraphs
accounting no word lost, none invented        messenger  what a messenger writes itself
addressed  to whom a message goes

`qualitative.text.speakers.recognise` puts them together.
"""
