"""What `tenure plan` does once its options are checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.config import ModelConfig
from models.config_file import read_config
from models.errors import CheckpointError
from models.registry import BUILT_INS, ModelSource, resolve
from serving.cli.console import complain, progress_display
from serving.cli.sizes import MemorySize
from serving.config import ReplicaConfig
from serving.errors import StartupError
from serving.planning.calibrate import calibrated_fit, measure_alone
from serving.planning.checkpoint_formats import served_shape
from serving.planning.fitted import FittedModel, find_fit, save_calibration
from serving.planning.formats import isa_of
from serving.planning.hardware import Instance, find_instance
from serving.planning.host_cost import HostCost
from serving.planning.memory_map import Limits
from serving.planning.model_shape import ModelShape
from serving.planning.objective import Objective
from serving.planning.outside import measure_outside
from serving.planning.plan import Plan, choose_tp, make_plan
from serving.planning.processor import Processor, this_processor
from serving.planning.published import PaperFit, paper_fit
from serving.planning.workload import Workload
from serving.replica.memory import available_bytes

CALIBRATION_KV_BYTES = 3 * 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCommand:
    instance: str
    tp: int | None
    replica: ReplicaConfig  # what `tenure serve` would be told; its KV memory is below
    kv_memory: MemorySize | None  # a share is one of the instance that is planned for
    workload: Workload
    objective: Objective

    def run(self) -> Plan:
        """Raises: StartupError, CheckpointError with what is wrong or does not fit."""
        source = find_model(self.replica.model)
        machine = find_instance(self.instance, cpu_memory_bytes=available_bytes())
        config = read_config(source)
        limits = self._limits(config, machine, 1)
        shape = choose_tp(self._shape(source, config, machine), machine, limits, self.tp)
        basis, host = self._basis(source, machine, shape)
        return make_plan(
            shape,
            machine,
            self._limits(config, machine, shape.tp),
            self.workload,
            basis=basis,
            host=host,
            objective=self.objective,
        )

    def calibrate(self) -> None:
        """Time steps of the model, then a server of it, and keep the fit.

        Raises: StartupError, CheckpointError.
        """
        source = find_model(self.replica.model)
        if not find_instance(self.instance, cpu_memory_bytes=1).is_measured:
            raise StartupError(f"--calibrate measures this machine, and --instance is {self.instance}.")
        with progress_display(f"Measuring steps of {self.replica.model}") as progress:
            from serving.replica.build import load

            loaded = load(self._calibrated_config(), progress)
            shape = self._served_shape(source, read_config(source), isa_of(loaded.numerics))
            alone = measure_alone(loaded.own_runner, loaded.engine_config, loaded.numerics, progress)
            loaded.own_runner.close()
            observed = measure_outside(self._serve_arguments(), progress)
        fit = calibrated_fit(source.name, shape, self._processor, alone, observed)
        complain(f"The fit is kept in {save_calibration(fit)}", label=None)

    def _serve_arguments(self) -> list[str]:
        """Of the server that is measured. Without speculation: the plan has none."""
        config = self._calibrated_config()
        arguments = [config.model, "--dtype", config.dtype, "--quantization", config.quantization]
        arguments += ["--kv-dtype", config.kv_dtype, "--kv-memory", str(config.kv_memory_bytes)]
        arguments += ["--speculative-tokens", "0"]
        return arguments + (["--threads", str(config.num_threads)] if config.num_threads else [])

    def _calibrated_config(self) -> ReplicaConfig:
        """Its limits are not those of the plan: steps of every size are timed."""
        replica = self.replica
        return ReplicaConfig(
            model=replica.model,
            dtype=replica.dtype,
            quantization=replica.quantization,
            kv_dtype=replica.kv_dtype,
            kv_memory_bytes=min(CALIBRATION_KV_BYTES, available_bytes() // 3),
            num_threads=replica.num_threads,
        )

    @property
    def _processor(self) -> Processor:
        try:
            return this_processor(self.replica.num_threads)
        except ValueError as error:  # of the variable that names an instruction set
            raise StartupError(str(error)) from error

    def _served_shape(self, source: ModelSource, config: ModelConfig, isa: str) -> ModelShape:
        return served_shape(source, config, self.replica, isa=isa)

    def _shape(self, source: ModelSource, config: ModelConfig, machine: Instance) -> ModelShape:
        if machine.is_measured:
            return self._served_shape(source, config, self._processor.isa)  # which `auto` depends on
        replica = self.replica
        dtype = "bfloat16" if replica.dtype == "auto" else replica.dtype
        weights = dtype if replica.quantization in ("auto", "none") else replica.quantization
        return ModelShape(config, weights, dtype if replica.kv_dtype == "auto" else replica.kv_dtype)

    def _basis(
        self, source: ModelSource, machine: Instance, shape: ModelShape
    ) -> tuple[FittedModel | PaperFit, HostCost]:
        if not machine.is_measured:
            return paper_fit(machine.family), HostCost()
        fit = find_fit(source.name, shape.weight_format, shape.kv_format, self._processor)
        return fit, fit.host

    def _limits(self, config: ModelConfig, machine: Instance, tp: int) -> Limits:
        replica = self.replica
        longest = replica.max_model_len or config.max_position_embeddings
        if longest > config.max_position_embeddings:
            raise StartupError(
                f"--max-model-len is {longest} and the model was made for {config.max_position_embeddings} "
                "positions. Lower it."
            )
        kv_bytes = None
        if self.kv_memory is not None:
            kv_bytes = self.kv_memory.resolve(tp * machine.core_memory_bytes)
        return Limits(
            max_model_len=longest,
            least_model_len=None if replica.max_model_len else self.workload.num_final_tokens,
            max_num_seqs=replica.max_num_seqs,
            max_num_batched_tokens=replica.max_num_batched_tokens,
            max_step_ms=replica.max_step_ms,
            kv_memory_bytes=kv_bytes,
        )


def find_model(model: str) -> ModelSource:
    """Files on this machine; unlike a server, a plan downloads nothing. Raises: CheckpointError."""
    if model not in BUILT_INS and not Path(model).expanduser().exists():
        raise CheckpointError(
            f"There is no model `{model}` here: a plan is made for a directory with a config.json, a .gguf "
            f"file, or a built-in name ({', '.join(BUILT_INS)})."
        )
    return resolve(model)
