"""Tokens of an identity provider, over a real server: its keys in a file, and at a URL."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import jwt
import openai
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from serving.api import tokens
from serving.config import JwtConfig
from serving.errors import StartupError

ISSUER, AUDIENCE = "https://id.example.org", "tenure"
KEYS = {
    "RS256": rsa.generate_private_key(65537, 2048),
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate(),
}
OTHER = rsa.generate_private_key(65537, 2048)
RSA_PEM = (
    KEYS["RS256"]
    .public_key()
    .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
)


def published(kid: str, algorithm: str, key=None, **more) -> dict:
    to_jwk = jwt.get_algorithm_by_name(algorithm).to_jwk
    return {**to_jwk((key or KEYS[algorithm]).public_key(), as_dict=True), "kid": kid, **more}


def signed(algorithm: str = "RS256", key=None, kid: str | None = None, headers=(), **claims) -> str:
    given = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "exp": int(time.time()) + 600,
        "tenant": "alice",
        "sub": "ada",
        "scope": "inference openid",
        **claims,
    }
    given = {name: value for name, value in given.items() if value is not None}
    return jwt.encode(
        given, key or KEYS[algorithm], algorithm, {"kid": kid or f"key-{algorithm}", **dict(headers)}
    )


JWKS = {
    "keys": [
        *(published(f"key-{name}", name) for name in KEYS),
        {"kty": "oct", "k": "c2VjcmV0", "kid": "shared"},
        published("for-encryption", "RS256", use="enc"),
    ]
}


@pytest.fixture(scope="module")
def server(start_once, tmp_path_factory):
    path = tmp_path_factory.mktemp("id") / "jwks.json"
    path.write_text(json.dumps(JWKS))
    config = JwtConfig(jwks=str(path), issuer=ISSUER, audience=AUDIENCE)
    return start_once(api_keys=(("key-b", "bob"),), jwt=config)


def ask(server, token: str):
    with server.sdk(token) as sdk:
        sdk.chat.completions.create(model="toy", messages=[{"role": "user", "content": "hello"}])
    return server.backend.requests[-1].principal


@pytest.mark.parametrize("algorithm", KEYS)
def test_a_token_says_who_asks(server, algorithm):
    principal = ask(server, signed(algorithm))
    assert (principal.tenant, principal.user, principal.agent) == ("alice", "ada", None)
    assert principal.scopes == {"inference"}


def test_keys_are_taken_beside_tokens(server):
    assert ask(server, "key-b").tenant == "bob"


def test_who_acts_for_the_user_is_known(server):
    assert ask(server, signed(act={"sub": "agent-7"})).agent == "agent-7"


def test_scopes_may_be_a_list(server):
    assert ask(server, signed(scope=["inference", "agents", 7])).scopes == {"inference", "agents"}


def now() -> int:
    return int(time.time())


@pytest.mark.parametrize(
    ("token", "why"),
    [
        (lambda: signed(exp=now() - 60), "expired"),
        (lambda: signed(nbf=now() + 600), "not valid yet"),
        (lambda: signed(exp=None), "no claim `exp`"),
        (lambda: signed(aud="others"), "another audience than 'tenure'"),
        (lambda: signed(aud=None), "`aud`"),
        (lambda: signed(iss="https://evil.example"), "another issuer"),
        (lambda: signed(iss=None), "`iss`"),
        (lambda: signed(tenant=None), "no claim `tenant`"),
        (lambda: signed(tenant=["alice"]), "`tenant` must be text"),
        (lambda: signed(tenant="a\nb"), "`tenant` must be text"),
        (lambda: signed(act={}), "`act` has no `sub`"),
        (lambda: signed(key=OTHER), "signature"),
        (lambda: signed(key=OTHER, kid="unknown"), "does not publish"),
        (lambda: signed(kid="for-encryption"), "does not publish"),
        (lambda: signed(kid="key-ES256"), "does not publish"),  # a key of another kind
        (lambda: signed(headers={"crit": ["x"], "x": 1}), "crit"),
        (lambda: signed()[:-4] + "AAAA", "signature"),
        (lambda: unsigned(), "signed by 'none'"),
        # The public key as the secret of an HMAC: what everybody knows would sign.
        (lambda: confused(RSA_PEM), "signed by 'HS256'"),
        (lambda: confused(b"secret", "shared"), "signed by 'HS256'"),
        (lambda: signed(headers={"jwk": published("x", "RS256", OTHER)}, key=OTHER), "signature"),
        (lambda: "eyJ.x.y", "header cannot be read"),
    ],
)
def test_a_token_that_does_not_count_is_refused_and_says_why(server, token: Callable[[], str], why):
    with pytest.raises(openai.AuthenticationError) as caught:
        ask(server, token())
    assert why in caught.value.body["message"]
    assert caught.value.code == "invalid_token"
    assert caught.value.response.headers["www-authenticate"] == 'Bearer error="invalid_token"'


def unsigned() -> str:
    return jwt.encode({"iss": ISSUER, "aud": AUDIENCE, "exp": now() + 60, "tenant": "alice"}, None, "none")


def confused(secret: bytes, kid: str = "key-RS256") -> str:
    """Signed by hand: no library does it any more."""
    import base64
    import hmac

    def encoded(part: bytes) -> str:
        return base64.urlsafe_b64encode(part).rstrip(b"=").decode()

    header = encoded(json.dumps({"alg": "HS256", "typ": "JWT", "kid": kid}).encode())
    claims = encoded(
        json.dumps({"iss": ISSUER, "aud": AUDIENCE, "exp": now() + 60, "tenant": "alice"}).encode()
    )
    return f"{header}.{claims}.{encoded(hmac.digest(secret, f'{header}.{claims}'.encode(), 'sha256'))}"


def test_clocks_may_be_a_little_apart(server):
    assert ask(server, signed(exp=now() - 5, nbf=now() - 10)).tenant == "alice"


def test_a_token_without_scopes_may_do_nothing(server):
    with pytest.raises(openai.PermissionDeniedError, match="lacks the scope `inference`"):
        ask(server, signed(scope=None))


def test_who_acts_for_another_gives_no_approvals(server):
    token = signed(scope="agents", act={"sub": "agent-7"})
    approval = {
        "type": "agent.session.input.mcp_approval_request_result",
        "request_id": "mcpr_1",
        "response": {"type": "mcp_tool_call", "decision": "approve"},
    }
    with server.sdk(token) as sdk, pytest.raises(openai.PermissionDeniedError) as caught:
        sdk.beta.agents.sessions.events.create("asession_1", events=[approval])
    assert caught.value.code == "actor_refused"


class Provider:
    """An identity provider: what it publishes, and how often it was asked."""

    def __init__(self) -> None:
        self.keys: list[dict] = []
        self.status = 200
        self.num_asked = 0
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.num_asked += 1
                body = json.dumps({"keys": provider.keys}).encode()
                self.send_response(provider.status)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}/jwks.json"
        threading.Thread(target=self._http.serve_forever).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def provider() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.close()


def test_a_new_key_is_fetched_when_a_token_names_it_and_not_too_often(start, provider, monkeypatch):
    provider.keys = [published("old", "RS256")]
    server = start(jwt=JwtConfig(jwks=provider.url, issuer=ISSUER, audience=AUDIENCE))
    assert ask(server, signed(kid="old")).tenant == "alice"
    for _ in range(3):
        with pytest.raises(openai.AuthenticationError):
            ask(server, signed(kid="new", key=OTHER))
    assert provider.num_asked == 1  # within 30 seconds, whatever is named
    monkeypatch.setattr(tokens, "REFETCH_S", 0.0)
    provider.keys = [published("new", "RS256", OTHER)]
    assert ask(server, signed(kid="new", key=OTHER)).tenant == "alice"
    assert provider.num_asked == 2
    with pytest.raises(openai.AuthenticationError, match="does not publish"):
        ask(server, signed(kid="old"))


def test_a_provider_that_is_down_is_a_503_at_first_and_then_its_keys_stay(start, provider, monkeypatch):
    monkeypatch.setattr(tokens, "REFETCH_S", 0.0)
    provider.keys, provider.status = [published("key-RS256", "RS256")], 500
    server = start(jwt=JwtConfig(jwks=provider.url, issuer=ISSUER, audience=AUDIENCE))
    with pytest.raises(openai.InternalServerError, match="provider's keys"):
        ask(server, signed())
    provider.status = 200
    ask(server, signed())
    provider.status = 500
    monkeypatch.setattr(tokens, "MAX_AGE_S", 0.0)
    ask(server, signed())


def test_a_server_with_a_provider_is_not_open(start, provider):
    server = start(jwt=JwtConfig(jwks=provider.url, issuer=ISSUER, audience=AUDIENCE))
    assert httpx.get(f"{server.url}/v1/models", timeout=60).status_code == 401


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"jwks": "http://id.example.org/jwks"}, "begins with https://"),
        ({"issuer": ""}, "issuer of the tokens is required"),
        ({"audience": ""}, "audience of the tokens is required"),
        ({"algorithms": ("HS256",)}, "no 'HS256'"),
        ({"algorithms": ("none",)}, "no 'none'"),
        ({"leeway_s": -1}, "leeway_s must be from 0 to 600"),
    ],
)
def test_what_would_let_anybody_in_does_not_start(values, why):
    with pytest.raises(StartupError, match=why):
        JwtConfig(**{"jwks": "/etc/jwks.json", "issuer": ISSUER, "audience": AUDIENCE, **values})


def test_a_file_that_cannot_be_read_does_not_start(tmp_path):
    with pytest.raises(StartupError, match="cannot be read"):
        tokens.PublishedKeys(str(tmp_path / "missing"))
