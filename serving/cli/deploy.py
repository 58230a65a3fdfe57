"""`tenure deploy`: the same server on a Ray cluster."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Annotated

from serving.cli.options import command
from serving.errors import StartupError
from serving.option import Option

EPILOG = "[bold]Example[/]   tenure deploy infra/serve.yaml"


@command
def deploy(
    config: Annotated[
        Path,
        Option(
            "What to deploy: models, replicas and their resources. See `infra/serve.yaml`.",
            flag="CONFIG.yaml",
            variable="TENURE_CONFIG",
        ),
    ],
) -> None:
    """Deploy to Ray Serve, as a stateless ingress and replicas that keep their sessions."""
    if not config.is_file():
        raise StartupError(f"There is no file {config}. `infra/serve.yaml` is one to start from.")
    require_ray()
    from serving.cluster.deploy import deploy as deploy_to_ray

    deploy_to_ray(config)


def require_ray() -> None:
    if importlib.util.find_spec("ray") is None:
        raise StartupError(
            "Ray is not installed here, and `tenure deploy` needs it. From a checkout: "
            "`pip install -c infra/constraints.txt '.[ray]'`. One machine without Ray: `tenure serve`."
        )
