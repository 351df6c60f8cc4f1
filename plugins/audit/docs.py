"""The list of checks, made from the rules: `python -m audit.docs > docs/checks.md`."""

from __future__ import annotations

from audit.model import Level
from audit.rules import RULES, SUBJECTS

INTRODUCTION = """\
# Checks

What `make audit` and `python -m audit FOLDER` look for: {rules} rules, made from `plugins/audit/rules/` by
`python -m audit.docs`. An error breaks a preview, a result or a link, and stops a publish; a warning is against what a
network or a standard asks for; a hint is about taste, or about a fact that no network has documented.

`--only ID,…` asks for some alone, `--skip ID,…` leaves some out.
"""


def checks() -> str:
    """Return the list as Markdown."""
    parts = [INTRODUCTION.format(rules=len(RULES))]
    for module in SUBJECTS:
        subject = module.__name__.rpartition(".")[2]
        first_line = (module.__doc__ or "").splitlines()[0]
        rules = [rule for rule in RULES.values() if rule.subject == subject]
        parts.append(f"## {subject.replace('_', ' ').capitalize()}\n\n{first_line}\n")
        rows = [
            f"| `{rule.id}` | {rule.level} | {cell(rule.summary)} | {cell(rule.fix)} | "
            f"[{rule.source.date}]({rule.source.url}) |"
            for level in Level
            for rule in rules
            if rule.level is level
        ]
        parts.append(
            "\n".join(("| id | level | what must hold | what to do | source |", "|---|---|---|---|---|", *rows)) + "\n"
        )
    return "\n".join(parts)


def cell(text: str) -> str:
    """Return plain text as a cell of a table, in which nothing is markup."""
    for sign in "\\|<>*_[]":
        text = text.replace(sign, f"\\{sign}")
    return text


if __name__ == "__main__":
    print(checks(), end="")
