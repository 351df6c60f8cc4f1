"""What a careful reader checks in a text before it is published: sums, sentences, sources, claims, repetitions, form.

Reads the Markdown files themselves, so that every finding has its line; needs neither Pelican nor a built site.
"""
