"""How far a text may go: every limit of the proofreading once, with its reason and where that comes from."""

from __future__ import annotations

from typing import Final

# "Most experts would agree that clear writing should have an average sentence length of 15 to 20 words."
# https://www.plainenglish.co.uk/how-to-write-in-plain-english.html
MEAN_SENTENCE: Final = 20  # words
# GOV.UK splits sentences of more than 25 words; a definition or a list of names may need more than that, and no reader
# on a phone more than this. https://www.gov.uk/guidance/content-design/writing-for-gov-uk
LONGEST_SENTENCE: Final = 35  # words
# Flesch–Kincaid grade: years of school in the United States. 10 is what readers of 15 to 16 years follow, and a little
# is left for what a formula cannot know. https://stars.library.ucf.edu/istlibrary/56/
READING_GRADE: Final = 10.5
# Fewer words say nothing of a text: the formula was made for passages of 100 or more (same source).
GRADED_WORDS: Final = 100

# Characters. Below, a search result has room left; above, Google and messengers cut.
# https://developers.google.com/search/docs/appearance/snippet
SHORTEST_SUMMARY: Final = 100
LONGEST_SUMMARY: Final = 160
# Characters, fewer than networks take (networks/posts.py): link, hashtags and a reader's own words want room too.
SHARE_TEXT_X: Final = 200
SHARE_TEXT_MASTODON: Final = 350
SHARE_TEXT_LINKEDIN: Final = 700  # what is behind "see more" few will read

# House rules: an article is no island, explains its words, and begins with the answer.
GLOSSARY_LINKS: Final = 3
LINKS_TO_POSTS: Final = 2
BLOCKS_BEFORE_TAKEAWAYS: Final = 4
# A next article is offered in the last part of the text before the sources, counted in blocks.
LAST_BLOCKS: Final = 8

# Words: shorter sentences ("All figures are invented.") are nobody's property.
SHORTEST_REPEATED: Final = 6
# Words of a table's cell: shorter ones ("JPEG or PNG below 600 KB") are facts that can hardly be said otherwise.
LONG_CELL: Final = 9
# Words in a row by which near copies are told, and the share of them that two sentences may have in common.
SHINGLE: Final = 5
ALIKE: Final = 0.85
# Share of their telling words that two questions may have in common before they ask the same.
QUESTIONS_ALIKE: Final = 0.6
