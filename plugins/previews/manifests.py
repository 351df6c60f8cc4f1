"""What a build tells of its pages beside the built folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def read_manifest(file: Path) -> Mapping[str, Any]:
    """Return a manifest. Raises ValueError for what is none."""
    found = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise ValueError(f"{file} is no manifest")  # noqa: TRY004 (what is no JSON raises it too)
    return found
