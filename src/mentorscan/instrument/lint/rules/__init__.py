"""The rules, one a file; each file's ``RULE`` stands in ``mentorscan.registry.LINT_RULES`` under its code."""
