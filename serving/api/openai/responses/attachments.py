"""Images and files in a client's items: checked, kept as they are shown, and fetched by nobody."""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from serving.api.validation import invalid, required_string, shown

IMAGE_DETAILS = ("auto", "low", "high", "original")
FILE_DETAILS = ("auto", "low", "high")
_DATA_URL = re.compile(r"data:([\w.+-]+/[\w.+-]+)(?:;[\w.-]+=[^;,]*)*;base64,", re.ASCII | re.IGNORECASE)


def image_part(part: Mapping[str, Any], place: str) -> dict[str, Any]:
    """Raises InvalidRequest."""
    _refuse_file_id(part, place)
    url, name = required_string(part, "image_url", place), f"{place}.image_url"
    media_type = _media_type(url)
    if media_type is None:
        _check_url(url, name, "or a data URL, `data:image/png;base64,...`, ")
    elif not media_type.lower().startswith("image/"):
        raise invalid(name, f"must be a data URL of an image, and its media type is {shown(media_type)}")
    else:
        _check_base64(url, name)
    detail = _detail(part, IMAGE_DETAILS, place) or "auto"
    return {"type": "input_image", "detail": detail, "image_url": url, "file_id": None}


def file_part(part: Mapping[str, Any], place: str) -> dict[str, Any]:
    """Raises InvalidRequest."""
    _refuse_file_id(part, place)
    kept = {
        name: required_string(part, name, place)
        for name in ("file_data", "file_url", "filename")
        if part.get(name) is not None
    }
    if ("file_data" in kept) == ("file_url" in kept):
        raise invalid(place, "needs one of `file_data` and `file_url`")
    if "file_data" in kept:
        _check_base64(kept["file_data"], f"{place}.file_data")
    else:
        _check_url(kept["file_url"], f"{place}.file_url")
    detail = _detail(part, FILE_DETAILS, place)
    return {"type": "input_file", **kept, **({} if detail is None else {"detail": detail})}


def _refuse_file_id(part: Mapping[str, Any], place: str) -> None:
    if part.get("file_id") is not None:
        raise invalid(f"{place}.file_id", "is not supported: this server has no Files API; send the content")


def _detail(part: Mapping[str, Any], possible: tuple[str, ...], place: str) -> str | None:
    detail = part.get("detail")
    if detail is not None and detail not in possible:
        raise invalid(f"{place}.detail", f"must be one of {', '.join(possible)}, got {shown(detail)}")
    return detail


def _media_type(text: str) -> str | None:
    """Of a data URL in base64; None for any other text."""
    match = _DATA_URL.match(text)
    return None if match is None else match[1]


def _check_base64(text: str, name: str) -> None:
    """Base64, with a data URL's beginning or without."""
    match = _DATA_URL.match(text)
    data = text if match is None else text[match.end() :]
    data = data.replace("\r", "").replace("\n", "")  # MIME's form has lines
    try:
        num_bytes = len(binascii.a2b_base64(data, strict_mode=True))
    except ValueError as error:
        raise invalid(name, f"must be base64, got {shown(text)} ({error})") from None
    if not num_bytes:
        raise invalid(name, f"has no data in it, got {shown(text)}")


def _check_url(text: str, name: str, alternative: str = "") -> None:
    try:
        url = urlsplit(text)
        is_url = url.scheme in ("http", "https") and bool(url.hostname) and not re.search(r"\s", text)
    except ValueError:  # of the host or port
        is_url = False
    if not is_url:
        raise invalid(name, f"must be a URL, http or https, {alternative}got {shown(text)}")
