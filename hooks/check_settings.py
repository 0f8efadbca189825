"""Notes once per build how many settings are still examples; `run.py check --owner` lists them."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger

from library.check.rules.owner import owner_tasks
from support import stages
from support.state import build_of

log = get_plugin_logger("settings")


@event_priority(stages.OnConfig.CHECK_SETTINGS)
def on_config(config: MkDocsConfig, **kwargs: object) -> None:
    """Log a note, not a warning: a strict build must pass before the owner is ready."""
    tasks = owner_tasks(Path(config.config_file_path).parent, build_of(config).clock.today)
    examples = sum(task.level == "error" for task in tasks)
    if examples:
        log.info(
            f"{examples} values are still examples. The owner fills them in before the site "
            "goes live. To list them: python3 run.py check --owner"
        )
