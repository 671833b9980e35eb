"""The company in it: made by LedgerSMB's own set-up pages, then given the sample company's customers and parts."""

from __future__ import annotations

import base64
import csv
import urllib.parse
import urllib.request
from decimal import Decimal

from tests.support.ledgersmb.place import MASTERS
from tests.support.ledgersmb.server import ADMIN, ADMIN_PASSWORD, COMPANY, PASSWORD, SEED, USER, LedgerSmb

TAXES = {"0.1": ("2150", "消費税 10%"), "0.08": ("2155", "消費税 8% 軽減")}
TAX_LINKS = "AR_tax:AP_tax:IC_taxpart:IC_taxservice"
ODD_CUSTOMER = ("X&1", "A & B <Foods> 'N' 株式会社")


def make_company(ledger: LedgerSmb) -> None:
    """Make the company in a running, empty LedgerSMB, and the database every reset copies."""
    ledger.ask(f"CREATE ROLE {ADMIN} SUPERUSER LOGIN NOINHERIT PASSWORD '{ADMIN_PASSWORD}'", database="postgres")
    _post(ledger, action="create_db")
    _post(ledger, action="select_coa", coa_lc="us", chart="General.sql")
    _post(ledger, action="load_templates", template_dir="demo")
    (country,) = ledger.ask("SELECT id FROM country WHERE short_name = 'JP'")
    _post(
        ledger, action="save_user", username=USER, password=PASSWORD, pls_import="0", perms="1", coa_lc="us",
        first_name="Keiri", last_name="Kakari", employeenumber="E-1", country_id=str(country[0]),
    )  # fmt: skip
    # A password ends after a day otherwise, and every log-in of its last week opens an alert.
    ledger.ask(f"ALTER ROLE {USER} VALID UNTIL 'infinity'")
    _yen_and_taxes(ledger)
    _customers(ledger, country[0])
    _parts(ledger)
    ledger.ask(f"CREATE DATABASE {SEED} TEMPLATE {COMPANY}", database="postgres")


def _post(ledger: LedgerSmb, **values: str) -> None:
    body = urllib.parse.urlencode({**values, "database": COMPANY}).encode()
    asked = urllib.request.Request(f"{ledger.url}setup.pl", body)
    asked.add_header("Authorization", "Basic " + base64.b64encode(f"{ADMIN}:{ADMIN_PASSWORD}".encode()).decode())
    with urllib.request.urlopen(asked, timeout=120) as answer:
        answer.read()


def _yen_and_taxes(ledger: LedgerSmb) -> None:
    ledger.ask("UPDATE defaults SET value = 'JPY:USD' WHERE setting_key = 'curr'")
    for rate, (account, title) in TAXES.items():
        save = "SELECT account__save((SELECT id FROM account WHERE accno = %s), %s, %s, 'L', '', NULL, false, true,"
        ledger.ask(f"{save} string_to_array(%s, ':'), false, false)", (account, account, title, TAX_LINKS))
        ledger.ask("DELETE FROM tax WHERE chart_id = (SELECT id FROM account WHERE accno = %s)", (account,))
        ledger.ask("INSERT INTO tax (chart_id, rate) SELECT id, %s FROM account WHERE accno = %s", (rate, account))


def _customers(ledger: LedgerSmb, country: object) -> None:
    for code, name in [*((row["code"], row["name"]) for row in _rows("customers.csv")), ODD_CUSTOMER]:
        ((entity,),) = ledger.ask(
            "SELECT (company__save(NULL, 2, %s, NULL, NULL, NULL, %s, NULL, NULL)).entity_id", (name, country)
        )
        ((customer,),) = ledger.ask(
            "SELECT eca__save(NULL, 2, %s, %s, 0, false, 0, 0, 30, %s, NULL, 'en', NULL, 'JPY', '2000-01-01', NULL, 0,"
            " (SELECT id FROM account WHERE accno = '1200'), (SELECT id FROM account WHERE accno = '1060'), %s, NULL,"
            " NULL)",
            (entity, name, code, name),
        )
        ledger.ask("INSERT INTO eca_tax SELECT %s, chart_id FROM tax", (customer,))


def _parts(ledger: LedgerSmb) -> None:
    for row in _rows("products.csv"):
        rate = f"{Decimal(row['tax_rate']).normalize():f}"
        ((part,),) = ledger.ask(
            "INSERT INTO parts (partnumber, description, unit, sellprice, inventory_accno_id, income_accno_id,"
            " expense_accno_id) SELECT %s, %s, %s, %s, stock.id, sales.id, cost.id FROM account stock, account sales,"
            " account cost WHERE stock.accno = '1510' AND sales.accno = '4010' AND cost.accno = '5010' RETURNING id",
            (row["code"], row["name"], row["unit"], row["unit_price"]),
        )
        ledger.ask(
            "INSERT INTO partstax (parts_id, chart_id) SELECT %s, id FROM account WHERE accno = %s",
            (part, TAXES[rate][0]),
        )


def _rows(name: str) -> list[dict[str, str]]:
    with (MASTERS / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
