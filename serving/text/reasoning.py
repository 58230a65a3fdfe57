"""Takes the reasoning out of a reply's text while it comes.

A reply may begin with its reasoning, between two marks of the model's, of which the prompt may have written
the first. What may yet become a mark is held back, and so is the white space beside the marks, which is part
of neither.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from serving.text.stops import overlap


@dataclass(frozen=True, slots=True)
class ReasoningFormat:
    """The marks around it; neither is empty."""

    opening: str
    closing: str
    # Of harmony, whose messages stand in channels:
    lead: str = ""  # what stands between the closing mark and the header of the next message
    direct: str = ""  # the header of the text
    end: str = ""  # how the template writes the end of it: the closing mark, and the white space before
    is_open: bool = False  # the prompt ends with the opening mark: the reply begins inside
    mark_ids: frozenset[int] = frozenset()  # of the marks that are special tokens

    @property
    def has_channels(self) -> bool:
        return bool(self.direct)

    @property
    def forced_end(self) -> str:
        """What closes it where it may not go on."""
        return self.end or self.closing


@dataclass(slots=True)
class ReasoningReader:
    """One choice's."""

    form: ReasoningFormat
    num_taken: int = 0  # characters before the text: the marks, and the reasoning that was given
    has_begun: bool = False  # the opening mark has come, or was there
    # before: the opening mark may come; inside; closed: behind the mark, and before the text; behind
    _place: str = field(init=False)
    _has_given: bool = False  # some reasoning
    _may_repeat_opening: bool = field(init=False)
    _held: str = ""

    def __post_init__(self) -> None:
        self._place = "inside" if self.form.is_open else "before"
        self.has_begun = self._may_repeat_opening = self.form.is_open

    @property
    def is_inside(self) -> bool:
        return self._place == "inside"

    @property
    def is_over(self) -> bool:
        return self._place in ("closed", "behind")

    def push(self, piece: str, *, is_last: bool = False) -> tuple[str, str]:
        """(reasoning, text) of more of the reply; with `is_last`, of all that was held back too."""
        if self._place == "behind":
            return "", piece
        self._held += piece
        if self._place == "before":
            self._read_opening(is_last)
        reasoning = self._read_reasoning(is_last) if self._place == "inside" else ""
        if self._place == "closed":
            self._skip_space(is_last)
        text = ""
        if self._place == "behind":
            text, self._held = self._held, ""
        return reasoning, text

    def _read_opening(self, is_last: bool) -> None:
        opening = self.form.opening
        if self._held.startswith(opening):
            self._take(len(opening))
            self._place, self.has_begun = "inside", True
        elif is_last or not opening.startswith(self._held):
            self._place = "behind"

    def _read_reasoning(self, is_last: bool) -> str:
        if not self._has_given and not self._skip_beginning(is_last):
            return ""
        closing = self.form.closing
        end = self._held.find(closing)
        if end >= 0:
            reasoning = self._take(end).rstrip()
            self._take(len(closing))
            self._place = "closed"
        elif is_last:
            reasoning = self._take(len(self._held))
        else:
            shown = self._held[: len(self._held) - overlap(self._held, closing)]
            reasoning = self._take(len(shown.rstrip()))
        self._has_given = self._has_given or bool(reasoning)
        return reasoning

    def _skip_beginning(self, is_last: bool) -> bool:
        """White space, and the opening mark where the model repeats it; false: more has to come."""
        body, opening = self._held.lstrip(), self.form.opening
        if self._may_repeat_opening and not is_last and opening.startswith(body) and body != opening:
            return False
        if self._may_repeat_opening and body.startswith(opening):
            body = body[len(opening) :].lstrip()
            self._may_repeat_opening = False
        elif body:
            self._may_repeat_opening = False
        self._take(len(self._held) - len(body))
        return True

    def _skip_space(self, is_last: bool) -> None:
        body = self._held.lstrip()
        self._take(len(self._held) - len(body))
        if body or is_last:
            self._place = "behind"

    def _take(self, num_chars: int) -> str:
        taken, self._held = self._held[:num_chars], self._held[num_chars:]
        self.num_taken += num_chars
        return taken
