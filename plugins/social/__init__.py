"""What a page says about itself when it is shared.

Pelican's page ─ read ─▶ Source ┐
settings ────── read ─▶ Site ───┴▶ describe ▶ Metadata ┬▶ head tags, JSON-LD
                                                       ├▶ share links
                                                       └▶ feeds, sitemap, manifest (publishing)

`metadata` decides every value once; `head`, `json_ld` and `networks` only print. `pelican` alone knows Pelican.
"""
