"""What came after the second revision."""


revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _schema()


def _schema() -> None:
    """New tables and columns."""
