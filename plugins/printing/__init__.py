"""Pages, printed: only those that would not be the same as before, and on all cores."""
