"""Alembic's scripts: one per version of the tables."""
