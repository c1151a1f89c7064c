"""How transcripts write who speaks and when: shapes of labels, shapes of times, and where a time stands."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from reading.generated_talk import Said


@dataclass(frozen=True)
class Paragraph:
    """What stands on paper: runs of text, each bold or not; `style` is "heading" or nothing."""

    runs: tuple[tuple[str, bool], ...]
    style: str = ""

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)


# what stands before and after a label on the line of its speech
AROUND = {
    "colon": ("", ": "),
    "blank and colon": ("", " : "),
    "square": ("[", "] "),
    "square and colon": ("[", "]: "),
    "curly": ("{", "} "),
    "round": ("(", ") "),
    "at": ("@", " "),
    "at and colon": ("@", ": "),
    "hash": ("#", " "),
    "hash and colon": ("#", ": "),
    "angle": ("<", "> "),
    "stars": ("**", ":** "),
    "stars before the colon": ("**", "**: "),
    "one star": ("*", ":* "),
    "underscores": ("__", ":__ "),
    "escaped stars": ("\\*\\*", ":\\*\\* "),
    "tab": ("", "\t"),
    "colon and tab": ("", ":\t"),
    "bar": ("", " | "),
    "dash": ("", " - "),
    "long dash": ("", " — "),
    "greater-than": ("", "> "),
    "bullet": ("• ", ": "),
    "wide colon": ("", "："),
    "bold label": ("", ": "),
}
OF_MARKDOWN = {"stars", "stars before the colon", "one star", "underscores"}  # signs there, bold in other formats
OWN_LINE = ("alone above", "bold alone above", "heading")
SHAPES = (*AROUND, *OWN_LINE, "several in a line", "numbered lines", "bold alone", "numbered questions")

# people by kind of label: (interviewers, informants) a language
PEOPLE: dict[str, dict[str, list[tuple[list[str], list[str]]]]] = {
    "roles": {
        "id": [(["P"], ["N"]), (["Pewawancara"], ["Narasumber"]), (["Peneliti"], ["Informan 1", "Informan 2"]),
               (["T"], ["J"]), (["Moderator"], ["Peserta 1", "Peserta 2", "Peserta 3"])],
        "en": [(["Interviewer"], ["Respondent"]), (["I"], ["R"]), (["Q"], ["A"]), (["INT"], ["P1", "P2", "P3"]),
               (["Moderator"], ["Participant 1", "Participant 2"])],
        "fr": [(["Enquêteur"], ["Enquêtée"]), (["Q"], ["R"])],
    },
    "names": {
        "id": [(["Budi"], ["Sari"]), (["Ratna"], ["Pak Lurah", "Bu Hasnah"]), (["Yusuf"], ["Wayan", "Ketut", "Made"])],
        "en": [(["Helen"], ["Tom"]), (["Mary"], ["Peter", "John"]), (["Dr Shah"], ["Mrs O'Neill"])],
        "fr": [(["Élodie"], ["Jean-Marc"]), (["Zoé"], ["Benoît", "Mme Leroy"])],
    },
    "initials": {"": [(["MK"], ["SN"]), (["H"], ["W"]), (["AB"], ["CD", "EF", "GH"]), (["SIM-P"], ["SIM-A", "SIM-B"])]},
    "digits": {"": [(["1P"], ["2N"]), (["01"], ["02"]), (["1-Helen"], ["2-Tom", "3-Ann"])]},
    "speakers": {"": [(["Speaker 1"], ["Speaker 2"]), (["SPEAKER_00"], ["SPEAKER_01", "SPEAKER_02"]), (["S1"], ["S2"])]},
    "lower": {"": [(["p"], ["n"]), (["budi"], ["sari"]), (["int"], ["kader a", "kader b"])]},
    "upper": {"": [(["IBU RATNA"], ["PAK HASAN"]), (["HELEN"], ["TOM", "ANN"])]},
    "degrees": {"": [(["Rina"], ["Dra. Sri Lestari, M.Si."]), (["Dr. Helen Ward, PhD"], ["Tom Baker, RN", "Ann Lee, MPH"])]},
    "brackets": {"": [(["Ratna (peneliti)"], ["Ani (kader PKH)", "Tuti (warga)"]), (["Helen (she/her)"], ["Tom (ward 4)"])]},
    "last, first": {"": [(["Ward, Helen"], ["Baker, Tom"]), (["Hadi, Ratna"], ["Lestari, Sri", "Aminah, Siti"])]},
    "long": {"": [(["Peneliti"], ["Kepala Bidang Perlindungan dan Jaminan Sosial Dinas Kabupaten"]),
                  (["Research Assistant"], ["Deputy Head of the Department of Housing and Social Care, North"])]},
    "phones": {"": [(["+62 812-3456-7890"], ["0813 2222 1111"]), (["+44 7700 900123"], ["+44 7700 900456"])]},
    "full name at first": {"": [(["Budi Santoso"], ["Sri Lestari"]), (["Helen Ward"], ["Tom Baker", "Ann Lee"])]},
}  # fmt: skip


def people(rng: Random, kind: str, language: str) -> tuple[list[str], list[str]]:
    by_language = PEOPLE[kind]
    return rng.choice(by_language.get(language) or by_language.get("") or by_language["en"])


def clock(seconds: float, shape: str) -> str:
    """A time of the recording as people and machines write it."""
    whole = int(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    tenth = round((seconds - whole) * 10) % 10
    if shape == "minutes":
        return f"{whole // 60:02}:{rest:02}"
    if shape == "dots":
        return f"{hours}.{minutes:02}.{rest:02}"
    if shape == "tenths":
        return f"{hours:02}:{minutes:02}:{rest:02}.{tenth}"
    if shape == "f4":
        return f"#{hours:02}:{minutes:02}:{rest:02}-{tenth}#"
    if shape == "thousandths":
        return f"{hours:02}:{minutes:02}:{rest:02},{tenth}00"
    if shape == "date":
        return f"12/05/2023 {hours:02}:{minutes:02}:{rest:02}"
    return f"{hours:02}:{minutes:02}:{rest:02}"


TIMES = ("hours", "minutes", "dots", "tenths", "thousandths", "date", "range", "f4")
PLACES = (
    "before",
    "before, bare",
    "glued before",
    "in the label",
    "glued to the label",
    "after the colon",
    "at the end",
)


@dataclass(frozen=True)
class When:
    """A shape of times: `time` one of TIMES or "", `place` one of PLACES."""

    time: str = ""
    place: str = ""

    @property
    def name(self) -> str:
        return f"{self.time}, {self.place}" if self.time else "none"

    def written(self, one: Said) -> str:
        """The time of a turn, in the brackets that its place asks for."""
        if not self.time or one.start is None or one.end is None:
            return ""
        if self.time == "f4":
            return clock(one.end if self.place == "at the end" else one.start, "f4")
        if self.time == "range":
            text = f"{clock(one.start, 'hours')} - {clock(one.end, 'hours')}"
        else:
            text = clock(one.end if self.place == "at the end" else one.start, self.time)
        if self.place == "before, bare":
            return text
        return f"({text})" if self.place in ("in the label", "glued to the label") else f"[{text}]"

    def known(self, one: Said) -> Said:
        """The turn with the times that a reader can know from the file."""
        start, end = one.start, one.end
        if not self.time:
            start = end = None
        elif self.time != "range":
            start, end = (None, end) if self.place == "at the end" else (start, None)
        return Said(one.speaker, one.role, one.text, start, end, one.maybe)


def lines(said: list[Said], written: list[str], shape: str, when: When) -> list[Paragraph]:
    """The turns as paragraphs in one shape; `written` is how each turn writes its label."""
    if shape == "bold alone":
        return [Paragraph(((one.text, one.role == "interviewer"),)) for one in said]
    if shape == "several in a line":
        whole = [Paragraph(((f"{label}: {one.text}", False),)) for one, label in zip(said, written, strict=True)]
        return [Paragraph(((" ".join(p.text for p in whole[k : k + 3]), False),)) for k in range(0, len(whole), 3)]
    out: list[Paragraph] = []
    for number, (one, label) in enumerate(zip(said, written, strict=True), start=1):
        out += one_turn(number, one, label, shape, when)
    return out


def one_turn(number: int, one: Said, label: str, shape: str, when: When) -> list[Paragraph]:
    time = when.written(one)
    if shape in OWN_LINE:
        head = f"{label}  {time}".strip()
        style = "heading" if shape == "heading" else ""
        return [Paragraph(((head, shape == "bold alone above"),), style), Paragraph(((one.text, False),))]
    opening, closing = AROUND.get(shape, ("", ": "))
    if shape == "numbered lines":
        opening = f"{number}. "
    text = one.text
    if time and when.place in ("before", "before, bare"):
        opening = f"{time} {opening}"
    elif time and when.place == "glued before":
        opening = f"{time}{opening}"
    elif time and when.place == "in the label":
        label = f"{label} {time}"
    elif time and when.place == "glued to the label":
        label = f"{label}{time}"
    elif time and when.place == "after the colon":
        text = f"{time} {text}"
    elif time:
        text = f"{text} {time}"
    return [Paragraph(((opening + label + closing, shape == "bold label"), (text, False)))]
