"""Run by Alembic: the steps run in the transaction of the connection that the store hands over."""

from __future__ import annotations

from alembic import context

from dragoman.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table="dragoman_revision"
)
with context.begin_transaction():
    context.run_migrations()
