"""Comments: what people wrote in their own words, collected for review, and read back once it is released."""
