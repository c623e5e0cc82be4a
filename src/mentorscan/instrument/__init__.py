"""The instrument: what is asked. Read from YAML, checked, and then frozen."""
