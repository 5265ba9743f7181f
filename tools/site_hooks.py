"""Hooks of MkDocs: the rules' pages in the navigation, and files that both languages share."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

CATALOGUE = "rules/README.md"
TITLES = {"en": "Rules", "ru": "Правила"}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put every rule's page under the catalogue."""
    docs = Path(config.docs_dir)
    pages = sorted(path.relative_to(docs).as_posix() for path in docs.glob("rules/*[0-9].md"))
    rules = {TITLES[config.theme["language"]]: [CATALOGUE, *pages]}
    config.nav = [_with_rules(entry, rules) for entry in config.nav or []]
    return config


def _with_rules(entry: Any, rules: dict[str, list[str]]) -> Any:
    if isinstance(entry, dict):
        return {title: _with_rules(inner, rules) for title, inner in entry.items()}
    if isinstance(entry, list):
        return [_with_rules(inner, rules) for inner in entry]
    return rules if entry == CATALOGUE else entry


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Make known to the Russian pages what they share with the English ones, a folder higher.

    The Russian site is built into a folder of the English one, so
    ``../schemas/rules.json`` is right in both.
    """
    docs = Path(config.docs_dir)
    if config.theme["language"] == "ru":
        for path in sorted(docs.parent.rglob("*.*")):
            if path.suffix != ".md" and docs not in path.parents:
                files.append(_shared(f"../{path.relative_to(docs.parent).as_posix()}", config))
    return files


def _shared(name: str, config: MkDocsConfig) -> File:
    shared = File(name, config.docs_dir, config.site_dir, use_directory_urls=False)
    shared.inclusion = InclusionLevel.INCLUDED
    return shared
