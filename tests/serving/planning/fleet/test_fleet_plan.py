"""`tenure fleet plan`: from a file to a plan, and what a file may not say."""

import contextlib
import copy
import importlib.util
import io
import itertools
import json
from importlib.machinery import ModuleSpec

import pytest
import yaml

from serving.cli import app as cli
from serving.planning.fleet.file import Fleet
from serving.planning.fleet.sensitivity import open_ranges, with_bound

FLEET = {
    "name": "two regions",
    "models": [{"model": "Llama-3-8B", "tp": 8, "max_model_len": 8192}],
    "workload": {
        "sessions_per_day": 3_000_000,
        "turns": 3,
        "first_tokens": 800,
        "reply_tokens": {"low": 20, "mid": 30, "high": 60},
        "gap_s": 5,
        "variation": 0.5,
    },
    "instances": [
        {
            "name": "trn2.48xlarge",
            "chip_watts": {"low": 400, "mid": 500, "high": 750},
            "dollars_per_hour": 10,
            "host_kv_gib": 500,
            "hosts_per_rack": 2,
        }
    ],
    "regions": [{"name": "east", "share": 0.75, "zones": 3}, {"name": "west", "share": 0.25, "zones": 2}],
    "limit": {"megawatts": 1},
    "simulation": {"sessions": 400},
}


def with_field(path: str, value):
    fleet = copy.deepcopy(FLEET)
    *parents, last = path.split(".")
    part = fleet
    for parent in parents:
        part = part[int(parent)] if parent.isdigit() else part[parent]
    if value is None:
        del part[last]
    else:
        part[last] = value
    return fleet


def write(tmp_path, fleet):
    file = tmp_path / "fleet.yaml"
    file.write_text(yaml.safe_dump(fleet))
    return str(file)


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fleet")
    png, printed = folder / "plan.png", io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert cli.run(["fleet", "plan", write(folder, FLEET), "--json", "--png", str(png)]) == 0
    assert png.read_bytes().startswith(b"\x89PNG")
    return json.loads(printed.getvalue())


def figure(figures, name, unit):
    (found,) = (f for f in figures if (f["name"], f["unit"]) == (name, unit))
    return found


def test_each_region_has_replicas_for_its_peak_and_for_a_zone_less(planned):
    east, west = planned["placements"]
    assert east["peak_sessions_per_s"] == pytest.approx(3_000_000 / 86400 * 2 * 0.75)
    (service,) = planned["services"]
    rate = service["candidates"][0]["sessions_per_s"]
    for placement, zones in ((east, 3), (west, 2)):
        needed = placement["replicas_without_losses"]
        assert needed == -(-placement["peak_sessions_per_s"] // rate)
        assert placement["replicas"] * (zones - 1) // zones >= needed
        in_a_zone = -(-placement["replicas"] // zones)
        assert placement["instances"] == zones * -(-in_a_zone // 8)
        assert placement["chips"] == 16 * placement["instances"]
        assert placement["chip"] == "Trainium2"


def test_power_energy_and_cost_follow_from_what_the_file_says_of_an_instance(planned):
    instances = sum(placement["instances"] for placement in planned["placements"])
    power = figure(planned["costs"], "power of the facility", "MW")
    for bound, watts in (("low", 400), ("value", 500), ("high", 750)):
        assert power[bound] == pytest.approx(instances * 16 * watts * 1.2 / 1e6)
    assert planned["limit"] == {"unit": "MW", "value": 1.0, "used": pytest.approx(power["value"])}
    assert figure(planned["costs"], "cost", "$/h")["value"] == instances * 10
    session = figure(planned["costs"], "a session", "$")
    assert session["value"] == pytest.approx(instances * 10 * 24 / 3_000_000)
    assert "assumed" in session["basis"]


def test_the_limit_holds_what_it_says_and_no_more(planned):
    assert planned["is_within_limit"] is True
    assert planned["most_sessions_per_day"] > 3_000_000


def test_turns_are_as_good_as_the_objective_asks(planned):
    figures = planned["services"][0]["figures"]
    assert figure(figures, "turns that are good", "share")["value"] >= 0.95
    assert figure(figures, "histories found in device", "of tokens")["value"] > 0.99
    assert figure(figures, "TTFT, p50", "s")["value"] <= figure(figures, "TTFT, p99", "s")["value"] <= 2
    assert {tuple(f["basis"]) for f in figures} == {("simulated",), ("simulated", "assumed")}


def test_what_a_loss_takes_grows_with_it(planned):
    losses = [loss for loss in planned["losses"] if loss["region"] == "east"]
    assert [loss["what"] for loss in losses] == ["chip", "host", "rack", "zone"]
    for smaller, larger in itertools.pairwise(losses):
        assert smaller["replicas"] <= larger["replicas"]
        assert smaller["idle_sessions"] <= larger["idle_sessions"]
    zone = losses[-1]
    assert zone["survivors_load"] <= 1
    assert zone["warm_after_s"] >= 10  # when the loss is noticed
    assert zone["whole_after_s"] == 610


def test_each_open_range_has_a_row_the_largest_first(planned):
    effects = planned["sensitivity"]["effects"]
    assert {e["name"] for e in effects} == {"workload.reply_tokens", "instances.trn2.48xlarge.chip_watts"}
    swings = [abs(e["at_high"] - e["at_low"]) for e in effects]
    assert swings == sorted(swings, reverse=True)
    replies = next(e for e in effects if e["name"] == "workload.reply_tokens")
    assert replies["at_low"] <= planned["limit"]["used"] <= replies["at_high"]


def test_each_input_says_where_it_is_from(planned):
    inputs = {f["name"]: f for f in planned["inputs"]}
    assert inputs["trn2.48xlarge: memory of a chip"]["basis"] == ["published"]
    assert inputs["trn2.48xlarge: memory of a chip"]["value"] == 96
    assert inputs["trn2.48xlarge: bfloat16"]["value"] == pytest.approx(667)
    assert inputs["instances.trn2.48xlarge.chip_watts"]["basis"] == ["assumed"]
    assert any("publishes neither watts" in note for note in planned["notes"])


def test_one_number_of_a_file_is_varied_at_a_time():
    fleet = Fleet.model_validate(FLEET)
    names = [name for name, _ in open_ranges(fleet)]
    assert names == ["workload.reply_tokens", "instances.trn2.48xlarge.chip_watts"]
    assert with_bound(fleet, names[0], "high").workload.reply_tokens.mid == 60
    assert with_bound(fleet, names[1], "low").instances[0].chip_watts.mid == 400
    assert with_bound(fleet, names[1], "low").workload == fleet.workload


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("workload.turn", 3, "there is no field `workload.turn`. Did you mean `turns`?"),
        ("limits", {}, "there is no field `limits`. Did you mean `limit`?"),
        ("workload.turns", 0, "`workload.turns`: must be from 1 to 10000, got 0."),
        ("workload.turns", "ten", "`workload.turns`: must be a number, or {low, mid, high}, got 'ten'."),
        (
            "workload.gap_s",
            {"low": 3, "mid": 2, "high": 4},
            "`workload.gap_s`: must have low <= mid <= high, and they are 3, 2 and 4",
        ),
        ("instances.0.chip_watts", float("inf"), "must be at least 1e-09, and finite, got inf."),
        ("workload.sessions_per_day", 0, "`workload.sessions_per_day`: must be greater than 0, got 0."),
        ("workload.sessions_per_day", float("inf"), "must be a finite number, got inf."),
        ("workload.sessions_per_day", "many", "must be a valid number, got 'many'."),
        ("workload.trace", "t.jsonl", "leave out first_tokens, gap_s, reply_tokens, turns, variation"),
        ("models", [], "`models`: must have at least 1 entry, got []."),
        ("models", [{"model": "Llama-3-8B", "share": 0.5}] * 2, "models has Llama-3-8B more than once"),
        ("regions.1.name", "east", "regions has east more than once: put the shares together"),
        ("limit", {"megawatts": None}, "name exactly one of megawatts, dollars_per_hour and chips"),
        (
            "workload.gap_s",
            {"low": 3},
            "`workload.gap_s`: must be a number, or have exactly low, mid and high",
        ),
        ("workload.gap_s", float("nan"), "`workload.gap_s`: must be at least 0, and finite, got nan."),
        ("workload.sessions_per_day", -5, "`workload.sessions_per_day`: must be greater than 0, got -5."),
        ("instances.0.chip_watts", None, "`instances.0.chip_watts` is missing."),
        ("instances.0.name", "trn9", "name is 'trn9', and figures are published of trn1.2xlarge"),
        ("regions.0.share", 0.5, "the shares of regions must add up to 1, got 0.75"),
        ("regions.1.zones", 1, "failures.survive is zone, and the region west has 1"),
        ("limit", {"megawatts": 1, "chips": 5}, "name exactly one of megawatts, dollars_per_hour and chips"),
        ("limit", {"chips": 0}, "`limit.chips`: must be greater than or equal to 1, got 0."),
        ("pue", 0.9, "`pue`: must be from 1 to 5, got 0.9."),
        ("models.0.tp", 3, "tp of Llama-3-8B is 3; trn2.48xlarge and the model allow 1, 2, 4, 8, 16, 32."),
        ("models.0.model", "Llama-9", "There is no model `Llama-9`: name a directory with a config.json"),
        ("models.0.max_model_len", 10**6, "max_model_len of Llama-3-8B is 1000000"),
    ],
)
def test_what_a_file_may_not_say_is_named_with_its_limit_and_value(tmp_path, capsys, path, value, message):
    assert cli.run(["fleet", "plan", write(tmp_path, with_field(path, value))]) == 1
    assert message in " ".join(capsys.readouterr().err.split())


def test_a_number_that_yaml_takes_for_text_is_a_number():
    fleet = Fleet.model_validate(with_field("workload.gap_s", "1e1"))
    assert fleet.workload.gap_s.mid == 10.0


def test_a_trace_on_too_few_chips_is_told_what_it_needs(tmp_path, capsys):
    requests = [
        {"timestamp": 1000 * i, "input_length": 900 + 40 * i, "output_length": 30, "hash_ids": [0, 1]}
        for i in range(3)
    ]
    (tmp_path / "trace.jsonl").write_text("\n".join(map(json.dumps, requests)))
    fleet = copy.deepcopy(FLEET) | {
        "workload": {"trace": "trace.jsonl"},
        "limit": {"chips": 1, "megawatts": None},
        "simulation": {"sessions": 100},
    }
    assert cli.run(["fleet", "plan", write(tmp_path, fleet)]) == 1
    told = " ".join(capsys.readouterr().err.split())
    # Three zones of one instance in the one region, two in the other: 16 chips each.
    assert "limit.chips is 1, and one replica of each model in each region" in told
    assert "needs 80. Raise it." in told


def test_prices_are_asked_for_where_the_limit_is_money(tmp_path, capsys):
    fleet = with_field("instances.0.dollars_per_hour", None) | {"limit": {"dollars_per_hour": 100}}
    assert cli.run(["fleet", "plan", write(tmp_path, fleet)]) == 1
    assert "say those of trn2.48xlarge too" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("text", ["[1]", "{", "\t"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path, capsys, text):
    file = tmp_path / "fleet.yaml"
    file.write_text(text)
    assert cli.run(["fleet", "plan", str(file)]) == 1
    assert str(file) in capsys.readouterr().err.replace("\n", "")
    assert cli.run(["fleet", "plan", str(tmp_path / "none.yaml")]) == 1


def test_a_picture_without_matplotlib_names_the_extra(tmp_path, capsys, monkeypatch):
    find = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "matplotlib" else find(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    assert cli.run(["fleet", "plan", write(tmp_path, FLEET), "--png", str(tmp_path / "plan.png")]) == 1
    assert "pip install 'tenure[plots]'" in capsys.readouterr().err
