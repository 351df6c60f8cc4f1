"""What a writer may write, and what the build answers.

A Markdown file ─ front_matter ─▶ Document ─ values ─▶ dates, lists, status
                                      └──── body (plain paths, tables) ─▶ HTML
Every mistake becomes a Problem with file and line. `pelican` alone knows Pelican.
"""
