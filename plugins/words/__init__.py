"""What the site itself says around its texts, in each language: one table a language, in the theme."""
