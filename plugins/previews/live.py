"""The previews of a folder that is built again and again: drawn when they are asked for, from what lies there then."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from previews.findings import Findings, findings_in
from previews.manifests import read_manifest
from previews.origins import Sources
from previews.rendering import ASSETS, OVERVIEW, Previews, asset
from previews.site import Heads, read_site

ROOT = "/"  # the built folder is served at the host's root, and the previews below it


@dataclass(slots=True)
class Live:
    """The previews of a built folder, with its manifest, which each build writes; its paths start from `root`.

    Attributes:
        heads, judged, at: what was read and found before, and the moment of the build that `judged` is about.
        alone: kept while these change, since a server answers several requests at once.
    """

    folder: Path
    manifest: Path
    root: Path
    heads: Heads = field(default_factory=dict)
    judged: Findings = field(default_factory=dict)
    at: int = 0
    alone: Lock = field(default_factory=Lock)

    def file(self, name: str) -> bytes | None:
        """Return a file of the previews by its name, "" for the list of all pages; None where there is none."""
        if name in ASSETS:
            return asset(name)
        if not (self.folder.is_dir() and self.manifest.is_file()):
            return None
        with self.alone:
            try:
                previews = self.read()
            except FileNotFoundError:  # the next build was just taking the place of the last
                previews = self.read()
        return previews.file(name or OVERVIEW)

    def read(self) -> Previews:
        """Return the previews of the folder as it is."""
        site = read_site(self.folder, "", read_manifest(self.manifest), self.heads)
        built = self.manifest.stat().st_mtime_ns
        if built != self.at:
            self.judged, self.at = findings_in(self.folder, "", self.manifest), built
        return Previews(site, ROOT, Sources(self.root), self.judged)
