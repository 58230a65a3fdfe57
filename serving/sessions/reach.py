"""Which rows whoever asks has anything to do with: of what belongs to a tenant, and to one of its users."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement

from serving.principal import Principal


def own(columns: Any, principal: Principal) -> ColumnElement[bool]:
    """A user's own rows; all of the tenant's for whoever is not bound to one user.

    Args:
        columns: of a table, with `tenant` and `user_id`: whose they are; null: no user's in particular.
    """
    is_tenants: ColumnElement[bool] = columns.tenant == principal.tenant
    return (
        is_tenants if principal.only_user is None else is_tenants & (columns.user_id == principal.only_user)
    )


def own_or_shared(columns: Any, principal: Principal) -> ColumnElement[bool]:
    """Those of no user in particular as well: they may be looked at and used, not changed."""
    is_tenants: ColumnElement[bool] = columns.tenant == principal.tenant
    if principal.only_user is None:
        return is_tenants
    is_seen: ColumnElement[bool] = (columns.user_id == principal.only_user) | columns.user_id.is_(None)
    return is_tenants & is_seen


def reaches(principal: Principal, user_id: str | None) -> bool:
    """As `own_or_shared`, of one row of the principal's tenant."""
    return principal.only_user is None or user_id in (None, principal.only_user)
