"""Mechanical checks of an instrument's wording: a rule a file, a row a rule in ``mentorscan.registry.LINT_RULES``.

They advise. Nothing here can tell whether an item is valid: there is no gold standard of question quality against which
such a tool could be checked, as the authors of QUAID say of their own (Graesser, Wiemer-Hastings, Wiemer-Hastings and
Kreuz, "The gold standard of question quality on surveys").
"""
