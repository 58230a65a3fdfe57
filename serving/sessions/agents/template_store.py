"""Templates of environments in the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from serving.agent_sessions import EnvironmentTemplate, config_of_json, config_to_json
from serving.errors import TemplateNotFound
from serving.principal import Principal
from serving.responses import Listed, Page
from serving.sessions.agents.schema import environment_template_versions, environment_templates
from serving.sessions.agents.versioned_rows import Saved, VersionedRows
from serving.sessions.database import Database


class TemplateStore:
    """Thread-safe. All methods but `create` and `page` may raise TemplateNotFound."""

    def __init__(self, database: Database) -> None:
        self._rows = VersionedRows(
            database, environment_templates, environment_template_versions, "template", TemplateNotFound
        )

    def create(self, principal: Principal, template: EnvironmentTemplate) -> EnvironmentTemplate:
        self._rows.create(
            principal,
            Saved(
                template.template_id, template.version, template.created, template.updated, _json(template)
            ),
        )
        return template

    def get(self, principal: Principal, template_id: str, version: int | None = None) -> EnvironmentTemplate:
        """`version`: None: the newest."""
        return _template(self._rows.get(principal, template_id, version))

    def page(self, principal: Principal, page: Page) -> Listed[EnvironmentTemplate]:
        """Raises TemplateNotFound where `page.after` is none."""
        listed = self._rows.page(principal, page)
        return Listed(tuple(map(_template, listed.items)), listed.has_more)

    def update(self, principal: Principal, template: EnvironmentTemplate) -> EnvironmentTemplate:
        """With a new version, of its name and configuration. Raises: SharedObject."""
        return _template(self._rows.update(principal, template.template_id, _json(template)))

    def delete(self, principal: Principal, template_id: str) -> None:
        """Environments that were made by it stay as they are. Raises: SharedObject."""
        self._rows.delete(principal, template_id)


def _json(template: EnvironmentTemplate) -> Mapping[str, Any]:
    return {"name": template.name, **config_to_json(template.config)}


def _template(saved: Saved) -> EnvironmentTemplate:
    return EnvironmentTemplate(
        template_id=saved.id_,
        version=saved.version,
        created=saved.created,
        updated=saved.updated,
        name=saved.config["name"],
        config=config_of_json(saved.config),
    )
