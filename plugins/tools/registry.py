"""The tools that a text may hold, by the name that stands behind the signs of their block."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tools import calculator, lengths, utm_builder
from tools.model import Tool

TOOLS: Mapping[str, Tool[Any]] = {
    "calculator": calculator.TOOL,
    lengths.KIND: lengths.TOOL,
    "utm-builder": utm_builder.TOOL,
}
