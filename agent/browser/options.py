"""What a site says of its installation for a robot (`options:`), held to what the robot declares."""

from __future__ import annotations

from collections.abc import Mapping

from agent.browser.script import Script
from agent.core.errors import ConfigError
from agent.core.sentence import Sentence


class RobotOptionError(ConfigError):
    """The target's file gives the robot an option it does not know or take, or leaves out one it needs."""

    code = "robot-option"
    hint = "Correct `options:` in the target's file; the robot's page says which there are."


def settle_options(script: Script, given: Mapping[str, str]) -> dict[str, str]:
    """Return each option of a robot with the site's value or its default.

    Raises:
        RobotOptionError: Naming the option.
    """
    for name in given:
        if name not in script.options:
            message = Sentence("robot `{robot}` has no option `{name}`", robot=script.robot, name=name)
            raise RobotOptionError(message, what=name)
    return {name: _settled(script, name, given.get(name)) for name in script.options}


def _settled(script: Script, name: str, given: str | None) -> str:
    spec = script.options[name]
    value = given if given is not None else spec.default
    if value is None:
        message = "robot `{robot}` needs the option `{name}`: {what}"
        raise RobotOptionError(Sentence(message, robot=script.robot, name=name, what=spec.description), what=name)
    if spec.one_of and value not in spec.one_of:
        message = Sentence("option `{name}` is one of {names}", name=name, names=", ".join(spec.one_of))
        raise RobotOptionError(message, what=name)
    return value
