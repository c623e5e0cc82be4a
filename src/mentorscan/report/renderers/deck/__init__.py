"""Decks of slides: their pages, layouts, charts and tables, on mentorscan's own design or on a client's deck."""
