"""Guesses how a sequence goes on: by what followed the same tokens when they came before.

Source: A. Saxena, "Prompt Lookup Decoding" (2023), here with an index in place of a scan. Each pair of
neighbouring tokens remembers where it came last, and each place where its pair came before that (the
chained hash of LZ77 compressors), so a token costs O(1) however long the sequence is.
"""

from __future__ import annotations

from array import array

MIN_MATCH_TOKENS = 2  # the least that has to be alike: a pair, the key of the index
MAX_MATCH_TOKENS = 8  # a search looks no further back
MAX_CANDIDATES = 16  # earlier places that a search looks at, the most recent first

Outcome = tuple[int, bool]  # the length of the match that a guess went by, and whether it came true


class PromptLookup:
    """The longest end of a growing list of tokens that stands in it before, and what followed it there.

    Keeps a reference to the list, which may only be appended to; `catch_up` takes in what is new.
    While guesses come true the match grows with the text; a search happens only where one failed.
    """

    def __init__(self, token_ids: list[int]) -> None:
        self.match_length = 0  # tokens at the end that are alike; 0: nothing to go by
        self._token_ids = token_ids
        self._source = 0  # where the earlier occurrence ends: the guess is what stands there
        # Of each pair, as one integer (a tuple would be the garbage collector's business as well): where
        # its last occurrence ends.
        self._last_end: dict[int, int] = {}
        # Position by position: where the pair that ends there ended before; 0: nowhere.
        self._earlier_end = array("q", (0, 0))
        self._index(len(token_ids))
        self._search()

    def catch_up(self) -> list[Outcome]:
        """Take in the tokens appended since; one outcome for each that there was a guess about."""
        outcomes: list[Outcome] = []
        for end in range(len(self._earlier_end), len(self._token_ids) + 1):
            self._index(end)
            length = self.match_length
            if length and self._token_ids[self._source] == self._token_ids[end - 1]:
                # What was the longest match before this token is the longest with it.
                self._source += 1
                self.match_length += 1
                outcomes.append((length, True))
                continue
            if length:
                outcomes.append((length, False))
            self._search()
        return outcomes

    def guess(self, num_tokens: int) -> list[int]:
        """The next `num_tokens` as they followed the earlier occurrence; none without a match.

        Where that runs into the end of the text, the text is taken to repeat with that period.
        """
        if not self.match_length:
            return []
        tokens, source = self._token_ids, self._source
        period = len(tokens) - source
        if num_tokens <= period:
            return tokens[source : source + num_tokens]
        return [tokens[source + i % period] for i in range(num_tokens)]

    def _index(self, end: int) -> None:
        """Enter the pairs that end there or before."""
        tokens, last_end, earlier_end = self._token_ids, self._last_end, self._earlier_end
        for position in range(len(earlier_end), end + 1):
            pair = tokens[position - 2] << 32 | tokens[position - 1]
            earlier_end.append(last_end.get(pair, 0))
            last_end[pair] = position

    def _search(self) -> None:
        """Find the longest match for the end of what is indexed; of equals, the most recent."""
        end = len(self._earlier_end) - 1
        source = self._earlier_end[end]
        self.match_length = 0
        num_candidates = 0
        while source and num_candidates < MAX_CANDIDATES and self.match_length < MAX_MATCH_TOKENS:
            length = self._common_length(source, end)
            if length > self.match_length:
                self.match_length, self._source = length, source
            source = self._earlier_end[source]
            num_candidates += 1

    def _common_length(self, source: int, end: int) -> int:
        """How many tokens before the two positions are alike, at most MAX_MATCH_TOKENS; the pairs are."""
        tokens = self._token_ids
        longest = min(MAX_MATCH_TOKENS, source)
        length = MIN_MATCH_TOKENS
        while length < longest and tokens[source - 1 - length] == tokens[end - 1 - length]:
            length += 1
        return length
