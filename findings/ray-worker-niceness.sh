#!/usr/bin/env bash
# ray 2.60.0 starts its workers, Serve's replicas among them, at a lower priority than whoever started Ray: nice 15
# (RAY_worker_niceness). On a machine that does anything else besides, a replica that computes gets a small part
# of a core, and its requests wait; nothing in Ray's status or Serve's says why.
#
# Seen: the driver has niceness 0, an actor 15; with RAY_worker_niceness=0 it has 0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ray==2.60.0
cat > "$folder/niceness.py" <<'PYTHON'
import os
import sys

import ray

ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False)


@ray.remote
class Replica:
    def niceness(self) -> int:
        return os.nice(0)


driver, actor = os.nice(0), ray.get(Replica.remote().niceness.remote())
print(f"driver {driver}, actor {actor}")
assert actor - driver == int(sys.argv[1]), f"expected {sys.argv[1]} more"
PYTHON
"$folder/venv/bin/python" "$folder/niceness.py" 15
RAY_worker_niceness=0 "$folder/venv/bin/python" "$folder/niceness.py" 0
