"""An e-mail compliance linter and composer: ruff for business letters."""

__version__ = "0.1.0"
