"""Takes the reasoning out of a reply's text while it comes.

A reply may begin with its reasoning, between two marks of the model's. What may yet become one is held back.
"""

from __future__ import annotations

from dataclasses import dataclass

from serving.text.stops import overlap


@dataclass(frozen=True, slots=True)
class ReasoningFormat:
    """The marks around it; neither is empty."""

    opening: str
    closing: str


@dataclass(slots=True)
class ReasoningReader:
    """One choice's."""

    form: ReasoningFormat
    num_taken: int = 0  # characters before the text: the marks, and the reasoning that was given
    is_inside: bool = False
    _is_behind: bool = False  # all that follows is text
    _held: str = ""

    def push(self, piece: str, *, is_last: bool = False) -> tuple[str, str]:
        """(reasoning, text) of more of the reply; with `is_last`, of all that was held back too."""
        if self._is_behind:
            return "", piece
        self._held += piece
        if not self.is_inside:
            self._read_opening(is_last)
        reasoning = self._read_reasoning(is_last) if self.is_inside else ""
        text = ""
        if self._is_behind:
            text, self._held = self._held, ""
        return reasoning, text

    def _read_opening(self, is_last: bool) -> None:
        opening = self.form.opening
        if self._held.startswith(opening):
            self.is_inside = True
            self._take(len(opening))
        elif is_last or not opening.startswith(self._held):
            self._is_behind = True

    def _read_reasoning(self, is_last: bool) -> str:
        end = self._held.find(self.form.closing)
        if end < 0:
            num_held = 0 if is_last else overlap(self._held, self.form.closing)
            return self._take(len(self._held) - num_held)
        reasoning = self._take(end)
        self._take(len(self.form.closing))
        self.is_inside, self._is_behind = False, True
        return reasoning

    def _take(self, num_chars: int) -> str:
        taken, self._held = self._held[:num_chars], self._held[num_chars:]
        self.num_taken += num_chars
        return taken
