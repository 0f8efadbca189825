"""Keeps compiled templates for the next build: to compile them takes as long as to fill many."""

from __future__ import annotations

from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from library.common.build_cache import keep, place_of, read_kept
from support import stages
from support.kept import code_digest, kept_folder


@event_priority(stages.OnEnv.KEEP_TEMPLATES)
def on_env(env: Environment, config: MkDocsConfig, **kwargs: object) -> Environment:
    """Let Jinja look in .cache/templates/ first, and at no template twice: a build changes none."""
    env.auto_reload = False
    env.bytecode_cache = KeptTemplates(kept_folder(config, "templates"))
    return env


class KeptTemplates(BytecodeCache):
    """Jinja's compiled templates, each under its source and our code, and whole or not at all."""

    def __init__(self, folder: Path) -> None:
        """Take the folder in which they are kept."""
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what is kept; it stays empty if there is nothing."""
        if (kept := read_kept(self._place(bucket))) is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds."""
        keep(self._place(bucket), bucket.bytecode_to_string())

    def _place(self, bucket: Bucket) -> Path:
        # Our filters are code that Jinja runs while it compiles, where their input is constant.
        recipe = [bucket.key.encode(), bucket.checksum.encode(), code_digest()]
        return place_of(self._folder, ".template", recipe)
