"""From a text to its statements: who reports what, by the parse of each sentence."""
