"""What the makers of mailrules run: ``python -m tools.generate``."""
