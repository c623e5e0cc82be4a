"""The parts of the report, a module each: from the results as one reader sees them to a part of the report model."""
