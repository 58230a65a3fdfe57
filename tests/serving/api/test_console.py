"""The console's files over HTTP: who gets them, what they may do. A browser opens them in end_to_end."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

import serving.api.console
from serving.principal import ApiKey

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"}
STATIC = Path(serving.api.console.__file__).with_name("static")
FILES = sorted(path.name for path in STATIC.iterdir())
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
}


def policy_of(response: httpx.Response) -> dict[str, str]:
    parts = response.headers["content-security-policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_who_asks_for_html_gets_the_page(http):
    page = http.get("/", headers=BROWSER)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["vary"] == "accept"
    assert page.text.startswith("<!doctype html>")
    head = http.head("/", headers=BROWSER)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(page.content))


@pytest.mark.parametrize(
    "accept", ["*/*", "application/json", "text/html;q=0", "text/*", "text/html; Q=0.000"]
)
def test_all_others_are_answered_as_without_it(http, accept):
    refused = http.get("/", headers={"accept": accept})
    assert refused.status_code == 404
    assert refused.json()["error"]["code"] == "unknown_url"
    assert "content-security-policy" not in refused.headers


def test_neither_another_method_nor_another_path_is_the_consoles(http):
    assert http.post("/", headers=BROWSER).status_code == 404
    for path in (
        "/console",
        "/console/",
        "/console/none.js",
        "/console/index.html",
        "/console/..%2Froutes.py",
    ):
        assert http.get(path, headers=BROWSER).json()["error"]["code"] == "unknown_url"


def test_each_file_has_its_type_and_an_etag(http):
    for name in FILES:
        path = "/" if name == "index.html" else f"/console/{name}"
        whole = http.get(path, headers=BROWSER)
        assert whole.content == (STATIC / name).read_bytes()
        if path != "/":
            assert whole.headers["content-type"] == TYPES[Path(name).suffix]
        assert whole.headers["cache-control"] == "no-cache"
        assert whole.headers["x-content-type-options"] == "nosniff"
        etag = whole.headers["etag"]
        for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
            again = http.get(path, headers=BROWSER | {"if-none-match": known})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
        assert http.get(path, headers=BROWSER | {"if-none-match": '"other"'}).status_code == 200


def test_the_policy_lets_nothing_in_from_elsewhere(http):
    policy = policy_of(http.get("/", headers=BROWSER))
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "img-src", "connect-src")} == {"'self'"}
    assert {policy[name] for name in ("frame-ancestors", "base-uri", "form-action")} == {"'none'"}
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy_of(http.get("/console/main.js")) == policy


def test_no_file_names_an_address_or_has_a_script_or_style_in_the_page():
    for name in FILES:
        content = (STATIC / name).read_bytes()
        assert not re.search(rb"https?:|[\"'(]//", content), name
        assert not re.search(rb"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", content), name
        assert not re.search(rb"localStorage|document\.cookie", content), name
    page = (STATIC / "index.html").read_text()
    assert re.findall(r"<script\b[^>]*>(.*?)</script>", page) == [""]
    assert not re.search(r"<style\b|\sstyle=|\son\w+=", page)


def test_each_file_is_one_that_another_asks_for():
    names = re.findall(
        r'(?:console|\.)/([\w-]+\.\w+)"',
        "".join((STATIC / name).read_text() for name in FILES if name != "icon.png"),
    )
    assert set(names) | {"index.html"} == set(FILES)


def test_the_page_says_whether_a_key_is_asked_for_and_needs_none_itself(start, http):
    assert 'data-keys="no"' in http.get("/", headers=BROWSER).text
    with httpx.Client(base_url=start(api_keys=(ApiKey("k", "t"),)).url) as closed:
        page = closed.get("/", headers=BROWSER)
        assert 'data-keys="yes"' in page.text
        assert page.headers["etag"] != http.get("/", headers=BROWSER).headers["etag"]
        assert closed.get("/console/main.js").status_code == 200
        assert closed.get("/v1/sessions").status_code == 401


def test_it_can_be_switched_off(start):
    with httpx.Client(base_url=start(has_console=False).url) as without:
        for path in ("/", "/console/main.js"):
            assert without.get(path, headers=BROWSER).json()["error"]["code"] == "unknown_url"


def test_its_requests_are_counted_by_route(http):
    http.get("/", headers=BROWSER)
    http.get("/console/main.js")
    text = http.get("/metrics").text
    assert 'tenure:http_requests_total{method="GET",route="/",status="200"}' in text
    assert 'route="/console/{name}",status="200"' in text
