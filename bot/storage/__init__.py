"""The database: tables, what is read and written in one transaction, and migrations.

SQLite is the default, PostgreSQL serves several replicas; there is one code path. What the rows mean
is left to `deliberation`; when to write to `clerk`.
"""
