"""How each page of a built folder appears on each network, drawn from its HTML as a local page.

It knows nothing of how the folder was built; where there is a manifest, it tells where each value came from.
"""
