"""Scoring: from responses to the tally, and from the tally to every figure."""
