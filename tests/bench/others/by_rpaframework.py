"""The bare script in rpaframework (RPA.Browser.Selenium), as its keywords are used; figures before codes."""

import sys

from RPA.Browser.Selenium import ChromeOptions, Selenium
from slips_in import next_slip, tell

url, user, password, browser, chromedriver = sys.argv[1:]
options = ChromeOptions()
options.binary_location = browser
for flag in ("--headless", "--no-sandbox"):
    options.add_argument(flag)
lib = Selenium(auto_close=False)
NUMBER = "xpath://th[.='伝票番号']/following-sibling::td"
FILLED = "return document.querySelectorAll('[name={}]')[{}].value !== ''"


def field(name, n=0):
    return f"xpath:(//*[@name='{name}'])[{n + 1}]"


def press(words):
    lib.click_button_when_visible(f"css:input[value='{words}']")


def key(slip):
    lib.go_to(f"{url}/slips/new")
    for name in ("slip_date", "order_number", "memo", "customer_code"):
        lib.input_text(field(name), slip[name])
    for _ in range(len(slip["lines"]) - lib.get_element_count("name:product_code")):
        press("行追加")
    for n, line in enumerate(slip["lines"]):
        for name in ("quantity", "unit_price"):
            lib.input_text(field(name, n), line[name])
        lib.select_from_list_by_label(field("tax_class", n), line["tax_class"])
        lib.input_text(field("product_code", n), line["product_code"])
    lib.set_focus_to_element(field("memo"))
    lib.wait_for_condition(FILLED.format("customer_name", 0))
    for n in range(len(slip["lines"])):
        lib.wait_for_condition(FILLED.format("product_name", n))
    press("確認")
    press("登録")
    lib.wait_until_page_contains_element(NUMBER)
    return lib.get_text(NUMBER)


lib.open_browser(f"{url}/login", "headlesschrome", options=options, executable_path=chromedriver)
lib.input_text(field("user"), user)
lib.input_text(field("password"), password)
press("ログイン")
tell("ready")
while slip := next_slip():
    tell(key(slip))
lib.close_browser()
