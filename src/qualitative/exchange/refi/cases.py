"""Write variables and cases as REFI-QDA has them. Pure."""

from __future__ import annotations

from qualitative.exchange.giving.outgoing import Outgoing
from qualitative.exchange.refi.codebook import OWN_VARIABLES
from qualitative.exchange.refi.markup import attribute, text_of

__all__ = ["cases_xml", "variables_xml"]


def variables_xml(out: Outgoing) -> str:
    """The variables of cases and of documents; what documents are (kind, provenance, …) goes along as variables too."""
    named = [("own", name, "Text") for name in OWN_VARIABLES]
    named += [("case", column.name, column.type) for column in out.case_columns]
    named += [("document", column.name, column.type) for column in out.document_columns]
    made = "".join(
        f'<Variable guid="{out.guids.of("variable", f"{owner}/{name}")}" name="{attribute(name)}" typeOfVariable="{type}"/>'
        for owner, name, type in named
    )
    return f"<Variables>{made}</Variables>"


def cases_xml(out: Outgoing) -> str:
    """The cases with their values and documents."""
    made = []
    for case, documents in out.cases.items():
        out.losses.took("cases")
        inside = ""
        for column in out.case_columns:
            if case in column.values:
                out.losses.took("values")
                guid = out.guids.of("variable", f"case/{column.name}")
                value = f"<{column.type}Value>{text_of(column.values[case])}</{column.type}Value>"
                inside += f'<VariableValue><VariableRef targetGUID="{guid}"/>{value}</VariableValue>'
        inside += "".join(f'<SourceRef targetGUID="{out.guids.of("document", id)}"/>' for id in documents)
        made.append(f'<Case guid="{out.guids.of("case", case)}" name="{attribute(case)}">{inside}</Case>')
    return f"<Cases>{''.join(made)}</Cases>" if made else ""
