"""Make a company in an empty Tryton 7.0 database: yen, chart of accounts, year 2026, one customer.

Run by the Python that has Tryton: `python company.py trytond.conf DATABASE CUSTOMER_CODE`.
"""

import datetime
import sys
from decimal import Decimal

from proteus import Model, Wizard, config


def main(settings: str, database: str, customer_code: str) -> None:
    """Make everything an invoice needs."""
    site = config.set_trytond(database=f"sqlite:///{database}", user="admin", config_file=settings)
    company = _company()
    site._context = Model.get("res.user").get_preferences(True, site.context)
    receivable, payable = _accounts(company)
    _year(company)
    customer = Model.get("party.party")(code=customer_code, name="取引先")
    if not customer.addresses:
        customer.addresses.new()
    customer.account_receivable, customer.account_payable = receivable, payable
    customer.save()


def _company():
    yen = Model.get("currency.currency")(name="円", symbol="¥", code="JPY", digits=0, rounding=Decimal(1))
    yen.save()
    party = Model.get("party.party")(name="見本商事")
    party.save()
    wizard = Wizard("company.company.config")
    wizard.execute("company")
    wizard.form.party, wizard.form.currency = party, yen
    wizard.execute("add")
    return Model.get("company.company").find()[0]


def _accounts(company):
    wizard, account = Wizard("account.create_chart"), Model.get("account.account")
    wizard.execute("account")
    wizard.form.account_template = Model.get("account.account.template").find([("parent", "=", None)])[0]
    wizard.form.company = company
    wizard.execute("create_account")
    receivable, payable = (account.find([(f"type.{kind}", "=", True)])[0] for kind in ("receivable", "payable"))
    wizard.form.account_receivable, wizard.form.account_payable = receivable, payable
    wizard.execute("create_properties")
    return receivable, payable


def _year(company) -> None:
    first, last = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)
    year = Model.get("account.fiscalyear")(name="2026", start_date=first, end_date=last, company=company)
    year.post_move_sequence = _sequence("ir.sequence", "Account Move", company)
    numbers, own = _sequence("ir.sequence.strict", "Invoice", company), year.invoice_sequences[0]
    own.out_invoice_sequence = own.in_invoice_sequence = numbers
    own.out_credit_note_sequence = own.in_credit_note_sequence = numbers
    year.save()
    year.click("create_period")


def _sequence(model: str, kind: str, company):
    (of,) = Model.get("ir.sequence.type").find([("name", "=", kind)])
    made = Model.get(model)(name=kind, sequence_type=of, company=company, prefix="INV-")
    made.save()
    return made


if __name__ == "__main__":
    main(*sys.argv[1:4])
