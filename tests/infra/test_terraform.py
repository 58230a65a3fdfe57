"""The Terraform modules: formatted, valid for the real provider, and their plans hold what they promise.

The provider must be on the disk, in the layout of `terraform providers mirror`; it is never fetched.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

TERRAFORM_DIR = Path(__file__).parents[2] / "infra" / "terraform"
MODULES = ["eks-node-group", "modules/bucket", "modules/role", "single-instance"]
SLOW = ["modules/bucket", "modules/role", "eks-node-group"]  # parts of all, and what is planned with the same
TERRAFORM = shutil.which("terraform")
MIRRORS = [
    Path.home() / ".terraform.d/plugins",
    Path("/usr/share/terraform/plugins"),
    *Path("/opt").glob("*"),
]
PROVIDERS = next((mirror for mirror in MIRRORS if any(mirror.glob("*/hashicorp/aws"))), None)

needs_terraform = pytest.mark.skipif(TERRAFORM is None, reason="terraform is not installed")
needs_provider = pytest.mark.skipif(PROVIDERS is None, reason="Terraform's AWS provider is not on the disk")


def terraform(*arguments: str, cwd: Path) -> str:
    """Its output; the user's configuration of Terraform does not count."""
    environment = {**os.environ, "TF_CLI_CONFIG_FILE": os.devnull, "AWS_EC2_METADATA_DISABLED": "true"}
    command = [str(TERRAFORM), *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_module_is_listed() -> None:
    found = {path.parent.relative_to(TERRAFORM_DIR).as_posix() for path in TERRAFORM_DIR.rglob("main.tf")}
    assert found == set(MODULES)


@needs_terraform
def test_the_files_are_formatted() -> None:
    assert terraform("fmt", "-check", "-recursive", "-diff", cwd=TERRAFORM_DIR) == ""


@needs_terraform
@needs_provider
@pytest.mark.parametrize(
    "module",
    [pytest.param(module, marks=[pytest.mark.slow] if module in SLOW else []) for module in MODULES],
)
def test_a_module_is_valid_and_its_plans_hold(module: str, tmp_path: Path) -> None:
    copied = tmp_path / "terraform"  # init writes beside the files
    shutil.copytree(TERRAFORM_DIR, copied, ignore=shutil.ignore_patterns(".terraform*"))
    # `test` validates first.
    terraform("init", "-backend=false", "-input=false", f"-plugin-dir={PROVIDERS}", cwd=copied / module)
    output = terraform("test", "-no-color", cwd=copied / module)
    num_runs = len(
        re.findall(r"^run ", (copied / module / "tests/plan.tftest.hcl").read_text(), re.MULTILINE)
    )
    assert f"Success! {num_runs} passed, 0 failed." in output


@pytest.mark.parametrize("module", MODULES)
def test_every_variable_and_every_output_says_what_it_is(module: str) -> None:
    for name, keyword in (("variables.tf", "variable"), ("outputs.tf", "output")):
        text = (TERRAFORM_DIR / module / name).read_text()
        blocks = re.findall(rf'^{keyword} "\w+" \{{\n(.*?)^\}}', text, re.MULTILINE | re.DOTALL)
        assert blocks
        assert all(re.search(r"^  description = \"", block, re.MULTILINE) for block in blocks)


def test_a_policy_allows_named_actions_on_named_resources() -> None:
    for path in TERRAFORM_DIR.rglob("*.tf"):
        statements = re.findall(r"^  statement \{\n(.*?)^  \}", path.read_text(), re.MULTILINE | re.DOTALL)
        for statement in statements:
            (actions,) = re.findall(r"^    actions += +(.*)$", statement, re.MULTILINE)
            assert "*" not in actions or 'effect    = "Deny"' in statement
            assert 'resources = ["*"]' not in statement


def test_the_node_group_takes_the_service_account_of_the_manifests() -> None:
    common = (TERRAFORM_DIR.parent / "kubernetes" / "common.yaml").read_text()
    text = (TERRAFORM_DIR / "eks-node-group" / "variables.tf").read_text()
    (name,) = re.findall(r'variable "service_account" \{.*?default     = "(\w+)"', text, re.DOTALL)
    for account in (name, f"{name}-compile"):
        assert re.search(rf"kind: ServiceAccount\nmetadata:\n  name: {account}\s", common)
