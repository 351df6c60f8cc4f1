"""Tools in a text: blocks of lines under a name, which become forms that a script computes with.

Each is a worked example first: without a script it can be read and done by hand.
"""
