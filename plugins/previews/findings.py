"""What the audit finds in a built folder, to stand beside the previews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from audit.judge import chosen, judge
from audit.model import Finding
from audit.site import read

Findings = Mapping[str, Sequence[Finding]]
"""What an audit found, by file of the built folder, the worst first."""


def findings_in(folder: Path, url: str = "", manifest: Path | None = None) -> Findings:
    """Return what all rules of the audit find."""
    found: dict[str, list[Finding]] = {}
    for finding in judge(read(folder, url, manifest), chosen()):
        found.setdefault(finding.file, []).append(finding)
    return found
