"""Workbooks: their sheets, tables and styles."""
