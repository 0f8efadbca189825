"""What each patch of MkDocs, Material, Markdown or Python saves in a build: it pays, or it goes.

    .venv/bin/python bench/patches.py [--posts 0 1000] [--turns 3] [--only NAME ...]

Builds this site without its PDF sheets, plus the given number of posts (bench/posts.py): as it is,
and once without each patch. A hook added here undoes the patch, after all others. The variants run
in turn, and in reverse order on the next turn. Prints the CPU time of each, the lowest over the
turns, and the ratio to the site as it is; "nothing" is the same site again, so its distance from 1
is the noise. A patch stays only if leaving it out costs at least 1 % of the build of 1,000 posts.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from build import BUILD, cost, our_site, row

LAST = "from mkdocs.plugins import event_priority\n@event_priority(-1000)\n"
WITHOUT_EXTENSION = """def on_config(config, **kwargs):
    kept = config.markdown_extensions
    config.markdown_extensions = [e for e in kept if type(e).__name__ != "{}"]
"""
# The code of a hook that undoes a patch. When a patch goes, its entry goes too.
UNDO = {
    "nothing": "def on_config(config, **kwargs):\n    pass\n",
    "excerpts": """def on_config(config, **kwargs):
    from material.plugins.blog import plugin, structure
    plugin.Excerpt = structure.Excerpt
""",
    "page parser": """def on_nav(nav, config, files, **kwargs):
    for file in files:
        if file.page:
            vars(file.page).pop("render", None)
""",
    "post list": """def on_files(files, config, **kwargs):
    blog = config.plugins["material/blog"].blog
    blog.posts = list(blog.posts)
""",
    "yaml loader": """def on_pre_build(config, **kwargs):
    import yaml
    from material.plugins.blog import structure
    from mkdocs.utils import meta
    structure.SafeLoader, meta.SafeLoader = yaml.SafeLoader, yaml.CSafeLoader
""",
    "date cache": """def on_env(env, **kwargs):
    env.filters["date"] = env.filters["date"].__wrapped__
""",
    "garbage collector": """def on_pre_build(**kwargs):
    import gc
    gc.enable()
""",
    "frame": """def on_env(env, **kwargs):
    from jinja2 import pass_context
    from markupsafe import Markup
    @pass_context
    def frame(context, template):
        return Markup(env.get_template(template).render(context.get_all()))
    env.globals["frame"] = frame
""",
    "quick blocks": WITHOUT_EXTENSION.format("QuickBlocksExtension"),
    "quick inline": WITHOUT_EXTENSION.format("QuickInlineExtension"),
    "typography": WITHOUT_EXTENSION.format("TypographyExtension")
    + "    config.markdown_extensions.append('smarty')\n",
}


def main() -> None:
    """Print a table for each number of posts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--posts", type=int, nargs="+", default=[0, 1000])
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--only", nargs="+", choices=UNDO, default=list(UNDO))
    options = parser.parse_args()
    for posts in options.posts:
        with tempfile.TemporaryDirectory() as name:
            site = our_site(Path(name) / "site", posts)
            measure(site, posts, options.only, options.turns)


def measure(site: Path, posts: int, patches: list[str], turns: int) -> None:
    """Print what the build takes as it is, and without each patch."""
    settings = {patch: write_settings(site, patch) for patch in patches}
    settings = {"as it is": "mkdocs.yml", **settings}
    cost(BUILD, site)  # fonts and pictures are made once
    seconds: dict[str, list[float]] = {name: [] for name in settings}
    for turn in range(turns):
        for name in list(settings)[:: -1 if turn % 2 else 1]:
            folder = site.parent / "built"  # a fresh one: deleting files slows the next build
            command = (*BUILD, "-f", settings[name], "--site-dir", str(folder))
            seconds[name].append(cost(command, site).cpu)
            shutil.rmtree(folder)
    least = min(seconds["as it is"])
    print(f"\n{posts} more posts{'':18} CPU s   ratio   turns")
    for name, runs in seconds.items():
        label = name if name == "as it is" else f"without {name}"
        shown = " ".join(f"{run:.2f}" for run in runs)
        row(label, f"{min(runs):6.2f}  {min(runs) / least:6.3f}   {shown}")


def write_settings(site: Path, patch: str) -> str:
    """Write a hook that undoes a patch, and settings that use it; return the settings' name."""
    hook = f"undo_{patch.replace(' ', '_')}.py"
    (site / hook).write_text(LAST + UNDO[patch], encoding="utf-8")
    text = (site / "mkdocs.yml").read_text(encoding="utf-8")
    text = text.replace("\nmarkdown_extensions:", f"  - {hook}\n\nmarkdown_extensions:", 1)
    (site / f"{hook}.yml").write_text(text, encoding="utf-8")
    return f"{hook}.yml"


if __name__ == "__main__":
    main()
