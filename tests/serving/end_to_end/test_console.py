"""The console in Chromium, over a real server: Playwright clicks and types as a person would."""

from __future__ import annotations

import base64
import re
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from benchmarks.transcripts import calling, transcript
from serving.api_keys import parse_keys
from serving.config import ApiConfig

pytestmark = pytest.mark.slow
playwright = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install playwright"
)
pytest.importorskip("mcp", reason="mcp is not installed: pip install 'tenure[agents]'")
CHROMIUM = shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("there is no chromium on this machine: apt install chromium", allow_module_level=True)

ROOT = Path(__file__).parents[3]
KEY = "key-of-ann"
NONE = {"type": "none"}
PATIENCE_MS = 120_000  # on a busy machine
expect = playwright.expect
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def effects(tmp_path_factory):
    """What the tools of agents have done, line by line."""
    return tmp_path_factory.mktemp("effects") / "effects"


@pytest.fixture(scope="module")
def server(start_server, tmp_path_factory, effects):
    folder = tmp_path_factory.mktemp("console")
    command = [sys.executable, "-m", "benchmarks.mcp_tools", str(effects)]
    servers = {"asking": {"command": command, "cwd": str(ROOT), "require_approval": "always"}}
    file = folder / "servers.yaml"
    file.write_text(yaml.safe_dump({"servers": servers}))
    (folder / "vault-keys").write_text(base64.b64encode(secrets.token_bytes(32)).decode() + "\n")
    api = ApiConfig(api_keys=parse_keys([f"ann:{KEY}"]))
    files = {"mcp_servers": file, "disk_kv_dir": folder / "kv", "vault_key_file": folder / "vault-keys"}
    with start_server(folder / "data", "toy", api, **files) as server:
        yield server


@pytest.fixture(scope="module")
def sdk(server):
    with server.sdk_of(KEY) as sdk:
        yield sdk


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])  # root has none
        yield browser
        browser.close()


@dataclass
class Window:
    """A page, and what it complained of or asked for."""

    page: playwright.Page
    url: str
    errors: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, place: str = "") -> None:
        self.page.goto(f"{self.url}/{place}")

    def log_in(self, place: str = "") -> playwright.Page:
        self.open(place)
        self.page.get_by_label("API key").fill(KEY)
        self.page.get_by_role("button", name="Log in").click()
        expect(self.page.get_by_role("navigation", name="Console")).to_be_visible()
        return self.page

    def say(self, text: str, num_items: int) -> None:
        """In the playground, to the end of the reply."""
        self.page.get_by_label("Message").fill(text)
        self.page.get_by_role("button", name="Send").click()
        reply = self.page.get_by_role("log").get_by_role("listitem").nth(num_items - 1)
        expect(reply).to_contain_text("first after")
        expect(self.page.get_by_role("button", name="Send")).to_be_enabled()


@contextmanager
def window_of(browser, server, **options) -> Iterator[Window]:
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE_MS)
    window = Window(context.new_page(), server.url)
    window.page.on("console", lambda said: said.type == "error" and window.errors.append(said.text))
    window.page.on("pageerror", lambda error: window.errors.append(str(error)))
    window.page.on("request", lambda request: window.asked.append(request.url))
    try:
        yield window
        assert all(url.startswith((f"{server.url}/", f"blob:{server.url}/")) for url in window.asked)
    finally:
        context.close()


@pytest.fixture
def window(browser, server):
    """Nothing that it shows or asks for may be refused by the browser, or fail."""
    with window_of(browser, server) as window:
        yield window
        assert window.errors == []


@pytest.fixture
def page(window):
    return window.log_in()


def items_of(page):
    return page.locator("#history").get_by_role("list").get_by_role("listitem")


def go(page, name):
    page.get_by_role("navigation").get_by_role("link", name=name).click()


def test_a_wrong_key_is_refused_and_the_right_one_lasts_as_long_as_the_tab(browser, server):
    with window_of(browser, server) as window:
        page = window.page
        window.open()
        expect(page.get_by_label("API key")).to_be_focused()
        assert window.errors == [], "a server with keys is not asked without one"
        page.get_by_label("API key").fill("wrong")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_have_text("The API key is not one that this server knows.")
        expect(page.get_by_role("navigation")).to_be_hidden()
        assert page.evaluate("sessionStorage.length") == 0
        assert len(window.errors) == 1, window.errors
        assert "401" in window.errors[0]
        window.log_in()
        page.reload()
        expect(page.get_by_role("heading", name="Sessions")).to_be_visible()
        assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
        page.get_by_role("button", name="Log out").click()
        expect(page.get_by_label("API key")).to_be_visible()
        assert page.evaluate("sessionStorage.length") == 0


def test_a_chat_is_streamed_as_text_and_its_session_holds_kv(window, page):
    reply = "A <b>bold</b> <img src=x onerror=alert(1)> reply."
    go(page, "Playground")
    window.say(transcript(reply), 2)
    text = page.get_by_role("log").get_by_role("listitem").nth(1).locator(".text")
    assert text.inner_text() == reply
    assert text.evaluate("one => one.childElementCount") == 0, "markup is text"
    assert text.evaluate("one => one.childNodes.length") > 5, "it came in pieces"
    session = page.locator("#playground-session").inner_text()
    page.locator("#playground-session").click()
    expect(page.get_by_role("heading", name=session)).to_be_visible()
    device = page.locator("#kv").get_by_role("row", name="Device")
    expect(device).to_contain_text(re.compile("[1-9]"))
    expect(items_of(page)).to_have_count(2)
    expect(items_of(page).nth(1).locator(".text")).to_contain_text(reply)
    expect(page.get_by_role("list", name="Sessions").get_by_role("link", name=session)).to_contain_text(
        "resident"
    )


def test_a_session_is_forked_and_rewound_with_a_click(window, page):
    go(page, "Playground")
    window.say(transcript("One.", "Two.", "Three."), 2)
    window.say("And?", 4)
    parent = page.locator("#playground-session").inner_text()
    page.locator("#playground-session").click()
    expect(items_of(page)).to_have_count(4)
    page.get_by_role("button", name="Fork here: item 1").click()
    expect(page.get_by_role("status")).to_contain_text(f"of {parent}.")
    expect(page.get_by_role("heading", name="ses_")).to_be_visible()
    expect(items_of(page)).to_have_count(2)
    page.get_by_role("link", name="Open in the playground").click()
    expect(page.get_by_role("log").get_by_role("listitem")).to_have_count(2)
    window.say("Or else?", 4)
    expect(page.get_by_role("log").get_by_role("listitem").nth(3)).to_contain_text("Two.")

    window.open(f"#/sessions/{parent}")
    expect(items_of(page)).to_have_count(4)
    page.get_by_role("button", name="Rewind to here: item 1").click()
    expect(items_of(page)).to_have_count(2)
    expect(page.locator("#history")).to_contain_text("2 branches")
    page.get_by_role("link", name="Open in the playground").click()
    window.say("Once more?", 4)
    expect(page.get_by_role("log").get_by_role("listitem").nth(3)).to_contain_text("Two.")


def test_a_turn_says_why_it_was_cold(window, page):
    go(page, "Playground")
    window.say(transcript("A reply that is long enough to fill some blocks.", "Two."), 2)
    page.locator("#playground-session").click()
    page.get_by_role("button", name="Drop KV").click()
    expect(page.get_by_role("status")).to_contain_text("Its KV is dropped.")
    page.get_by_role("link", name="Open in the playground").click()
    window.say("And?", 4)
    expect(page.get_by_role("log").get_by_role("listitem").nth(3)).to_contain_text("Cold (dropped)")
    page.locator("#playground-session").click()
    expect(page.locator("#cold")).to_contain_text("dropped because somebody asked for it")


@pytest.fixture
def begin(sdk):
    """A session of an agent whose first call waits for an approval."""

    def begin(key, *replies):
        replies = (calling(("t.effect", {"key": key})), *replies)
        tool = {
            "type": "mcp",
            "server_label": "t",
            "transport": {"type": "http", "server_url": "tenure:asking"},
        }
        agent = {"model": "toy", "instructions": transcript(*replies), "tools": [tool]}
        sessions = sdk.beta.agents.sessions
        session = sessions.create(environment={"type": "none"}, agent=agent, input="Go.", stream=True)
        for event in session:
            if event.type == "agent.session.requires_action":
                return event.session.id
        raise AssertionError("it asked for nothing")

    return begin


def test_an_approval_is_granted_among_the_others(page, begin, effects):
    session = begin("granted", "It is done.")
    go(page, "Approvals")
    expect(page.get_by_role("link", name="Approvals")).to_contain_text("1")
    card = page.get_by_role("region", name="Call t.effect?")
    expect(card).to_contain_text('"key": "granted"')
    card.get_by_role("link", name=session).click()
    page.get_by_role("button", name="Approve the call of t.effect").click()
    said = page.get_by_role("log", name="What the agent says and does")
    expect(said).to_contain_text("did granted")
    expect(said).to_contain_text("It is done.")
    expect(page.locator("#agent")).to_contain_text("idle")
    expect(page.get_by_role("region", name="Call t.effect?")).to_have_count(0)
    assert effects.read_text().splitlines() == ["granted"]


def test_a_refused_call_is_not_made_and_events_come_as_they_happen(page, begin, sdk, effects):
    session = begin("refused", "As you like.", "Heard.")
    page.goto(page.url.partition("#")[0] + f"#/sessions/{session}")
    page.get_by_role("button", name="Refuse the call of t.effect").click()
    said = page.get_by_role("log", name="What the agent says and does")
    expect(said).to_contain_text("As you like.")
    message = {
        "type": "agent.session.input.message",
        "input": [{"role": "user", "content": "From elsewhere."}],
    }
    sdk.beta.agents.sessions.events.create(session, events=[message])
    expect(said).to_contain_text("From elsewhere.")
    expect(said).to_contain_text("Heard.")
    page.get_by_label("Message to the agent").fill("From here.")
    page.get_by_role("button", name="Send").click()
    expect(said).to_contain_text("From here.")
    page.get_by_text("Events", exact=True).click()
    expect(page.get_by_role("list", name="Events").get_by_text("turn.completed").first).to_be_visible()
    assert "refused" not in effects.read_text() if effects.exists() else True


def test_metrics_are_plotted_from_the_visit_on(window, page):
    go(page, "Playground")
    window.say(transcript("Counted."), 2)
    go(page, "Metrics")
    for name in ("Generated tokens per second", "Time to first token, mean"):
        expect(page.get_by_role("img", name=re.compile(f"{name}: last "))).to_be_visible()
    expect(page.get_by_text("turn since you came")).to_be_visible()


def luminance(page):
    """Of what lies behind everything, 0 to 255."""
    color = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(map(int, re.findall(r"\d+", color)[:3])) / 3


def test_it_is_dark_where_the_system_is_and_fits_a_narrow_window(browser, server):
    options = {"color_scheme": "dark", "viewport": {"width": 360, "height": 700}}
    with window_of(browser, server, **options) as window:
        page = window.log_in()
        assert luminance(page) < 40
        page.emulate_media(color_scheme="light")
        assert luminance(page) > 215
        for name in ("Approvals", "Agents", "Playground", "Metrics", "Sessions"):
            go(page, name)
            expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, name


def test_everything_is_reached_and_seen_with_the_keyboard(window):
    page = window.page

    def tab_to(name):
        for _ in range(40):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "(() => { const one = document.activeElement, style = getComputedStyle(one);"
                " const label = one.labels?.[0] ?? one;"
                " return [one.ariaLabel ?? label.textContent, style.outlineStyle, style.outlineWidth]; })()"
            )
            if focused[0] is None or page.evaluate("document.activeElement === document.body"):
                continue  # beyond the last one comes the browser's own, and then the first
            assert focused[1:] == ["solid", "3px"], f"the focus on {focused[0]!r} is not seen"
            if focused[0].strip().startswith(name):
                return
        raise AssertionError(f"{name} is not reached")

    window.open()
    expect(page.get_by_label("API key")).to_be_focused()
    page.keyboard.type(KEY)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sessions")).to_be_visible()
    tab_to("Playground")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Playground")).to_be_visible()
    expect(page.get_by_label("Model").locator("option")).to_have_count(1)
    tab_to("Message")
    page.keyboard.type(transcript("By key.", "Again."))
    page.keyboard.press("Enter")
    expect(page.get_by_role("log").get_by_role("listitem").nth(1)).to_contain_text("first after")
    session = page.locator("#playground-session").inner_text()
    tab_to(session)
    page.keyboard.press("Enter")
    expect(items_of(page)).to_have_count(2)
    tab_to("Fork here: item 1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="ses_")).to_be_visible()


def test_an_automation_is_paused_run_and_deleted(page, sdk):
    target = {
        "type": "new_session",
        "agent": {"model": "toy", "instructions": transcript("Good morning.")},
        "environment": NONE,
        "input": [{"type": "message", "role": "user", "content": "Wake up."}],
    }
    sdk.beta.agents.automations.create(type="once", name="The year 2099", run_at=4_070_908_800, target=target)
    go(page, "Automations")
    card = page.get_by_role("region", name="The year 2099")
    card.get_by_role("button", name="Pause").click()
    expect(card).to_contain_text("paused")
    card.get_by_role("button", name="Resume").click()
    expect(card).to_contain_text("active")
    card.get_by_role("button", name="Run now").click()
    card.get_by_role("listitem").get_by_role("link").click()
    expect(page.locator("#agent")).to_contain_text("Good morning.")
    page.on("dialog", lambda dialog: dialog.accept())
    go(page, "Automations")
    card.get_by_role("button", name="Delete").click()
    expect(card).to_have_count(0)
    assert list(sdk.beta.agents.automations.list()) == []


def test_a_vault_shows_what_is_not_secret_and_is_deleted(page, sdk):
    vaults = sdk.beta.agents.vaults
    vault = vaults.create(name="tools")
    auth = {"type": "static_bearer", "mcp_server_url": "https://tools.example.org/mcp", "token": "hush-hush"}
    vaults.credentials.create(vault.id, name="search", auth=auth)
    go(page, "Vaults")
    card = page.get_by_role("region", name="tools")
    expect(card).to_contain_text("https://tools.example.org/mcp")
    assert "hush" not in page.content()
    page.on("dialog", lambda dialog: dialog.accept())
    card.get_by_role("button", name="Delete the credential search").click()
    expect(card).to_contain_text("It has no credential.")
    card.get_by_role("button", name="Delete the vault tools").click()
    expect(card).to_have_count(0)
    assert list(vaults.list()) == []


def test_a_session_shows_its_subagents_and_they_lead_back(page, sdk):
    task = transcript("A part.")
    create = calling(("subagents.create", {"name": "helper", "message": task}))
    agent = {
        "model": "toy",
        "instructions": transcript(create, "Begun."),
        "multi_agent": {"enabled": True},
    }
    session = sdk.beta.agents.sessions.create(environment=NONE, agent=agent, input="Go.")
    page.goto(f"{page.url.partition('#')[0]}#/sessions/{session.id}")
    page.locator("#subagents").get_by_role("link", name="helper").click()
    expect(page.locator("#subagents")).to_contain_text("It is a subagent of")
    page.locator("#subagents").get_by_role("link", name=session.id).click()
    expect(page.locator("#subagents").get_by_role("link", name="helper")).to_be_visible()
