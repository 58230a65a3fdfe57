"""What the work of agents costs, and what tenants may use: the operator's file.

prices:                       # in USD
  smollm2-135m: {input: 0.05, cached_input: 0.01, output: 0.20}   # for a million tokens
tool_prices:
  search.find: 0.002          # for a call; `search.*`: any other of that server
tenants:
  acme: {per: month, max_cost: 100, max_environments: 4}
  "*": {per: day, max_tokens: 1000000}
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from serving.agent_sessions import USD, Budget, Spent, TokenUsage, budget_fields
from serving.errors import StartupError, reason_of

ANY = "*"
Per = Literal["day", "month", "total"]
_Usd = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]


class Price(BaseModel):
    """Of a million tokens."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    input: _Usd = 0.0
    cached_input: _Usd | None = None  # None: as others
    output: _Usd = 0.0

    def of(self, usage: TokenUsage) -> int:
        cached = self.input if self.cached_input is None else self.cached_input
        num_new = usage.num_input - usage.num_cached
        return round(
            (num_new * self.input + usage.num_cached * cached + usage.num_output * self.output) * 1e3
        )


class TenantTerms(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    per: Per = "total"
    max_tokens: Annotated[int, Field(ge=1)] | None = None
    max_tool_calls: Annotated[int, Field(ge=0)] | None = None
    max_seconds: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    max_cost: Annotated[float, Field(gt=0, le=1_000_000, allow_inf_nan=False)] | None = None
    max_environments: Annotated[int, Field(ge=0)] | None = None

    @property
    def budget(self) -> Budget:
        return Budget(
            max_tokens=self.max_tokens,
            max_tool_calls=self.max_tool_calls,
            max_seconds=self.max_seconds,
            max_cost=None if self.max_cost is None else round(self.max_cost * USD),
        )


class Terms(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    prices: dict[str, Price] = Field(default_factory=dict)  # by a model's served name
    tool_prices: dict[str, _Usd] = Field(default_factory=dict)
    tenants: dict[str, TenantTerms] = Field(default_factory=dict)

    @classmethod
    def read(cls, path: Path | None) -> Terms:
        """Raises: StartupError."""
        if path is None:
            return cls()
        try:
            terms = cls.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise StartupError(f"--budgets {path} cannot be read: {reason_of(error)}") from error
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(map(str, first["loc"]))
            told = f"`{place}`: {first['msg']}, got {first['input']!r}."
            raise StartupError(f"--budgets {path}: {told}") from error
        for name, tenant in terms.tenants.items():
            if tenant.max_cost is not None and not (terms.prices or terms.tool_prices):
                raise StartupError(
                    f"--budgets {path}: the tenant {name!r} has a `max_cost`, and there are no `prices`."
                )
        return terms

    def has_price(self, model: str) -> bool:
        return model in self.prices or ANY in self.prices

    def cost(self, model: str, usage: TokenUsage) -> int:
        """1e-9 USD, as all costs are; nothing of a model without a price."""
        price = self.prices.get(model) or self.prices.get(ANY)
        return 0 if price is None else price.of(usage)

    def cost_of_call(self, server: str | None, tool: str) -> int:
        names = (tool,) if server is None else (f"{server}.{tool}", f"{server}.{ANY}")
        return next((round(self.tool_prices[name] * USD) for name in names if name in self.tool_prices), 0)

    def of_tenant(self, tenant: str) -> TenantTerms:
        return self.tenants.get(tenant) or self.tenants.get(ANY) or _NONE


NO_TERMS = Terms()
_NONE = TenantTerms()


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetState:
    """What may be used, and what was."""

    of: Literal["tenant", "agent"]
    id: str
    per: Per
    since: str  # a day; empty: ever
    budget: Budget
    spent: Spent


def budget_object(state: BudgetState) -> dict[str, Any]:
    return {
        "object": "tenure.budget",
        "of": state.of,
        "id": state.id,
        "per": state.per,
        "since": state.since or None,
        **budget_fields(state.budget, state.spent),
    }


def first_day(per: Per, now: float) -> str:
    """Of the time that a budget is for, which ends with a day or month of UTC; empty: it never does."""
    today = datetime.fromtimestamp(now, UTC).date().isoformat()
    return {"day": today, "month": f"{today[:7]}-01", "total": ""}[per]
