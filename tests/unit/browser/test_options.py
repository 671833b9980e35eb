"""What a site says of its installation is held to what the robot declares."""

import pytest

from agent.browser.lint import load_script
from agent.browser.options import RobotOptionError, settle_options
from agent.marks.findings import FilesError

ROBOT = """\
robot: small
enters: sales
options:
  company: {description: whose books}
  key_in: {default: memo, one_of: [memo, number]}
lookup:
  - open: "/{option.company}/list?{option.key_in}={key}"
  - rows:
      id: ID
      each:
        - open: "/slip/{row.ID}"
        - read: {key: 備考, number: 番号}
      key: key
      slip_number: number
entry:
  - open: "/{option.company}/new"
  - each_line:
      - fill: {数量: {css: "#qty_{line.number}", value: "{line.quantity}"}}
      - press: 行追加
  - commit: {css: "#save", sends: /post, carries: save}
  - read: {slip_number: 番号}
confirm:
  - open: "/slip/{row.ID}"
  - compare: {備考: "{key}"}
"""


def test_an_option_has_the_sites_word_or_its_default():
    """What the site says goes before the default."""
    script = load_script(ROBOT, "robot.yaml")

    assert settle_options(script, {"company": "acme"}) == {"company": "acme", "key_in": "memo"}
    assert settle_options(script, {"company": "acme", "key_in": "number"})["key_in"] == "number"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "needs the option `company`: whose books"),
        ({"company": "acme", "key_in": "colour"}, "`key_in` is one of memo, number"),
        ({"company": "acme", "color": "red"}, "has no option `color`"),
    ],
)
def test_an_option_that_cannot_be_is_named(given, said):
    """A missing, unknown or impossible option stops the start, by name."""
    with pytest.raises(RobotOptionError, match=said):
        settle_options(load_script(ROBOT, "robot.yaml"), given)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("/{option.company}/new", "/{option.firm}/new", "value-unknown"),
        ("/{option.company}/new", "/{row.ID}/new", "value-here"),
        ("/slip/{row.ID}", "/slip/{line.number}", "value-here"),
        ('css: "#save", sends: /post, carries: save', 'css: "#save"', "value"),
    ],
)
def test_values_stand_where_they_are_known(old, new, code):
    """Options anywhere by their names, a row where one is in hand, a line inside `each_line`."""
    with pytest.raises(FilesError) as wrong:
        load_script(ROBOT.replace(old, new, 1), "robot.yaml")

    assert code in {one.code for one in wrong.value.findings} or code == "value"
