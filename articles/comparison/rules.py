"""What the names of the rules mean by which the analysis found a statement and its speaker."""

# The names are those of articles/analysis (drafts, contents and reports; speakers). An empty one tells a reader
# nothing that the statement's kind does not say.
_SENTENCES = {
    "cue beside the quotation": "the words beside the quotation name the speaker",
    "cue in the line before": "the line before the quotation names the speaker",
    "label before the quotation": "the speaker’s name stands before the quotation like a label",
    "subject of the sentence": "the sentence around the quotation is about the speaker",
    "subject of the line before": "the line before the quotation is about the speaker",
    "the last speaker goes on": "the last speaker goes on",
    "quotation without a speaker": "nothing beside the quotation names a speaker",
    "quotation": "",
    "clause": "",
    "infinitive": "",
    "noun": "",
    "as": "",
    "object": "",
    "parenthesis": "",
    "passive": "",
    "passive infinitive": "",
    "according to": "the text says “according to”",
    "full name": "a full name",
    "surname": "a surname",
    "name, spelt otherwise": "a name that is spelt differently elsewhere",
    "two names": "two names",
    "organisation named last": "the organisation that was named last",
    "named beside the words found": "the name beside the words that seem to name the speaker",
    "organisation": "an organisation that is named",
    "speaks for a person": "a spokesperson, an office or a document of somebody who is named",
    "speaks for an organisation": "a spokesperson or a document of an organisation that is named",
    "what is named after a person": "a campaign or the like, named after somebody",
    "speaks for the bearer of an office": "a spokesperson for whoever holds an office",
    "as the text calls it": "called as the text calls them",
    "who issued the document": "whoever issued the document",
    "role that fits a description": "a role that fits somebody described in the text",
    "role, by who was named last": "a role, by who was named last",
    "pronoun": "a pronoun, by who was named last",
    "pronoun for somebody unnamed": "a pronoun, for somebody whom the text does not name",
    "it, after an organisation": "“it”, after an organisation that spoke",
    "they, after names": "“they” or “both”, after several names",
    "they, after a group": "“they” or “some”, after a group that spoke",
    "not named": "the text names nobody",
    "an editor's ruling": "an editor’s ruling",
}


def rule_words(rule: str) -> str:
    """A stored rule ("cue beside the quotation; surname") in plain words; an unknown name stays as it is."""
    names = [name.strip() for name in rule.split(";")]
    return "; ".join(words for name in names if (words := _SENTENCES.get(name, name.replace("_", " "))))
