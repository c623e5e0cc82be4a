"""Disclosure: what may be shown. Nothing behind this room can show what it hid."""
