"""From what was given to what is found, exactly as a story is compared."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace

from articles.analysis import Reading, compare
from articles.framing import measure
from articles.freezing.codec import canonical, from_json
from articles.freezing.document import Found, Given


def found_in(given: Given, readings: Mapping[str, Reading]) -> Found:
    """Compare the given articles, whose readings are there by key, and measure them.

    What is given goes through its bytes first: the order of keys in these, which is all that is kept, decides.
    """
    kept: Given = from_json(Given, json.loads(canonical(given)))
    articles = kept.articles
    comparison = compare(
        {one.key: readings[one.key] for one in articles},
        kept.knowledge,
        names={one.key: one.outlet for one in articles},
        published={one.key: dt.datetime.fromisoformat(one.published) for one in articles if one.published},
        incomplete=[one.key for one in articles if not one.complete],
        origins=kept.origins,
        rulings=[one.said for one in kept.rulings],
    )
    framing = measure(comparison)
    bare = {key: replace(article, text="") for key, article in comparison.articles.items()}  # texts stand in ``given``
    return Found(replace(comparison, articles=bare), framing)
