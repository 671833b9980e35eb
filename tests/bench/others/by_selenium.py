"""The bare script in Selenium: figures before codes, so that no look-up's answer runs into them; waits gathered."""

import sys

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait
from slips_in import next_slip, tell

url, user, password, browser, chromedriver = sys.argv[1:]
options = webdriver.ChromeOptions()
options.binary_location = browser
for flag in ("--headless", "--no-sandbox"):
    options.add_argument(flag)
driver = webdriver.Chrome(options, webdriver.ChromeService(chromedriver))
wait = WebDriverWait(driver, 10, poll_frequency=0.02)


def field(name, n=0):
    return driver.find_elements(By.NAME, name)[n]


def press(words):
    wait.until(lambda d: d.find_element(By.CSS_SELECTOR, f"input[value='{words}']")).click()


def key(slip):
    driver.get(f"{url}/slips/new")
    field("slip_date").clear()
    for name in ("slip_date", "order_number", "memo", "customer_code"):
        field(name).send_keys(slip[name])
    for _ in range(len(slip["lines"]) - len(driver.find_elements(By.NAME, "product_code"))):
        press("行追加")
    for n, line in enumerate(slip["lines"]):
        for name in ("quantity", "unit_price"):
            field(name, n).send_keys(line[name])
        Select(field("tax_class", n)).select_by_visible_text(line["tax_class"])
        field("product_code", n).send_keys(line["product_code"])
    field("memo").click()
    wait.until(lambda _: field("customer_name").get_property("value"))
    for n in range(len(slip["lines"])):
        wait.until(lambda _, n=n: field("product_name", n).get_property("value"))
    press("確認")
    press("登録")
    return wait.until(lambda d: d.find_element(By.XPATH, "//th[.='伝票番号']/following-sibling::td")).text


driver.get(f"{url}/login")
field("user").send_keys(user)
field("password").send_keys(password)
press("ログイン")
tell("ready")
while slip := next_slip():
    tell(key(slip))
driver.quit()
