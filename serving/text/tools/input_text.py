"""The text that a custom tool is called with, out of the arguments of the model: `{"input": "..."}`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

_OPENING = re.compile(r'\s*+\{\s*+"input"\s*+:\s*+"')
_HIGH, _LOW = r"\\u[dD][89abAB][0-9a-fA-F]{2}", r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"  # halves of a character
# Characters that are whole, whatever comes next.
_WHOLE = re.compile(
    rf'(?:[^"\\]|\\[^u]|{_HIGH}{_LOW}|(?!{_HIGH})\\u[0-9a-fA-F]{{4}}'
    rf"|{_HIGH}(?=[^\\]|\\[^u]|(?!{_LOW})\\u[0-9a-fA-F]{{4}}))*+",
    re.DOTALL,
)


@dataclass(slots=True)
class InputText:
    """Of one call, while it comes."""

    _held: str = ""
    _is_open: bool = False
    _is_over: bool = False

    def push(self, arguments: str) -> str:
        """More of the text. What may be half a character is held back."""
        self._held += arguments
        if not self._is_open:
            opening = _OPENING.match(self._held)
            if opening is None:
                return ""
            self._is_open, self._held = True, self._held[opening.end() :]
        if self._is_over:
            return ""
        whole = _WHOLE.match(self._held)
        assert whole is not None, "it matches nothing at least"
        self._held = self._held[whole.end() :]
        self._is_over = self._held.startswith('"')
        text = str(json.loads(f'"{whole[0]}"', strict=False))
        # Half a character alone is none that could be sent.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
