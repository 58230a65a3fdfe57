"""The manifests: core objects by Kubernetes' own schemas, RayServices by the fields that KubeRay's CRD has.

KubeRay's CRD ships in no package. Its pod templates, service and volume claims are core objects, which the
schemas check; the fields around them, of `ray.io/v1` in KubeRay 1.7, are listed here.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from serving.planning.hardware import INSTANCES
from serving.replica.neuron import CACHE_URL

pytest.importorskip("ray", reason="the `ray` extra is not installed")
from serving.cluster.config import ClusterConfig

KUBERNETES = "1.34"
KUBERNETES_DIR = Path(__file__).parents[2] / "infra" / "kubernetes"
RAY_SERVICES = sorted(path.name for path in KUBERNETES_DIR.glob("rayservice-*.yaml"))
TRAINIUM = sorted(set(RAY_SERVICES) - {"rayservice-cpu.yaml"})
COMPILE_JOBS = sorted(path.name for path in KUBERNETES_DIR.glob("compile-*.yaml"))

Object = dict[str, Any]

RAY_SERVICE_FIELDS = {
    "excludeHeadPodFromServeSvc": bool,
    "managedBy": str,
    "rayClusterConfig": dict,
    "rayClusterDeletionDelaySeconds": int,
    "serveConfigV2": str,
    "serveService": dict,
    "suspend": bool,
    "upgradeStrategy": dict,
}
RAY_CLUSTER_FIELDS = {
    "authOptions": dict,
    "autoscalerOptions": dict,
    "enableInTreeAutoscaling": bool,
    "gcsFaultToleranceOptions": dict,
    "headGroupSpec": dict,
    "rayVersion": str,
    "workerGroupSpecs": list,
}
HEAD_FIELDS = {"headService": dict, "rayStartParams": dict, "serviceType": str, "template": dict}
WORKER_FIELDS = {
    "groupName": str,
    "idleTimeoutSeconds": int,
    "maxReplicas": int,
    "minReplicas": int,
    "numOfHosts": int,
    "rayStartParams": dict,
    "replicas": int,
    "template": dict,
}


def read(name: str) -> Object:
    document: Object = yaml.safe_load((KUBERNETES_DIR / name).read_text())
    return document


def common() -> list[Object]:
    return list(yaml.safe_load_all((KUBERNETES_DIR / "common.yaml").read_text()))


def of_kind(kind: str) -> list[Object]:
    return [document for document in common() if document["kind"] == kind]


def cluster(name: str) -> Object:
    config: Object = read(name)["spec"]["rayClusterConfig"]
    return config


def worker(name: str) -> Object:
    (group,) = cluster(name)["workerGroupSpecs"]
    return dict(group)


def templates(name: str) -> list[Object]:
    if name in COMPILE_JOBS:
        return [read(name)["spec"]["template"]]
    return [cluster(name)["headGroupSpec"]["template"], worker(name)["template"]]


def containers(name: str) -> Iterator[Object]:
    for template in templates(name):
        yield from template["spec"].get("initContainers", [])
        yield from template["spec"]["containers"]


def ray_worker(name: str) -> Object:
    (container,) = worker(name)["template"]["spec"]["containers"]
    return dict(container)


def serve_config(name: str) -> Object:
    config: Object = yaml.safe_load(read(name)["spec"]["serveConfigV2"])
    return config


def check(document: Object) -> None:
    kubernetes_validate.validate(document, KUBERNETES, strict=True)


def check_fields(values: Object, fields: dict[str, type], required: set[str]) -> None:
    assert required <= set(values)
    for name, value in values.items():
        assert isinstance(value, fields[name]), name


def test_the_schemas_refuse_a_field_that_kubernetes_does_not_have() -> None:
    account, _ = of_kind("ServiceAccount")
    with pytest.raises(kubernetes_validate.ValidationError):
        check({**account, "automountServiceAcountToken": False})


@pytest.mark.parametrize("document", common(), ids=lambda document: document["kind"])
def test_common_objects_are_valid(document: Object) -> None:
    check(document)


@pytest.mark.parametrize("name", RAY_SERVICES)
def test_a_ray_service_has_only_fields_of_the_crd(name: str) -> None:
    document = read(name)
    assert (document["apiVersion"], document["kind"]) == ("ray.io/v1", "RayService")
    check_fields(document["spec"], RAY_SERVICE_FIELDS, {"rayClusterConfig"})
    assert document["spec"]["upgradeStrategy"]["type"] in ("NewCluster", "None")
    check_fields(cluster(name), RAY_CLUSTER_FIELDS, {"headGroupSpec"})
    check_fields(cluster(name)["headGroupSpec"], HEAD_FIELDS, {"template"})
    required = {"groupName", "minReplicas", "maxReplicas", "template"}
    check_fields(worker(name), WORKER_FIELDS, required)
    for group in (cluster(name)["headGroupSpec"], worker(name)):
        # All of them become words of one `ray start` command.
        assert all(isinstance(value, str) for value in group["rayStartParams"].values())


@pytest.mark.parametrize("name", RAY_SERVICES)
def test_the_core_objects_inside_a_ray_service_are_valid(name: str) -> None:
    for template in templates(name):
        check({"apiVersion": "v1", "kind": "Pod", **template})
        for volume in template["spec"].get("volumes", []):
            if "ephemeral" in volume:
                claim = volume["ephemeral"]["volumeClaimTemplate"]
                check({"apiVersion": "v1", "kind": "PersistentVolumeClaim", **claim})
    check({"apiVersion": "v1", "kind": "Service", **read(name)["spec"]["serveService"]})


@pytest.mark.parametrize("name", TRAINIUM)
def test_the_serve_config_in_a_manifest_is_the_file_of_its_instance(name: str) -> None:
    file = KUBERNETES_DIR.parent / name.replace("rayservice-", "serve-")
    assert serve_config(name) == yaml.safe_load(file.read_text())


def test_the_serve_config_on_cpu_passes_the_checks_of_tenure_deploy(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="the `ray` extra is not installed")
    from serving.cluster.config_file import read_config

    path = tmp_path / "serve.yaml"
    path.write_text(read("rayservice-cpu.yaml")["spec"]["serveConfigV2"])
    assert read_config(path).applications


@pytest.mark.parametrize("name", RAY_SERVICES)
def test_the_replicas_fit_the_workers(name: str) -> None:
    group = worker(name)
    (application,) = serve_config(name)["applications"]
    wanted = sum(
        deployment["num_replicas"] * deployment["ray_actor_options"]["num_cpus"]
        for deployment in application["deployments"]
    )
    assert wanted <= group["replicas"] * int(ray_worker(name)["resources"]["requests"]["cpu"])


@pytest.mark.parametrize("name", TRAINIUM)
def test_ray_is_told_the_cores_of_the_devices_that_the_pod_gets(name: str) -> None:
    instance_type = name.removeprefix("rayservice-").removesuffix(".yaml")
    resources = ray_worker(name)["resources"]
    assert worker(name)["template"]["spec"]["nodeSelector"] == {
        "node.kubernetes.io/instance-type": instance_type
    }
    # The scheduler extension of the Neuron device plugin takes 1, 4, 8 or 16 devices.
    assert resources["requests"]["aws.amazon.com/neuron"] == 16
    assert resources["limits"]["aws.amazon.com/neuron"] == 16
    # A shell word: KubeRay pastes it into `ray start --resources=...`.
    word = worker(name)["rayStartParams"]["resources"]
    assert word[0] == word[-1] == "'"
    assert json.loads(word[1:-1]) == {"neuron_cores": INSTANCES[instance_type].num_cores}


@pytest.mark.parametrize("name", RAY_SERVICES)
def test_the_head_runs_no_replica(name: str) -> None:
    assert cluster(name)["headGroupSpec"]["rayStartParams"]["num-cpus"] == "0"
    (application,) = serve_config(name)["applications"]
    for deployment in application["deployments"]:
        assert deployment["ray_actor_options"]["num_cpus"] >= 1  # an actor that needs nothing may land there


@pytest.mark.parametrize("name", RAY_SERVICES)
def test_a_stopping_worker_has_time_to_finish_its_turns(name: str) -> None:
    (application,) = serve_config(name)["applications"]
    shutdown_s = application["args"]["drain_timeout_s"] + 10  # as in serving.cluster.app
    *_, script = ray_worker(name)["lifecycle"]["preStop"]["exec"]["command"]
    sleep_s = int(script.rsplit("sleep ", 1)[1])
    assert f"--deadline-remaining-seconds {sleep_s};" in script
    assert shutdown_s < sleep_s < worker(name)["template"]["spec"]["terminationGracePeriodSeconds"]
    assert read(name)["spec"]["rayClusterDeletionDelaySeconds"] > shutdown_s


@pytest.mark.parametrize("name", [*RAY_SERVICES, *COMPILE_JOBS])
def test_no_container_runs_as_root_or_may_become_it(name: str) -> None:
    for template in templates(name):
        assert template["spec"]["securityContext"]["runAsNonRoot"] is True
        assert template["spec"]["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert template["spec"]["automountServiceAccountToken"] is False
    for container in containers(name):
        assert container["securityContext"]["allowPrivilegeEscalation"] is False
        assert container["securityContext"]["capabilities"]["drop"] == ["ALL"]
        assert {"cpu", "memory"} <= set(container["resources"]["requests"])
        assert container["resources"]["limits"]["memory"] == container["resources"]["requests"]["memory"]


@pytest.mark.parametrize("name", [*RAY_SERVICES, *COMPILE_JOBS])
def test_a_container_writes_to_its_volumes_alone(name: str) -> None:
    for template in templates(name):
        volumes = {volume["name"]: volume for volume in template["spec"]["volumes"]}
        assert all(volume["emptyDir"]["sizeLimit"] for volume in volumes.values() if "emptyDir" in volume)
        for container in [*template["spec"].get("initContainers", []), *template["spec"]["containers"]]:
            assert container["securityContext"]["readOnlyRootFilesystem"] is True
            paths = {mount["mountPath"]: mount["name"] for mount in container["volumeMounts"]}
            assert "emptyDir" in volumes[paths["/tmp"]], "Ray, Python and the compiler write there"


@pytest.mark.parametrize("name", TRAINIUM)
def test_shards_and_graphs_are_kept_on_a_volume_and_graphs_come_from_the_bucket(name: str) -> None:
    worker_container = ray_worker(name)
    image = (KUBERNETES_DIR.parent / "docker" / "Dockerfile.neuron").read_text()
    assert "XDG_CACHE_HOME=/var/cache/tenure " in image
    assert "/var/cache/tenure" in [mount["mountPath"] for mount in worker_container["volumeMounts"]]
    environment = {variable["name"]: variable for variable in worker_container["env"]}
    assert environment[CACHE_URL]["value"] == "s3://$(TENURE_BUCKET)/artifacts"
    names = list(environment)
    assert names.index("TENURE_BUCKET") < names.index(CACHE_URL), "Kubernetes expands what stands before"


def compile_args(name: str) -> dict[str, str]:
    (container,) = read(name)["spec"]["template"]["spec"]["containers"]
    command, model, *options = container["args"]
    assert command == "compile"
    return {"model": model, **dict(option.removeprefix("--").split("=", 1) for option in options)}


def test_there_is_a_compile_job_for_each_machine() -> None:
    assert [name.removeprefix("compile-") for name in COMPILE_JOBS] == [
        name.removeprefix("rayservice-") for name in TRAINIUM
    ]


@pytest.mark.parametrize("name", COMPILE_JOBS)
def test_a_job_compiles_the_graphs_that_the_service_looks_for(name: str) -> None:
    check(read(name))
    service = name.replace("compile-", "rayservice-")
    (application,) = serve_config(service)["applications"]
    config = ClusterConfig.model_validate(application["args"]).replica_config
    assert config.neuron is not None
    environment = {variable["name"]: variable.get("value") for variable in ray_worker(service)["env"]}
    assert compile_args(name) == {
        "model": config.model,
        "instance": config.neuron.instance,
        **({} if config.neuron.back_end == "auto" else {"back-end": config.neuron.back_end}),
        "tp": str(config.tensor_parallel_size),
        "dtype": config.dtype,
        "max-model-len": str(config.max_model_len),
        "max-num-seqs": str(config.max_num_seqs),
        "compile-workers": "4",
        "compile-cache-url": environment[CACHE_URL],
    }
    assert (config.kv_memory_bytes, config.neuron.kv_layout) == (None, "paged"), "the defaults of compile"


@pytest.mark.parametrize("name", COMPILE_JOBS)
def test_a_job_has_the_service_account_that_may_write(name: str) -> None:
    account = read(name)["spec"]["template"]["spec"]["serviceAccountName"]
    assert account in [found["metadata"]["name"] for found in of_kind("ServiceAccount")]
    for service in TRAINIUM:
        assert worker(service)["template"]["spec"]["serviceAccountName"] != account


@pytest.mark.parametrize("name", RAY_SERVICES)
def test_the_keys_come_from_a_secret_and_are_where_the_server_reads_them(name: str) -> None:
    (application,) = serve_config(name)["applications"]
    mounts = {mount["name"]: mount for mount in ray_worker(name)["volumeMounts"]}
    volumes = {volume["name"]: volume for volume in worker(name)["template"]["spec"]["volumes"]}
    assert set(mounts) == set(volumes)
    assert volumes["api-keys"]["secret"]["secretName"] == "tenure-api-keys"
    assert application["args"]["api_key_file"] == mounts["api-keys"]["mountPath"] + "/keys"
    assert application["args"]["replica"]["data_dir"] == mounts["data"]["mountPath"]
    assert of_kind("Secret") == []


@pytest.mark.parametrize("name", RAY_SERVICES)
def test_each_budget_covers_pods_of_the_manifest(name: str) -> None:
    labels = [template["metadata"]["labels"] for template in templates(name)]
    for budget in of_kind("PodDisruptionBudget"):
        # For pods that belong to no Deployment or StatefulSet, Kubernetes takes nothing else.
        assert set(budget["spec"]) == {"minAvailable", "selector"}
        assert isinstance(budget["spec"]["minAvailable"], int)
        assert budget["spec"]["selector"]["matchLabels"] in labels


@pytest.mark.parametrize("name", RAY_SERVICES)
def test_others_reach_the_api_and_the_operator_the_dashboard(name: str) -> None:
    (policy,) = of_kind("NetworkPolicy")
    wanted = policy["spec"]["podSelector"]["matchLabels"].items()
    for template in templates(name):
        assert wanted <= template["metadata"]["labels"].items()
    _, clients, operator = policy["spec"]["ingress"]
    assert [port["port"] for port in clients["ports"]] == [serve_config(name)["http_options"]["port"]]
    assert [port["port"] for port in operator["ports"]] == [8265]


@pytest.mark.parametrize("name", RAY_SERVICES)
def test_the_version_of_ray_is_that_of_the_images(name: str) -> None:
    pinned = (KUBERNETES_DIR.parent / "constraints.txt").read_text().splitlines()
    assert f"ray=={cluster(name)['rayVersion']}" in pinned
