"""Whether what a build makes depends on our own plugins alone: nobody knows what those of others change, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OURS = frozenset(f"{name}.pelican" for name in ("writing", "social", "pictures", "reading", "publishing", "printing"))


def only_ours(settings: Mapping[str, Any]) -> bool:
    """Return whether all plugins are ours, and pages are printed as they are meant to be."""
    names = {str(getattr(plugin, "__name__", plugin)) for plugin in settings["PLUGINS"]}
    return names <= OURS and not settings["RELATIVE_URLS"]
