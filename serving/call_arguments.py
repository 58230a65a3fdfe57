"""The arguments of a tool call: JSON that a model wrote, which may have been cut short.

Everyone reads them here, so that what a client is shown and sends back is known for what was sampled.
"""

from __future__ import annotations

import json
import math
import sys
from typing import Any

from pydantic_core import from_json

_MOST = sys.float_info.max
_CONSTANTS = {"Infinity": _MOST, "-Infinity": -_MOST, "NaN": None}


def parse_arguments(text: str) -> Any:
    """Their value, which can be sent as JSON: a float beyond its range is the last one within, and half a
    surrogate pair is U+FFFD.

    Raises: ValueError where they are no JSON, or nested too deep to be read.
    """
    try:
        value = json.loads(text, parse_float=_finite, parse_constant=_CONSTANTS.get)
        if "\\u" not in text:
            return value
        escaped = json.dumps(value, ensure_ascii=False).encode("utf-16", errors="surrogatepass")
        return json.loads(escaped.decode("utf-16", errors="replace"))
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def arguments_object(text: str) -> dict[str, Any] | None:
    """The object that they are, or of which they are the beginning, as far as it goes; None: of no object.

    A text without an end is kept as far as it goes; a key without a value is left out, and so is any other
    value of which it is not known that it is one.
    """
    try:
        value = parse_arguments(text)
    except ValueError:
        value = _beginning(text)
    return value if isinstance(value, dict) else None


def _beginning(text: str) -> Any:
    """What a text that was cut short begins; None where more could not make it JSON."""
    if not text.strip():
        return {}
    try:
        json.JSONDecoder().raw_decode(text.strip())
    except RecursionError:
        return None
    except ValueError:  # there is no end: what comes behind it would be no beginning
        pass
    else:
        return None
    try:
        return parse_arguments(json.dumps(from_json(text, allow_partial="trailing-strings")))
    except ValueError:
        return None


def _finite(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else math.copysign(_MOST, value)
