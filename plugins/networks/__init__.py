"""What each network reads of a page, and what it shows of it: one table, and the reading and cutting that follow it.

Nothing here knows how our own pages are made: a head is a list of tags, whoever printed it.
"""
