"""Share cards: the picture that stands for a page on networks, drawn from its metadata and the brand.

Metadata ─ words ─▶ Card ─ arrange ─▶ Arrangement (boxes in px) ─ draw ─▶ PNG or JPEG
              └───── names ─▶ public name: a hash of everything that changes a pixel
"""
