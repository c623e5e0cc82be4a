"""Word documents: their XML, styles, lists, tables and pages, and templates of the user's own."""
