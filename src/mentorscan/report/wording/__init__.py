"""The sentences of the report: built from figures, in the reader's language, tested on the extremes."""
