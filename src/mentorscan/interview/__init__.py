"""The interview: what raters answer, kept on disk while they do, and the results that are made of it."""
