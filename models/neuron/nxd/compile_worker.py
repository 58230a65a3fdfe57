"""Compiles one graph in a process of its own, which can be stopped: `python -m` this, with a directory.

In the directory: request.json {"tag", "flags", "emulate"}, graph.hlo and metaneff.pb. The path of the
compiled graph is written to neff.path.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from models.neuron.nxd.backend import load_compiler

REQUEST, GRAPH, METANEFF, RESULT, LOG = "request.json", "graph.hlo", "metaneff.pb", "neff.path", "log.txt"


def main(directory: Path) -> None:
    request = json.loads((directory / REQUEST).read_text(encoding="utf-8"))
    compiler = load_compiler(emulate=request["emulate"])
    graph, metaneff = compiler.hlo_module(), compiler.metaneff()
    graph.ParseFromString((directory / GRAPH).read_bytes())
    metaneff.ParseFromString((directory / METANEFF).read_bytes())
    artifacts = compiler.compile(
        hlo_module=graph,
        metaneff=metaneff,
        compiler_workdir=str(directory),
        compiler_args=request["flags"],
        key=request["tag"],
    )
    (directory / RESULT).write_text(artifacts.neff_filepath, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
