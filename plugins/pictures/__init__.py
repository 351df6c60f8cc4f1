"""Pictures as pages show them: light variants of each file for every screen, drawings as part of the page.

A text keeps its plain <img>: feeds print it as it is. Pages print it through `markup`, which asks a `Gallery` for the
variants; it draws each once and keeps it. `pelican` alone knows Pelican.
"""
