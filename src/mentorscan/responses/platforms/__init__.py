"""The dialects of survey platforms: what the columns of a table are called. One file each."""
