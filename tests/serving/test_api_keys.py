from pathlib import Path

import pytest

from serving.api_keys import parse_keys, read_key_file, tenant_of, with_key_file
from serving.config import ApiConfig
from serving.errors import StartupError


def test_a_key_with_a_name_belongs_to_that_tenant() -> None:
    assert parse_keys(["alice:sk-1", "bob:sk-2"]) == (("sk-1", "alice"), ("sk-2", "bob"))


def test_commas_and_blanks_separate_keys_so_that_one_variable_holds_many() -> None:
    assert parse_keys(["alice:sk-1, bob:sk-2\nalice:sk-3"]) == (
        ("sk-1", "alice"),
        ("sk-2", "bob"),
        ("sk-3", "alice"),
    )


def test_a_key_without_a_name_is_its_own_tenant_and_the_tenant_does_not_tell_the_key() -> None:
    ((key, tenant), (_, other_tenant)) = parse_keys(["secret-key", "another-key"])
    assert key == "secret-key"
    assert tenant == tenant_of("secret-key") != other_tenant
    assert "secret" not in tenant


def test_only_the_first_colon_divides_tenant_and_key() -> None:
    assert parse_keys(["alice:sk:1"]) == (("sk:1", "alice"),)


def test_the_same_key_may_be_given_twice_for_one_tenant_only() -> None:
    assert parse_keys(["alice:sk-1", "alice:sk-1"]) == (("sk-1", "alice"),)
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


def test_a_deployment_reads_its_keys_from_a_file(tmp_path):
    (tmp_path / "keys").write_text("# the team\nalice:sk-1\n")
    config = with_key_file(ApiConfig(api_keys=(("sk-0", "root"),)), tmp_path / "keys")
    assert config.api_keys == (("sk-0", "root"), ("sk-1", "alice"))


def test_a_deployment_without_its_key_file_does_not_start_open(tmp_path):
    with pytest.raises(StartupError, match="cannot be read"):
        with_key_file(ApiConfig(), tmp_path / "missing")
