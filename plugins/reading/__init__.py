"""What a reader does next: the next part, related articles, reading paths, calls to action and forms.

Pure but for `pelican.py`, which reads what Pelican keeps and offers the results to templates.
"""
