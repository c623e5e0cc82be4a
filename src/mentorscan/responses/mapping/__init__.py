"""Maps: what a person has said about the columns and cells of an export, and drafts of such maps."""
