"""The formats, a file each: from the report model to a text. A renderer lays out; it never computes."""
