"""Who the words that name a speaker stand for, over all articles of a story."""
