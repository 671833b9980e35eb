"""Find the robots of a site: those that ship and those in its own folder, each with its hooks."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

from agent.browser.lint import load_script
from agent.browser.script import Script
from agent.core.errors import ConfigError
from robots import ROBOTS


class RobotMissingError(ConfigError):
    """There is no robot of this name."""

    code = "robot-missing"
    hint = "`denpyo robots known` shows the robots there are."


def script_path(name: str, site: Path) -> Path:
    """Return where a robot's script stands; the site's own come before those that ship.

    Raises:
        RobotMissingError: There is none of this name.
    """
    own = site / "robots" / name.replace("-", "_") / "robot.yaml"
    if own.is_file():
        return own
    for robot in ROBOTS:
        if robot.name == name:
            return robot.script
    raise RobotMissingError(f"there is no robot `{name}`", name=name)


def open_robot(name: str, site: Path) -> tuple[Script, ModuleType | None]:
    """Read a robot's script, with its hooks when it ships with some."""
    path = script_path(name, site)
    hooks = shipped_hooks(path)
    return load_script(path.read_text("utf-8"), f"robots/{path.parent.name}/robot.yaml", hooks), hooks


def shipped_hooks(path: Path) -> ModuleType | None:
    """Import hooks of a robot that ships. Code in a site's folder is not run: it may come from anywhere."""
    shipped = {robot.script.resolve() for robot in ROBOTS}
    if path.resolve() not in shipped or not path.with_name("hooks.py").is_file():
        return None
    return importlib.import_module(f"robots.{path.parent.name}.hooks")
