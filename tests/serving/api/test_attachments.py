"""Images and files in the items of /v1/responses and /v1/conversations: what passes, and what is refused."""

from __future__ import annotations

import httpx
import pytest

PNG = "data:image/png;base64,iVBORw0KGgo="
LEGAL_PARTS = [
    {"type": "input_image", "image_url": PNG},
    {
        "type": "input_image",
        "image_url": "DATA:IMAGE/SVG+XML;charset=utf-8;base64,PHN2Zz4=",
        "detail": "high",
    },
    {"type": "input_image", "image_url": "https://example.org/a.png?b=c#d", "detail": None, "file_id": None},
    {"type": "input_image", "image_url": "http://[::1]:80/", "detail": "original"},
    {"type": "input_file", "file_data": "JVBERi0=", "filename": "a.pdf"},
    {"type": "input_file", "file_data": "JVBE\r\nRi0=\r\n", "detail": "low"},
    {"type": "input_file", "file_data": "data:application/pdf;base64,JVBERi0=", "file_url": None},
    {"type": "input_file", "file_url": "https://example.org/a.pdf"},
]
ILLEGAL_PARTS = [
    *(
        ({"type": "input_image", "image_url": url}, "image_url")
        for url in (
            *("", "nonsense", "a.png", "https://", "https:///a.png", "https://exa mple.org", "http://[::1"),
            *("ftp://example.org/a.png", "file:///etc/passwd", "javascript:alert(1)", "//example.org/a.png"),
            *("data:", "data:image/png", "data:image/png;base64", "data:image/png;base64,", "data:,a"),
            *("data:image/png;base64,!!!!", "data:image/png;base64,AAA", "data:image/png;base64,AAAA=A"),
            *(
                "data:image/svg+xml,<svg/>",
                "data:text/plain;base64,AAAA",
                "iVBORw0KGgo=",
                "data:image/png;base64,é",
            ),
            *(None, 3, {"url": PNG}, [PNG]),
        )
    ),
    ({"type": "input_image"}, "image_url"),
    *(
        ({"type": "input_image", "image_url": PNG, "detail": it}, "detail")
        for it in ("ultra", "", 0, False, [])
    ),
    ({"type": "input_image", "image_url": PNG, "file_id": "file-1"}, "file_id"),
    *(
        ({"type": "input_file", "file_data": data}, "file_data")
        for data in (
            "",
            "%PDF-1.7",
            "AAA",
            "data:application/pdf;base64,",
            "data:application/pdf,x",
            "é",
            3,
            {},
        )
    ),
    *(
        ({"type": "input_file", "file_url": url}, "file_url")
        for url in ("", "a.pdf", PNG, "file:///a.pdf", 3)
    ),
    ({"type": "input_file"}, ""),
    ({"type": "input_file", "filename": "a.pdf"}, ""),
    ({"type": "input_file", "file_data": "AAAA", "file_url": "https://example.org/a.pdf"}, ""),
    ({"type": "input_file", "file_data": "AAAA", "filename": 3}, "filename"),
    *(({"type": "input_file", "file_data": "AAAA", "detail": it}, "detail") for it in ("original", "", 1)),
    ({"type": "input_audio", "input_audio": {"data": "AAAA", "format": "wav"}}, "type"),
    ({"type": "image_url", "image_url": {"url": PNG}}, "type"),
    ({"type": "file", "file": {"file_data": "AAAA"}}, "type"),
]


def refusal(http: httpx.Client, item: dict) -> dict:
    answer = http.post("/v1/responses", json={"model": "toy", "input": [item]})
    assert answer.status_code == 400, answer.text
    return answer.json()["error"]


@pytest.mark.parametrize("part", LEGAL_PARTS, ids=str)
def test_an_image_or_file_is_kept_as_it_was_sent(toy_http, part):
    body = {"model": "toy", "input": [{"role": "user", "content": [part]}], "max_output_tokens": 1}
    answer = toy_http.post("/v1/responses", json=body)
    assert answer.status_code == 200, answer.text
    items = toy_http.get(f"/v1/responses/{answer.json()['id']}/input_items").json()["data"]
    (kept,) = items[0]["content"]
    assert {name: value for name, value in part.items() if value is not None}.items() <= kept.items()


@pytest.mark.parametrize(("part", "name"), ILLEGAL_PARTS, ids=str)
def test_a_malformed_image_or_file_is_refused_by_its_field(toy_http, part, name):
    place = "input.0.content.0" + (f".{name}" if name else "")
    assert refusal(toy_http, {"role": "user", "content": [part]})["param"] == place


def test_it_is_refused_wherever_it_stands(toy_http):
    bad = {"type": "input_image", "image_url": "nonsense"}
    output = {"type": "function_call_output", "call_id": "c", "output": [bad]}
    assert refusal(toy_http, output)["param"] == "input.0.output.0.image_url"
    items = {"items": [{"role": "user", "content": [bad]}]}
    answer = toy_http.post("/v1/conversations", json=items)
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, "items.0.content.0.image_url")
    counted = toy_http.post("/v1/responses/input_tokens", json={"model": "toy", "input": items["items"]})
    assert (counted.status_code, counted.json()["error"]["param"]) == (400, "input.0.content.0.image_url")
