"""Words of code and of requests on common ground: identifiers split, endings removed."""

from __future__ import annotations

import re
from functools import lru_cache

IDENTIFIER = re.compile(r"[^\W\d]\w*")
PART = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[^\W\dA-Z_]+|[A-Z]+|\d+")
SHORTEST_STEM = 4
ENDINGS = (
    ("ations", ""), ("ation", ""), ("ators", ""), ("ator", ""), ("ating", ""), ("ated", ""), ("ates", ""),
    ("ate", ""), ("ities", ""), ("ity", ""), ("ments", ""), ("ment", ""), ("ings", ""), ("ing", ""),
    ("ies", "y"), ("ers", ""), ("er", ""), ("ed", ""), ("es", ""), ("ly", ""),
)  # fmt: skip
ANY_ENDING = tuple(ending for ending, _ in ENDINGS)
IRREGULAR = {"settings": "setting", "setting": "setting", "classes": "class", "status": "status"}


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """`word` in lower case without a common English ending, so that `tokens` meets `token`.

    It need not be a word, only the same for words that belong together.
    """
    plain = word.lower()
    if plain in IRREGULAR:
        return IRREGULAR[plain]
    if plain.endswith(ANY_ENDING):
        for ending, instead in ENDINGS:
            if plain.endswith(ending) and len(plain) - len(ending) >= SHORTEST_STEM:
                return _single_end(plain[: -len(ending)] + instead)
    if len(plain) > 3 and plain.endswith("s") and plain[-2] not in "sui":
        plain = plain[:-1]
    return plain[:-1] if len(plain) > SHORTEST_STEM and plain.endswith("e") else plain


def _single_end(text: str) -> str:
    """`runn` becomes `run`; a final `e` goes, as it does in `stem`."""
    if len(text) > 3 and text[-1] == text[-2] and text[-1] not in "lsz":
        return text[:-1]
    return text[:-1] if len(text) > SHORTEST_STEM and text.endswith("e") else text


@lru_cache(maxsize=1 << 14)
def parts(identifier: str) -> tuple[str, ...]:
    """The stems of an identifier's words, split at case, digits and underscores."""
    if identifier.islower() and identifier.isalpha():
        return (stem(identifier),)
    return tuple([stem(part) for part in PART.findall(identifier)])


@lru_cache(maxsize=1 << 14)
def terms(identifier: str) -> tuple[str, ...]:
    """`parts`, and the whole identifier in lower case where it has several."""
    split = parts(identifier)
    return (*split, identifier.lower()) if len(split) > 1 else split


def text_terms(text: str) -> list[str]:
    """The terms of every identifier and word of `text`, in order."""
    return [term for word in IDENTIFIER.findall(text) for term in terms(word)]


def path_terms(path: str) -> list[str]:
    """The terms of every segment of a path, without its extension."""
    head, _, name = path.rpartition("/")
    stem_of_name = name.partition(".")[0] or name
    return text_terms(f"{head}/{stem_of_name}".replace("-", "_"))
