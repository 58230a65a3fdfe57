"""A fleet's plan as tables to read, or as plain values."""

from __future__ import annotations

from typing import Any

from rich.console import Console, Group
from rich.table import Table

from serving.planning.fleet.figure import Figure
from serving.planning.fleet.plan import UNITS, FleetPlan, Service
from serving.planning.fleet.sizing import Placement


def print_fleet(plan: FleetPlan, console: Console) -> None:
    console.print(
        Group(
            _placements(plan),
            *(_candidates(service) for service in plan.services),
            *(
                _figures(
                    f"{_named(service)}: at the peak, {service.num_simulated} sessions simulated",
                    service.figures,
                )
                for service in plan.services
            ),
            _figures("Power and cost, mean over a day", plan.costs),
            _losses(plan),
            _tornado(plan),
            _figures("What it rests on", plan.inputs),
        )
    )
    for line in notes(plan):
        console.print(line, markup=False, soft_wrap=True)


def notes(plan: FleetPlan) -> list[str]:
    limit = plan.fleet.limit
    unit = UNITS[limit.unit]
    lines = [
        f"{plan.sessions_per_day:,.0f} sessions a day take {shown(plan.limit_used)} of {shown(limit.value)} "
        f"{unit}; the limit holds {plan.most_sessions_per_day:,.0f}."
    ]
    if not plan.is_within_limit:
        lines.append(f"It does not fit: raise limit.{limit.unit}, or lower workload.sessions_per_day.")
    lines += [
        "AWS publishes neither watts of its chips nor prices of Trainium3: power and price are the file's, "
        "and each chip is taken to draw its watts at all times.",
        "Nothing of this project has run on Trainium: steps are fitted to latencies that AWS published of "
        "other software. The host's own time and the network are not in it.",
    ]
    return lines


def as_plain(plan: FleetPlan) -> dict[str, Any]:
    """Every number, and what each rests on."""
    return {
        "name": plan.fleet.name,
        "limit": {
            "unit": UNITS[plan.fleet.limit.unit],
            "value": plan.fleet.limit.value,
            "used": plan.limit_used,
        },
        "is_within_limit": plan.is_within_limit,
        "sessions_per_day": plan.sessions_per_day,
        "most_sessions_per_day": plan.most_sessions_per_day,
        "placements": [_plain_placement(placement) for placement in plan.placements],
        "services": [
            {
                "model": service.choice.model.model,
                "instance": service.choice.offer.name,
                "tp": service.choice.kind.shape.tp,
                "num_simulated_sessions": service.num_simulated,
                "candidates": [
                    {
                        "instance": c.offer.name,
                        "tp": c.kind.shape.tp,
                        "sessions_per_s": c.sessions_per_s,
                        "replicas_per_instance": c.kind.num_per_instance,
                    }
                    for c in service.candidates
                ],
                "figures": [_plain_figure(figure) for figure in service.figures],
            }
            for service in plan.services
        ],
        "costs": [_plain_figure(figure) for figure in plan.costs],
        "losses": [
            {
                "model": placement.choice.model.model,
                "region": placement.region.name,
                "what": loss.what,
                "replicas": loss.num_replicas,
                "share": loss.share,
                "running_turns": loss.lost_running,
                "idle_sessions": loss.lost_sessions,
                "survivors_load": loss.load if loss.load < float("inf") else None,
                "good_share_until_warm": loss.good_share,
                "warm_after_s": loss.warm_after_s,
                "whole_after_s": loss.whole_after_s,
            }
            for placement, losses in plan.losses
            for loss in losses
        ],
        "sensitivity": {
            "of": plan.effect_unit,
            "effects": [
                {"name": e.name, "low": e.low, "high": e.high, "at_low": e.at_low, "at_high": e.at_high}
                for e in plan.effects
            ],
        },
        "inputs": [_plain_figure(figure) for figure in plan.inputs],
        "notes": notes(plan),
    }


def _plain_placement(placement: Placement) -> dict[str, Any]:
    return {
        "region": placement.region.name,
        "model": placement.choice.model.model,
        "instance": placement.choice.offer.name,
        "chip": placement.choice.kind.instance.chip,
        "tp": placement.choice.kind.shape.tp,
        "peak_sessions_per_s": placement.sessions_per_s,
        "replicas": placement.num_replicas,
        "replicas_without_losses": placement.num_needed,
        "instances": placement.num_instances,
        "chips": placement.num_chips,
    }


def _plain_figure(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "value": figure.value,
        "unit": figure.unit,
        "low": figure.low,
        "high": figure.high,
        "basis": list(figure.basis),
        "source": figure.source,
    }


def _named(service: Service) -> str:
    return f"{service.choice.model.model} on {service.choice.offer.name}, tp {service.choice.kind.shape.tp}"


def _table(title: str, *columns: str, num_left: int = 1) -> Table:
    table = Table(title=title, title_justify="left")
    for place, column in enumerate(columns):
        table.add_column(column, justify="left" if place < num_left else "right")
    return table


def _placements(plan: FleetPlan) -> Table:
    columns = ("region", "model", "instance", "tp", "sessions/s", "replicas", "spare", "instances", "chips")
    table = _table(f"{plan.fleet.name}: survives a {plan.fleet.failures.survive}", *columns, num_left=3)
    for p in plan.placements:
        table.add_row(
            p.region.name,
            p.choice.model.model,
            f"{p.choice.offer.name} ({p.choice.kind.instance.chip})",
            str(p.choice.kind.shape.tp),
            shown(p.sessions_per_s),
            f"{p.num_replicas:,}",
            f"{p.num_replicas - p.num_needed:,}",
            f"{p.num_instances:,}",
            f"{p.num_chips:,}",
        )
    if len(plan.placements) > 1:
        totals = [
            sum(getattr(p, name) for p in plan.placements) for name in ("num_replicas", "num_instances")
        ]
        chips = sum(p.num_chips for p in plan.placements)
        table.add_row("all", "", "", "", "", f"{totals[0]:,}", "", f"{totals[1]:,}", f"{chips:,}")
    return table


def _candidates(service: Service) -> Table:
    table = _table(
        f"{service.choice.model.model}: what was tried, the cheapest first",
        *("instance", "tp", "sessions/s of a replica", "of an instance"),
    )
    for c in service.candidates:
        of_instance = c.sessions_per_s * c.kind.num_per_instance
        table.add_row(c.offer.name, str(c.kind.shape.tp), shown(c.sessions_per_s), shown(of_instance))
    return table


def _figures(title: str, figures: list[Figure]) -> Table:
    table = _table(title, "figure", "low", "mid", "high", "unit", "basis")
    table.columns[4].justify = table.columns[5].justify = "left"
    for f in figures:
        low, high = ("" if bound is None else shown(bound) for bound in (f.low, f.high))
        table.add_row(f.name, low, shown(f.value), high, f.unit, ", ".join(f.basis))
    return table


def _losses(plan: FleetPlan) -> Table:
    columns = ("replicas", "share", "turns", "idle sessions", "load left", "good", "warm", "whole")
    table = _table("What a loss takes, at the peak: simulated", "where", "lost", *columns, num_left=2)
    for placement, losses in plan.losses:
        where = f"{placement.region.name}, {placement.choice.model.model}"
        for loss in losses:
            table.add_row(
                where,
                loss.what,
                f"{loss.num_replicas:,}",
                f"{loss.share:.2%}",
                shown(loss.lost_running),
                shown(loss.lost_sessions),
                f"{loss.load:.0%}" if loss.load < float("inf") else "none left",
                "" if loss.good_share is None else f"{loss.good_share:.1%}",
                "" if loss.warm_after_s is None else f"{loss.warm_after_s:,.0f} s",
                f"{loss.whole_after_s:,.0f} s",
            )
    return table


def _tornado(plan: FleetPlan) -> Table:
    table = _table(
        f"What each assumption is worth, in {plan.effect_unit}",
        "assumption",
        "low",
        "high",
        "at low",
        "at high",
        "swing",
    )
    for e in plan.effects:
        table.add_row(e.name, shown(e.low), shown(e.high), shown(e.at_low), shown(e.at_high), shown(e.swing))
    return table


def shown(value: float) -> str:
    """Three digits of it, or all of a larger one."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
