from hashlib import sha256
from pathlib import Path

import pytest

from serving.api_keys import hash_of, key_id, parse_keys, read_key_file, tenant_of
from serving.principal import SCOPES, ApiKey, Principal


def test_a_key_with_a_name_belongs_to_that_tenant() -> None:
    assert parse_keys(["alice:sk-1", "bob:sk-2"]) == (ApiKey("sk-1", "alice"), ApiKey("sk-2", "bob"))


def test_commas_and_blanks_separate_keys_so_that_one_variable_holds_many() -> None:
    assert parse_keys(["alice:sk-1, bob:sk-2\nalice:sk-3"]) == (
        ApiKey("sk-1", "alice"),
        ApiKey("sk-2", "bob"),
        ApiKey("sk-3", "alice"),
    )


def test_a_key_without_a_name_is_its_own_tenant_and_the_tenant_does_not_tell_the_key() -> None:
    ((key, tenant, *_), (_, other_tenant, *_)) = parse_keys(["secret-key", "another-key"])
    assert key == "secret-key"
    assert tenant == tenant_of("secret-key") != other_tenant
    assert "secret" not in tenant


def test_only_the_first_colon_divides_tenant_and_key() -> None:
    assert parse_keys(["alice:sk:1"]) == (ApiKey("sk:1", "alice"),)


def test_the_same_key_may_be_given_twice_for_one_tenant_only() -> None:
    assert parse_keys(["alice:sk-1", "alice:sk-1"]) == (ApiKey("sk-1", "alice"),)
    with pytest.raises(ValueError, match="two tenants, alice and bob"):
        parse_keys(["alice:sk-1", "bob:sk-1"])


@pytest.mark.parametrize("text", ["alice:", ":sk-1", "al ice:", "", "a/b:sk-1", "alice:sk-é"])
def test_a_malformed_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"key|tenant"):
        parse_keys([text])


def test_an_error_never_shows_a_whole_key() -> None:
    with pytest.raises(ValueError, match="header cannot carry") as caught:
        parse_keys(["alice:very-secret-ключ"])
    assert "very-secret" not in str(caught.value)


def test_a_key_file_has_one_key_per_line_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.write_text("# team\nalice:sk-1\n\n  sk-2  \n")
    assert read_key_file(path) == ["alice:sk-1", "sk-2"]


def test_a_key_file_without_keys_is_an_error_not_an_open_server(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.write_text("# nothing yet\n")
    with pytest.raises(ValueError, match="no key in it"):
        read_key_file(path)
    with pytest.raises(ValueError, match="cannot be read"):
        read_key_file(tmp_path / "absent")


def test_what_follows_a_key_says_more_of_it() -> None:
    ada, bob = parse_keys(
        ["alice:sk-1 user=ada scopes=inference,sessions:read expires=1970-01-02", "bob:sk-2 scopes=agents"]
    )
    assert ada == ApiKey("sk-1", "alice", "ada", ("inference", "sessions:read"), 86400.0)
    assert bob == ApiKey("sk-2", "bob", None, ("agents",), None)


def test_a_variable_that_is_split_at_blanks_says_the_same() -> None:
    whole = "alice:sk-1 scopes=inference bob:sk-2"
    assert parse_keys(whole.split()) == parse_keys([whole])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("alice:sk-1 scopes=inferenec", "no scope 'inferenec'. There are inference, sessions:read"),
        ("alice:sk-1 scopes=inference,", "no scope ''"),
        ("alice:sk-1 scope=inference", "user=, scopes= and expires=, and scope= is none"),
        ("alice:sk-1 expires=tomorrow", "2027-01-31T12:00:00Z, not 'tomorrow'"),
        ("alice:sk-1 user=a user=b", "user= twice"),
        ("alice:{sha256}abc", "64 hexadecimal digits"),
        ("{sha256}" + 64 * "a", "TENANT:{sha256}"),
    ],
)
def test_an_attribute_that_is_none_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_keys([text])
    assert why in str(caught.value)


def test_the_same_key_with_other_rights_is_refused() -> None:
    with pytest.raises(ValueError, match="twice, with different rights"):
        parse_keys(["alice:sk-1", "alice:sk-1 scopes=inference"])


def test_a_hash_stands_for_its_key_and_both_have_one_id() -> None:
    digest = sha256(b"sk-1").hexdigest()
    (hashed,), (plain,) = parse_keys([f"alice:{{sha256}}{digest}"]), parse_keys(["alice:sk-1"])
    assert hash_of(hashed) == hash_of(plain) == digest
    assert key_id(hashed) == key_id(plain) == f"key_{digest[:12]}"


def test_a_scope_is_given_by_itself_by_its_family_and_by_admin() -> None:
    def may(*scopes: str) -> set[str]:
        principal = Principal("alice", scopes=frozenset(scopes))
        return {scope for scope in SCOPES if principal.may(scope)}

    assert may() == set()
    assert may("agents:read") == {"agents:read"}
    assert may("agents") == {"agents:read", "agents:write", "agents:approve"}
    assert may("admin") == set(SCOPES) == {scope for scope in SCOPES if Principal("alice").may(scope)}


def test_each_scope_is_documented_where_keys_are() -> None:
    page = (Path(__file__).parents[2] / "serving/cli/README.md").read_text()
    for scope, meaning in SCOPES.items():
        assert f"| `{scope}` | {meaning} |" in page
