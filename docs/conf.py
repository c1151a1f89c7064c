"""How `make docs` makes the reference: the pages of this folder, the docstrings, and the help of the commands."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

import qualitative

project = "qualitative"
author = "The maintainers of the qualitative workbench"
copyright = author
release = version = qualitative.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.viewcode", "sphinx_click"]
exclude_patterns = ["out"]
html_theme = "furo"
html_title = f"qualitative {release}"
html_static_path: list[str] = []
html_copy_source = False

# docstrings quote code in single backticks, as the pages do
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True, "show-inheritance": False}
# names that only type checkers import are shown as they are written
suppress_warnings = ["sphinx_autodoc_typehints", "ref.python"]
myst_heading_anchors = 3

# where pages of the project's top folder stand in the reference
_PAGES = {"SECURITY.md": "security.md", "CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}


def _lead_to_pages(app: Sphinx, path: Path, parent: str, content: list[str]) -> None:
    """Links between pages of the top folder lead to their places here."""
    for name, page in _PAGES.items():
        content[0] = content[0].replace(f"]({name})", f"]({page})")


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("include-read", _lead_to_pages)
