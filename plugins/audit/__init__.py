"""A built site, judged as networks, search engines and readers will meet it: from its files alone, whoever built it."""
