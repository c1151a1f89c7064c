"""The patterns of the grammar of labels (see `openings`). Every repetition is bounded, so that a line is looked at in linear time."""

from __future__ import annotations

import re

__all__ = [
    "AFTER", "AT", "BLANKS", "BULLET", "COLON", "DELIMITED", "FIRST", "HEADING", "LABEL_LIMIT", "LONG_COLON", "LONG_LABEL", "MARK", "ROLE", "SIGNED", "SIGNS", "VOICE", "WRAPPED",
]  # fmt: skip

LABEL_LIMIT = 63  # as in MAXQDA
LONG_LABEL = 120  # longer ones are shortened to the limit, where they come back


MARK = r"(?:\\?[*_]){1,3}"


BLANKS = r"[ \t]{0,8}"


FIRST = r"(?:[^\W_]|[+'’¿?&](?=[\w:?]))"


_NAME = rf"(?P<label>{FIRST}[^:：\n\t|<>]{{0,{LABEL_LIMIT - 1}}}?)"


_STAMPED = rf"(?:{BLANKS}[,–—-]?{BLANKS}(?P<stamp>[\[({{<#]{BLANKS}\d[^\])}}>#\n]{{2,40}}[\])}}>#]|\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,3}})?))?"


BULLET = re.compile(
    r"[ \t]{0,40}(?:(?:[-•*●▪~]|>{1,3}|[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?)[ \u202f]{1,3}(?=\S))?"
)


SIGNS = re.compile(MARK)


VOICE = re.compile(r"<v(?:\.[^\s>]{0,80})?\s{1,3}(?P<label>[^>\n]{1,63})>", re.IGNORECASE)


COLON = re.compile(
    rf"(?P<mark>{MARK}|[@#“„«‹\"'「『])?{_NAME}{_STAMPED}{BLANKS}(?:{MARK})?[#@”“»›\"'」』]?{BLANKS}[:：]{{1,2}}(?:{MARK})?(?=(?P<glue>\S)|\s|$)"
)


LONG_COLON = re.compile(
    rf"(?:{MARK})?(?P<label>{FIRST}[^:：\n\t|<>]{{{LABEL_LIMIT},{LONG_LABEL - 1}}}){BLANKS}(?:{MARK})?{BLANKS}[:：](?:{MARK})?(?=\s|$)"
)


WRAPPED = re.compile(
    r"(?P<open>[\[({<【〖〔]{1,2})[ \t]?(?P<label>(?:[^\[\](){}<>【】〖〗〔〕\n]|[(\[][^\[\](){}<>\n]{1,40}[)\]]){1,110}?)[ \t]?[\])}>】〗〕]{1,2}"
)


SIGNED = re.compile(rf"(?P<open>{MARK}|=={{0,1}}|#)[ \t]?{_NAME}[ \t]?(?P<close>{MARK}|==?|#)(?=\s|$)")


AT = re.compile(r"[@#](?P<label>[^\W_][\w.'’-]{0,40})(?=\s|$|[(\[{<#]\d)")


AFTER = re.compile(rf"{BLANKS}(?:[-–—|]|:{{1,2}}|：)?(?:{MARK})?{BLANKS}")


HEADING = re.compile(
    rf"[ ]{{0,3}}#{{1,6}}[ \t]{{1,4}}(?:{MARK})?(?P<label>[^\n]{{1,{LABEL_LIMIT + 40}}}?){BLANKS}#{{0,6}}$"
)


DELIMITED = {
    "tab": re.compile(rf"{_NAME}{_STAMPED}[ ]{{0,3}}\t{{1,4}}(?=\S)"),
    "bar": re.compile(
        rf"(?:\|[ \t]{{0,3}})?(?P<label>{FIRST}[^:\n\t|]{{0,{LABEL_LIMIT - 1}}}?){_STAMPED}[ \t]{{0,8}}\|(?=[^|\n])"
    ),
    "dash": re.compile(
        rf"(?P<label>{FIRST}[^:\n\t|–—]{{0,{LABEL_LIMIT - 1}}}?){_STAMPED}{BLANKS}(?:[–—]|-{{1,2}}(?=\s)){BLANKS}(?=\S)"
    ),
    "arrow": re.compile(
        rf"(?:>>{BLANKS})?(?P<label>{FIRST}[^:\n\t|<>=]{{0,{LABEL_LIMIT - 1}}}?){_STAMPED}{BLANKS}(?:[-=]?>{{1,2}}|=|//){BLANKS}(?=\S)"
    ),
    "semicolon": re.compile(rf"(?P<label>{FIRST}[^:;\n\t|]{{0,{LABEL_LIMIT - 1}}}?){_STAMPED}{BLANKS};{BLANKS}(?=\S)"),
    "timed": re.compile(
        rf"{_NAME}[ \t]{{1,4}}(?P<stamp>[\[({{<#][ \t]{{0,3}}\d[^\])}}>#\n]{{2,40}}[\])}}>#]|\d{{1,2}}:\d{{2}}:\d{{2}})[ \t]{{1,4}}(?:[-–—|][ \t]{{1,4}})?(?=\S)"
    ),
    "dot": re.compile(r"(?P<label>[^\W_][\w°]{0,11})[.)](?=\s{1,4}\S)"),
    "gap": re.compile(rf"(?P<label>{FIRST}[^:\n\t|.?!]{{0,40}}?)[ ]{{2,60}}(?=\S)"),
}


ROLE = re.compile(
    r"(?P<name>.{1,60}?)[ \t]{0,3}(?:[(\[][ \t]{0,3}(?P<role>[^()/\[\]]{1,40}?)[ \t]{0,3}[)\]]|/[ \t]{0,3}(?P<beside>[^()/\[\]]{1,40}))"
)
