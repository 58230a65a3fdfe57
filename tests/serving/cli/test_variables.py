"""Variables of our name that nothing reads."""

import pytest

from serving.cli import app as cli
from serving.cli.variables import unknown_variables

KNOWN = {"TENURE_PORT", "TENURE_HOST", "TENURE_MODEL"}


def test_a_misspelt_variable_is_named_with_the_one_that_was_meant():
    (sentence,) = unknown_variables({"TENURE_PROT": "9", "TENURE_HOST": "::", "HOME": "/"}, KNOWN)
    assert (
        sentence == "TENURE_PROT is set, and Tenure has no variable of that name. Did you mean TENURE_PORT?"
    )


def test_one_that_is_like_none_says_where_they_are_listed():
    (sentence,) = unknown_variables({"TENURE_QQQQQQQQ": "9"}, KNOWN)
    assert "`tenure serve --help` lists what there is." in sentence


def test_what_kubernetes_sets_for_a_service_is_not_ours():
    links = {
        "TENURE_HEAD_SVC_SERVICE_HOST": "10.0.0.1",
        "TENURE_HEAD_SVC_SERVICE_PORT": "8000",
        "TENURE_HEAD_SVC_SERVICE_PORT_HTTP": "8000",
        "TENURE_HEAD_SVC_PORT": "tcp://10.0.0.1:8000",
        "TENURE_HEAD_SVC_PORT_8000_TCP_ADDR": "10.0.0.1",
    }
    assert not list(unknown_variables(links, KNOWN))
    assert list(unknown_variables({"TENURE_SERVER_PORT": "8000"}, KNOWN))


@pytest.mark.parametrize("command", ["serve", "deploy"])
def test_a_start_names_them_and_goes_on(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("TENURE_MAX_QUEU", "9")
    monkeypatch.setenv("TENURE_KERNEL_ISA", "auto")
    arguments = {"serve": ["/no/such/model", "--port", "0"], "deploy": ["no-such.yaml"]}
    assert cli.run([command, *arguments[command]]) == 1
    warning, *others = capsys.readouterr().err.splitlines()
    assert warning == (
        "warning: TENURE_MAX_QUEU is set, and Tenure has no variable of that name. "
        "Did you mean TENURE_MAX_QUEUE?"
    )
    assert not any("TENURE_KERNEL_ISA" in line for line in others)
