"""Who may speak Bedrock's dialect: signatures and bearer tokens, as boto3 makes them."""

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from serving.principal import Principal

HELLO = [{"role": "user", "content": [{"text": "hello"}]}]
KEYS = (("key-a", "alice"), ("other/key+a", "alice"), ("key-b", "bob"))
PATH = "/model/toy/converse"
BODY = b'{"messages":[{"role":"user","content":[{"text":"hello"}]}]}'


@pytest.fixture(scope="module")
def locked(start_once):
    server = start_once(api_keys=KEYS)
    with httpx.Client(base_url=server.url, timeout=60) as http:
        yield server, http


def signed(server, body: bytes = BODY, path: str = PATH, **headers: str) -> dict[str, str]:
    """The headers of a request that botocore has signed with alice's key."""
    request = AWSRequest("POST", server.url + path, {"content-type": "application/json", **headers}, body)
    SigV4Auth(Credentials("alice", "key-a"), "bedrock", "eu-west-1").add_auth(request)
    return dict(request.headers.items())


def refusal(response: httpx.Response) -> tuple[int, str]:
    assert "key-a" not in response.text
    return response.status_code, response.headers["x-amzn-errortype"]


@pytest.mark.parametrize(
    ("access_key", "secret_key"), [("alice", "key-a"), ("alice", "other/key+a"), ("bob", "key-b")]
)
@pytest.mark.parametrize(
    "model_id", ["toy", "org/toy-chat", "arn:aws:bedrock:us-east-1::foundation-model/toy"]
)
def test_a_signature_is_the_tenants_who_knows_the_key(locked, access_key, secret_key, model_id, read_stream):
    server, _ = locked
    with closing(server.bedrock(access_key, secret_key)) as aws:
        aws.converse(modelId=model_id, messages=HELLO)
        assert read_stream(aws.converse_stream(modelId=model_id, messages=HELLO)["stream"])
    assert server.backend.requests[-1].principal == Principal(access_key)


@pytest.mark.parametrize(
    ("access_key", "secret_key", "code"),
    [
        ("alice", "key-b", "InvalidSignatureException"),
        ("carla", "key-a", "AccessDeniedException"),
    ],
)
def test_who_knows_no_key_is_refused(locked, access_key, secret_key, code):
    server, _ = locked
    with closing(server.bedrock(access_key, secret_key)) as aws, pytest.raises(ClientError) as raised:
        aws.converse(modelId="toy", messages=HELLO)
    assert raised.value.response["Error"]["Code"] == code
    assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


def test_a_signature_is_of_one_request(locked):
    server, http = locked
    headers = signed(server)
    assert http.post(PATH, content=BODY, headers=headers).status_code == 200
    other_body = BODY.replace(b"hello", b"jello")
    for path, body, changed in (
        (PATH, other_body, {}),
        (PATH + "-stream", BODY, {}),
        (PATH + "?a=b", BODY, {}),
        (PATH, BODY, {"content-type": "application/problem+json"}),
    ):
        answer = http.post(path, content=body, headers={**headers, **changed})
        assert refusal(answer) == (403, "InvalidSignatureException")


def test_a_query_and_spaces_in_headers_are_signed_as_aws_does(locked):
    server, http = locked
    path = f"{PATH}?b=2&a=%20x"
    headers = signed(server, path=path, **{"x-amz-note": "two   spaces"})
    assert http.post(path, content=BODY, headers=headers).status_code == 200


@pytest.mark.parametrize("minutes", [-6, 6])
def test_an_old_signature_is_refused(locked, monkeypatch, minutes):
    server, http = locked
    then = datetime.now(UTC).replace(tzinfo=None) + timedelta(minutes=minutes)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: then)
    answer = http.post(PATH, content=BODY, headers=signed(server))
    assert refusal(answer) == (403, "InvalidSignatureException")
    assert "expired" in answer.json()["message"]


@pytest.mark.parametrize(
    "authorization",
    [
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 Credential=alice, SignedHeaders=host, Signature=" + "0" * 64,
        "AWS4-HMAC-SHA256 Credential=alice/1/2/3/4, SignedHeaders=host;x-amz-date, Signature=" + "0" * 64,
        "AWS4-HMAC-SHA256 Credential=alice/2/x/y/aws4_request, SignedHeaders=host;x-amz-date, Signature="
        + "0" * 64,
    ],
)
def test_what_is_no_signature_is_refused(locked, authorization):
    headers = {"authorization": authorization, "x-amz-date": "2"}
    assert refusal(locked[1].post(PATH, content=BODY, headers=headers)) == (403, "InvalidSignatureException")


@pytest.mark.parametrize(
    "path", ["converse", "converse-stream", "invoke", "invoke-with-response-stream", "count-tokens"]
)
def test_without_a_known_key_nothing_is_told(locked, path):
    for headers in ({}, {"authorization": "Bearer wrong"}):
        answer = locked[1].post(f"/model/toy/{path}", json={}, headers=headers)
        assert refusal(answer) == (403, "AccessDeniedException")


def test_a_strangers_body_is_not_read(start):
    server = start(api_keys=KEYS, max_body_bytes=10)
    for access_key, status in (("carla", 403), ("alice", 400)):
        with closing(server.bedrock(access_key, "key-a")) as aws, pytest.raises(ClientError) as raised:
            aws.converse(modelId="toy", messages=HELLO)
        assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == status


MODELS = ("toy", "org/toy-chat", "us.maker.model-v1:0", "arn:aws:bedrock:us-east-1::foundation-model/toy")


@pytest.mark.parametrize("is_signed", [True, False])
def test_every_operation_over_https_whatever_the_model_is_called(
    start_tls, shared, certificate, monkeypatch, read_stream, is_signed
):
    """By signature, and by API key, which boto3 sends over https alone."""
    server = start_tls(type(shared.backend)(aliases=MODELS[2:3]), api_keys=KEYS)
    if not is_signed:
        monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", "key-b")
    keys = ("bob", "key-b") if is_signed else (None, None)
    body = json.dumps({"messages": [{"role": "user", "content": "hello"}], "max_tokens": 9})
    with closing(server.bedrock(*keys, verify=str(certificate[0]))) as aws:
        for model in MODELS:
            answer = aws.converse(modelId=model, messages=HELLO)
            assert answer["output"]["message"]["content"] == [{"text": "HELLO"}]
            events = read_stream(aws.converse_stream(modelId=model, messages=HELLO)["stream"])
            assert [next(iter(event)) for event in events[-2:]] == ["messageStop", "metadata"]
            with closing(aws.invoke_model(modelId=model, body=body)["body"]) as whole:
                assert json.loads(whole.read())["choices"][0]["message"]["content"] == "HELLO"
            assert read_stream(aws.invoke_model_with_response_stream(modelId=model, body=body)["body"])
            counted = aws.count_tokens(modelId=model, input={"converse": {"messages": HELLO}})
            assert counted["inputTokens"] > 0
    assert {request.principal for request in server.backend.requests} == {Principal("bob")}
