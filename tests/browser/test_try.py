"""`robots try` and `robots check --live` play a robot on its real screens and never press the commit."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.cli.main import call
from agent.demo.systems import PracticeSystem
from tests.support.changed import NUMBER, a_changed_ledger, replaced
from tests.support.robots import LEDGER_ROBOT, a_ledger
from tests.support.trials import a_site

HEARS_KEYS = (
    "<script>document.addEventListener('keydown', (event) => {"
    " if (event.isTrusted) document.forms.slip.seen.value = 'yes' })</script>"
)
pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Iterator[PracticeSystem]:
    with a_ledger(tmp_path_factory.mktemp("ledger")) as running:
        yield running


@pytest.fixture(autouse=True)
def nothing_stored(ledger) -> Iterator[None]:
    """Whatever a test does, the ledger holds as many slips afterwards as before, and was never asked to store one."""
    yield
    counts = ledger.admin("/admin/faults")["counts"]
    assert (counts.get("stored", 0), counts.get("commits", 0)) == (0, 0)


@pytest.mark.proves("D7")
def test_a_robot_is_tried_up_to_its_commit(ledger, tmp_path, capsys):
    """A sample order made of the masters, a line for each step, pictures, and both ways of typing compared."""
    site = a_site(tmp_path / "site", ledger)

    code = call(["--site", str(site), "robots", "try", "mine", "--pictures", str(tmp_path / "seen")])

    said = capsys.readouterr()
    assert (code, said.out.splitlines()[0]) == (0, f"Pictures: {tmp_path / 'seen'}")
    assert "came to the commit `登録`" in said.out
    assert "controls hold the same" in said.out
    assert "  not pressed: 登録" in said.err.splitlines()
    names = [file.name for file in sorted((tmp_path / "seen").iterdir())]
    assert any(name.endswith("before-commit-picture.jpg") for name in names)
    assert any("entry-3-fill-picture" in name for name in names)


def test_an_order_in_a_file_is_tried_and_told_as_json(ledger, tmp_path, capsys):
    """A CSV as the import takes it; the answer is for programs."""
    site, order = a_site(tmp_path / "site", ledger), tmp_path / "order.csv"
    heads = "customer_code,customer_name,order_number,slip_date,product_code,product_name,quantity,unit_price,tax_rate"
    customer, product = (
        (site / "masters" / name).read_text("utf-8-sig").splitlines()[1].split(",")
        for name in ("customers.csv", "products.csv")
    )
    head = (site / "masters" / "products.csv").read_text("utf-8-sig").splitlines()[0].split(",")
    one = dict(zip(head, product, strict=False))
    order.write_text(
        f"{heads}\n{customer[0]},{customer[1]},PO-9,2026-04-02,{one['code']},{one['name']},3,{one['unit_price']},"
        f"{one['tax_rate']}\n",
        "utf-8",
    )

    assert call(["--site", str(site), "robots", "try", "mine", "--order", str(order), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["reached_commit"], told["differing"], told["findings"]) == (True, [], [])
    assert "PO-9" in "".join(file.read_text("utf-8") for file in Path(told["pictures"]).glob("*before-commit-text.txt"))


def test_an_order_out_of_the_sites_own_csv_is_tried(ledger, tmp_path, capsys):
    """A file that the site's form reads needs no other shape; of its several orders the number names one."""
    site, order = a_site(tmp_path / "site", ledger), tmp_path / "order-today.csv"
    masters = [
        next(csv.DictReader((site / "masters" / f"{name}.csv").read_text("utf-8-sig").splitlines()))
        for name in ("customers", "products")
    ]
    form = site / "forms" / "first-customer.yaml"
    form.write_text(form.read_text("utf-8").replace("fixed: C001", f"fixed: {masters[0]['code']}"), "utf-8")
    product = f"{masters[1]['code']},{masters[1]['name']},3,{masters[1]['unit_price']},"
    rows = [f"{number},2026/03/30,2026/04/08,{product}" for number in ("FORM-1", "FORM-2")]
    order.write_text("\n".join(["注文番号,注文日,納期,商品コード,商品名,数量,単価,金額", *rows, ""]), "utf-8")
    words = ["--site", str(site), "robots", "try", "mine", "--order", str(order)]

    assert call(words) == 1
    assert "FORM-1, FORM-2" in capsys.readouterr().err
    assert call([*words, "--number", "FORM-2", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["reached_commit"]
    texts = "".join(file.read_text("utf-8") for file in Path(told["pictures"]).glob("*before-commit-text.txt"))
    assert ("FORM-2" in texts, "FORM-1" in texts) == (True, False)


@pytest.mark.proves("D4")
def test_a_try_on_a_changed_screen_names_line_and_column(ledger, tmp_path, capsys):
    """The step that failed is named by its place in the robot's YAML, and what stands there now."""
    with a_changed_ledger(ledger.url, replaced("<th>注文番号</th>", "<th>受注番号</th>")) as url:
        site = a_site(tmp_path / "site", ledger, url)
        code = call(["--site", str(site), "robots", "try", "mine"])

    said = capsys.readouterr()
    line = _line_of("注文番号: ")
    assert code == 1
    assert f"robots/mine/robot.yaml:{line}:7: no field is called `注文番号`; `受注番号` stands there" in said.out
    assert "[field-renamed]" in said.err


@pytest.mark.proves("D3")
def test_a_page_that_insists_on_real_keys_is_found_out(ledger, tmp_path, capsys):
    """A hidden control that only real keys set differs between the two ways: `typing: keys` is advised."""
    form = '<form method="post" action="/slips/confirm" name="slip" autocomplete="off">'
    change = replaced(form, f"{form}<input type=hidden name=seen>{HEARS_KEYS}")
    with a_changed_ledger(ledger.url, change) as url:
        site = a_site(tmp_path / "site", ledger, url)
        code = call(["--site", str(site), "robots", "try", "mine"])

    said = capsys.readouterr().out
    assert code == 3
    assert "slip/seen" in said
    assert "Write `typing: keys` into robots/mine/robot.yaml." in said


@pytest.mark.proves("D4")
def test_a_live_check_says_what_has_changed_before_it_breaks(ledger, tmp_path, capsys):
    """Renamed, new and required, an option that is gone: each with its place, and nothing is stored."""

    def change(text: str) -> str:
        added = text.replace(NUMBER, f"<th>部門※</th><td><input name=department></td>{NUMBER}")
        return added.replace("<option>8%軽減</option>", "").replace("<th>摘要</th>", "<th>備考</th>")

    with a_changed_ledger(ledger.url, change) as url:
        site = a_site(tmp_path / "site", ledger, url)
        code = call(["--site", str(site), "robots", "check", "mine", "--live"])

    said = capsys.readouterr().out
    assert code == 3
    assert f"robot.yaml:{_line_of('摘要: ')}:7: no field is called `摘要`; `備考` stands there [field-renamed]" in said
    assert "`部門` must be filled, and the robot does not fill it [field-required]" in said
    assert "`税区分` has no option `8%軽減` [option-missing]" in said
    assert said.splitlines()[-1] == "1 robot; 3 findings"


def test_a_live_check_of_an_unchanged_target_finds_nothing(ledger, tmp_path, capsys):
    """Every screen up to the commit is as the robot expects it."""
    site = a_site(tmp_path / "site", ledger)

    assert call(["--site", str(site), "robots", "check", "--live", "mine"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[-1] == "1 robot; no findings"
    assert "Not looked at, because they need a stored slip: confirm" in said.err


def test_a_target_that_cannot_be_reached_keeps_no_other_back(ledger, tmp_path, capsys):
    """Without a name every robot in use is looked at; one without its password is told, and fails the check."""
    site = a_site(tmp_path / "site", ledger)

    assert call(["--site", str(site), "robots", "check", "--live"]) == 1
    said = capsys.readouterr()
    assert "[secret-missing]" in said.err
    assert "  not pressed: 登録" in said.err.splitlines()
    assert said.out.splitlines()[-1] == "2 robots; not every screen could be looked at"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["try", "nobody"], "robot-missing"),
        (["try", "demo-ledger", "--target", "elsewhere"], "target-unclear"),
        (["try", "mine", "--order", "NO-SUCH-ORDER"], "nothing-stored"),
    ],
)
def test_what_cannot_be_tried_is_refused_with_the_next_move(ledger, tmp_path, capsys, words, code):
    """No such robot, no target with it, no such order."""
    site = a_site(tmp_path / "site", ledger)

    assert call(["--site", str(site), "robots", *words]) == 1
    assert f"[{code}]" in capsys.readouterr().err


def _line_of(words: str) -> int:
    lines = LEDGER_ROBOT.read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if words in line)
