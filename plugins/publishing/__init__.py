"""What hosts and readers' tools need, and the way a site goes out.

Metadata ─▶ feeds, sitemap, robots.txt, manifest      build ─▶ a folder beside output/ ─ no problem? ─▶ output/
`pelican` alone knows Pelican.
"""
