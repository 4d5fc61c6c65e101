"""Whether two passages are the same words, by letters; their words and their vectors."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from articles.analysis.text.folding import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAME_LETTERS = 90.0
SAME_LETTERS_LONG = 80.0  # where both have LONG words: on the seeds 42 pairs, none wrong and none missed
LONG = 8
STEM_LETTERS = 6
WITHIN_LETTERS = 92.0
WITHIN_LEAST = 6  # words that a passage found inside a longer one must have
STOP_WORDS = frozenset(
    "a an and are as at be been but by for from had has have he her him his i in into is it its me my no not "
    "of on or our she so than that the their them then there they this to too was we were what when which who "
    "will with would you your said says say also more just about up out if can could do does did after over".split()
)


def plain_words(text: str) -> list[str]:
    """Lower-case words of ``text``, marks left out."""
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?", fold(text).lower())


@dataclass(frozen=True, slots=True)
class _Plain:
    """The plain words of a passage, as they are compared letter by letter."""

    words: tuple[str, ...]
    line: str
    decisive: tuple[str, ...]  # those that no small change may touch: numbers and denials
    content: int  # how many say something by themselves


@lru_cache(maxsize=20_000)  # each sentence of a story is compared with many others
def _plain(text: str) -> _Plain:
    words = tuple(plain_words(text))
    return _Plain(words, " ".join(words), _decisive(words), sum(word not in STOP_WORDS for word in words))


def stems(text: str) -> list[str]:
    """Content words cut to their first letters."""
    words = [word for word in plain_words(text) if word not in STOP_WORDS]
    return [(word.partition("'")[0] if "'" in word else word)[:STEM_LETTERS] for word in words]


def contained(claim: str, passage: str) -> float:
    """The share of the claim's content words that the passage has, 0 to 1; 0 for a claim without any."""
    wanted = set(stems(claim))
    return len(wanted & set(stems(passage))) / len(wanted) if wanted else 0.0


def words_of(text: str) -> tuple[str, ...]:
    """``plain_words``, remembered: for sentences that are compared with many others."""
    return _plain(text).words


def letters(first: str, second: str) -> float:
    """Likeness of two passages by letters, 0 to 100; the words in order, case and marks left out."""
    return fuzz.ratio(_plain(first).line, _plain(second).line)


_ANOTHER_WORD = 60.0  # letters in common under which a word is no spelling or form of another
_WORDS_A_SWAP = 8  # content words that a passage has for each one in which two tellings of it may differ
_DENIALS = frozenset("not no never nor without cannot none nobody nothing".split())


def _decisive(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(w for w in words if w[0].isdigit() or is_denial(w)))


def _all_among(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether all of ``some`` are in ``others``, as often; both are in order."""
    rest = iter(others)
    return all(word in rest for word in some)


def is_denial(word: str) -> bool:
    """Whether a plain word turns what is said into its opposite."""
    return word in _DENIALS or word.endswith("n't")


def same_letters(first: str, second: str) -> bool:
    """Whether two passages are the same words but for small changes; a number, a denial or another claim is none."""
    ours, theirs = _plain(first), _plain(second)
    if ours.line == theirs.line:
        return True
    if ours.decisive != theirs.decisive:
        return False
    both_long = min(len(ours.words), len(theirs.words)) >= LONG
    least = SAME_LETTERS_LONG if both_long else SAME_LETTERS
    return fuzz.ratio(ours.line, theirs.line, score_cutoff=least) > 0 and not _claims_otherwise(ours, theirs)


def _claims_otherwise(ours: _Plain, theirs: _Plain) -> bool:
    """Whether words in the same frame say another thing: "we will fight this all the way", "we will fund this ...".

    So it is where a content word stands in the place of quite another one, unless that is one among many.
    """
    swapped = sum(
        a not in STOP_WORDS and b not in STOP_WORDS and fuzz.ratio(a, b) < _ANOTHER_WORD
        for edit in Levenshtein.opcodes(ours.words, theirs.words)
        if edit.tag == "replace"
        for a, b in zip(
            ours.words[edit.src_start : edit.src_end], theirs.words[edit.dest_start : edit.dest_end], strict=False
        )
    )
    return swapped * _WORDS_A_SWAP > ours.content


def at_odds(first: str, second: str, *, turned: bool = False) -> bool:
    """Whether two passages of the same words make two claims: another number, one denial more, another word.

    ``turned``: one of the two is turned into its opposite by what stands around it ("denied that").
    """
    ours, theirs = _plain(first), _plain(second)
    if ours.line == theirs.line:
        return turned
    if fuzz.ratio(ours.line, theirs.line, score_cutoff=SAME_LETTERS_LONG) == 0:
        return False
    numbers = [{w for w in one.decisive if w[0].isdigit()} for one in (ours, theirs)]
    denials = [sum(map(is_denial, one.decisive)) % 2 for one in (ours, theirs)]
    another_number = numbers[0] != numbers[1]
    return another_number or (denials[0] != denials[1]) != turned or _claims_otherwise(ours, theirs)


def within_letters(short: str, long: str) -> bool:
    """Whether ``short`` (at least six words) stands in ``long`` but for small changes; a number or a denial is none."""
    ours, theirs = _plain(short), _plain(long)
    if len(ours.words) < WITHIN_LEAST or len(ours.words) > len(theirs.words):
        return False
    if not _all_among(ours.decisive, theirs.decisive):  # no window can have them: told before the letters are compared
        return False
    found = fuzz.partial_ratio_alignment(ours.line, theirs.line, score_cutoff=WITHIN_LETTERS)
    if found is None:
        return False
    end = theirs.line.find(" ", found.dest_end)
    window = theirs.line[theirs.line.rfind(" ", 0, found.dest_start + 1) + 1 : end if end >= 0 else None]
    return _decisive(window.split()) == ours.decisive


_LONGEST_WORD = 40  # characters of a word that are looked at
_MOST_WORDS = 100_000  # that are remembered: some 20 MB
_pieces: dict[str, tuple[int, ...]] = {}


@cache
def embedder() -> Any:  # noqa: ANN401  # the package has no types
    """The static embeddings, loaded once a process: ``embedding`` (pieces by 256) and ``tokenizer``."""
    import wordllama  # noqa: PLC0415  # on first use: 0.2 s that reading alone does not need

    return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)


def pieces(words: Collection[str]) -> list[tuple[int, ...]]:
    """The numbers of the pieces that each word is made of in the embeddings; those of common words are remembered."""
    global _pieces  # noqa: PLW0603  # a new one, not an emptied one: others may be reading the old
    known = _pieces
    new = [word for word in words if word not in known]
    if len(known) + len(new) > _MOST_WORDS:
        known, new = {}, list(words)
        _pieces = known
    found = embedder().tokenizer.encode_batch_fast([word[:_LONGEST_WORD] for word in new], add_special_tokens=False)
    known.update((word, tuple(one.ids)[: sum(one.attention_mask)]) for word, one in zip(new, found, strict=True))
    return [known[word] for word in words]


def embed(texts: Sequence[str]) -> "NDArray[np.float32]":
    """Unit vectors, one row a text; an empty text gives zeros."""
    if not texts:
        return np.zeros((0, 1), dtype=np.float32)
    whole = [text.encode("utf-8", "replace").decode("utf-8") or " " for text in texts]  # halves of a pair raise
    vectors = np.asarray(embedder().embed(whole), dtype=np.float32)
    vectors[[number for number, text in enumerate(texts) if not text.strip()]] = 0.0
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0), dtype=np.float32)
