"""Read by Alembic when revisions run: hands them the connection and transaction of `migrations.upgrade`."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
