"""Build the documentation as a site, in both languages: ``python -m tools.site``.

Warnings are errors: a broken link, a page that no navigation has. Nothing is
fetched from the network.
"""

import logging
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
# Each configuration, and where its site is inside the whole one.
SITES = {"mkdocs.yml": "", "mkdocs.ru.yml": "ru"}


def build_site(folder: Path) -> bool:
    """Build both languages into ``folder``; warnings are printed, and make the answer no."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's advice on a version not used here
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    log = logging.getLogger("mkdocs")
    log.setLevel(logging.WARNING)
    log.handlers = [logging.StreamHandler()]
    for name, inside in SITES.items():
        site = str(folder / inside)
        config = load_config(str(ROOT / name), strict=True, site_dir=site)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        except Abort:
            return False
        finally:
            config.plugins.on_shutdown()
    return True


if __name__ == "__main__":
    sys.exit(not build_site(ROOT / "build" / "site"))
