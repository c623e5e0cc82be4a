"""The report: from results to a typed model in the reader's language, and from the model to a text in each format."""
