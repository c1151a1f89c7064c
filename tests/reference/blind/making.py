"""Random queries over the values that a study has, and the library's answers in the shape of the second evaluator's."""

from __future__ import annotations

import dataclasses
import random
from collections import Counter

from reference.blind import evaluator as blind
from reference.blind import syntax

FORMS = ("places", "persons", "cases", "documents", "passages", "codings")


class Maker:
    """Makes random syntax trees over the values that a study has."""

    def __init__(self, tables, rows, seed):
        self.random = random.Random(seed)
        self.tables = tables
        classes = sorted({name for _, held in tables.codes.values() for name in held})
        self.fields = {}
        for field in (*syntax.ONE_VALUE, *classes, "coder"):
            known = {held for row in rows for held in blind.held_by(row, field, tables)}
            if field == "code":
                known = {*tables.codes, *tables.merged}
            if field == "date":
                known = {row.passage["date"] for row in rows if row.passage["date"]}
            if known:
                self.fields[field] = sorted(known)
        self.words = self._words(rows)
        self.texts = [row.passage["text"] for row in rows]

    @staticmethod
    def _words(rows):
        counted = Counter(
            word for row in rows for word in row.passage["text"].lower().replace("’", "'").split() if word.isalpha()
        )
        return [word for word, times in counted.items() if times >= 2 and word not in ("and", "or", "not")]

    def value(self, field):
        pick = self.random.choice
        text = pick(self.fields[field])
        if field == "date" and self.random.random() < 0.6:
            text = "-".join(text.split("-")[: self.random.randint(1, 3)])
        elif field != "round" and self.random.random() < 0.2:
            short = text[: self.random.randint(0 if self.random.random() < 0.1 else 1, len(text))]
            if not set(short) & set(' (),"') and not (field == "date" and len(short) < 4):
                return syntax.Value(short + "*")
        return syntax.Value(text, quoted=bool(set(text) & set(' (),":/?') or self.random.random() < 0.05))

    def term(self):
        weights = {"code": 8, "text": 3, "case": 2, "person": 2}
        names = [*self.fields, "text"]
        field = self.random.choices(
            names, [weights.get(name, 3 if name not in syntax.ONE_VALUE else 1) for name in names]
        )[0]
        count = self.random.choice((1, 1, 1, 2, 3))
        if field == "text":
            return syntax.Term(field, tuple(self.words_value() for _ in range(count)))
        return syntax.Term(field, tuple(self.value(field) for _ in range(count)))

    def words_value(self):
        word = self.random.choice(self.words)
        how = self.random.random()
        if how < 0.3:
            return syntax.Value(word[: self.random.randint(2, 6)] + "*")
        if how < 0.5:
            words = self.random.choice(self.texts).split()
            at = self.random.randrange(len(words))
            if all(each.isalpha() for each in words[at : at + 2]):
                return syntax.Value(" ".join(words[at : at + 2]), quoted=True)
        return syntax.Value(word)

    def comparison(self):
        pick = self.random.choice
        names = [
            name for name, held in self.tables.attributes.items() if any(value is not None for value in held.values())
        ]
        if not names:
            return self.term()
        name = pick(names)
        held = [value for value in self.tables.attributes[name].values() if value is not None]
        value = pick(held)
        if isinstance(value, (int, float)):
            shown = f"{float(value) + self.random.choice((0, 0, 0.5, -3)):g}"
            return syntax.Comparison(name, pick(syntax.OPERATORS), (syntax.Value(shown),))
        operator = pick(syntax.OPERATORS) if name in self.tables.orders else pick(("=", "!="))
        text = pick([str(value), *map(str.strip, str(value).split(";"))])
        return syntax.Comparison(
            name,
            operator,
            (syntax.Value(text, quoted=bool(set(text) & set(' (),":=/;')) or self.random.random() < 0.2),),
        )

    def tree(self, depth):
        roll = self.random.random()
        if depth == 0 or roll < 0.12:
            return self.comparison() if self.random.random() < 0.2 else self.term()
        if roll < 0.30:
            return syntax.Not(self.tree(depth - 1))
        if roll < 0.55:
            return syntax.And(tuple(self.tree(depth - 1) for _ in range(self.random.choice((2, 2, 3)))))
        if roll < 0.75:
            return syntax.Or(tuple(self.tree(depth - 1) for _ in range(self.random.choice((2, 2, 3)))))
        return syntax.Scope(self.random.choice(syntax.SCOPES), self.tree(depth - 1))

    def text(self, tree):
        return syntax.printed(tree, "or", lambda: self.random.choice((" ", " ", " and ")))


def widened(counted, passages, seed):
    """The codings with other beginnings and ends, so that many touch several passages."""
    chance = random.Random(seed)
    table = counted.table.copy()
    for index in table.index:
        if chance.random() < 0.5:
            inside = passages[passages["document"] == table.at[index, "document"]].reset_index(drop=True)
            first = chance.randrange(len(inside))
            last = min(first + chance.choice((0, 0, 1, 1, 2, 3)), len(inside) - 1)
            table.at[index, "start"] = chance.randrange(inside.at[first, "start"], inside.at[first, "end"])
            low = max(inside.at[last, "start"], table.at[index, "start"])
            table.at[index, "end"] = chance.randrange(low, inside.at[last, "end"]) + 1
    return dataclasses.replace(counted, table=table)


def told(found):
    """The library's answer as a blind.Answer."""
    rows = frozenset(
        (row.document, int(row.passage), row.case, row.coding if isinstance(row.coding, str) else None)
        for row in found.rows.itertuples()
    )
    return blind.Answer(rows, *(frozenset(map(_plain, getattr(found, form))) for form in FORMS), found.nobody)


def _plain(value):
    return (value[0], int(value[1])) if isinstance(value, tuple) else value
