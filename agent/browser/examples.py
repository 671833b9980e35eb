"""An example of every step of the robots' language and of every option it takes.

They stand on the reference page and in the JSON Schema for editors; a test plays the linter over them, and the page is
not written while a step or an option has none.
"""

from __future__ import annotations

from typing import Any

import yaml

STEPS: dict[str, str] = {
    "open": """\
- open: /slips/new
- open: "/slips?memo={key}"               # values are put in as parts of an address""",
    "fill": """\
- fill:                                   # one screen, found whole before the first key
    得意先コード: "{slip.customer_code}"      # short for {value: ...}
    得意先名: {awaited: "{slip.customer_name}", kind: code}   # the page fills it: waited for, then compared
    伝票日付: {value: "{slip.slip_date}", day_format: "%Y%m%d"}
    計上日: {value: "{slip.slip_date}", day_format: "%EC%-Ey年%-m月%-d日"}   # 令和8年4月1日
    請求日: {value: "{slip.slip_date}", day_format: ["%EC", "%-Ey", "%-m", "%-d"]}   # one cell, a field for each part
    納期: {value: "{slip.deliver_on}", calendar: true}         # a field that takes no text: from its calendar
    請求先: {choose: "{slip.customer_code} *", seek: "{slip.customer_code}", shows: "{slip.customer_name}"}
    電話: {value: "03", part: 1}              # one cell, several fields: the first
    郵便番号: {value: "1000001", section: 納品先}   # the label stands twice: the one under this heading
    承認者: {value: 経理部, row: 2}            # second row under a column heading
    備考: {value: "{key}", css: "input[name=memo]"}         # no label leads to it
    lines:                                # once for each line of the slip
      商品コード: "{line.product_code}"
      税区分: {value: "{line.tax_rate}", words: {"0.1": 10%, "0.08": 8%軽減}}   # the list's own words""",
    "press": """\
- press: 確認                              # short for {button: 確認}
- press: {button: 選択, row: "{slip.customer_code}"}   # the one in the row with this cell
- press: {button: 検索, section: 得意先}
- press: {css: "img.next"}                # no words on it""",
    "rows_needed": """\
- rows_needed: {button: 行追加, count: slip.lines}""",
    "call": """\
- call: {hook: pick_warehouse, sets: [倉庫]}              # def pick_warehouse(page, slip) in hooks.py
- call: {hook: lot_of, each: slip.lines, sets: [ロット]}   # def lot_of(page, line)""",
    "keys": """\
- keys:                                   # a grid that takes nothing but keys
    at: 商品コード                          # its cell is pressed first, in the row of the line
    each: slip.lines
    press: ["{line.product_code}", Enter, {text: "{line.quantity}"}, {key: Enter}]
    sets: {lines: {商品コード: "{line.product_code}", 数量: "{line.quantity}"}}   # read back
- keys: {css: "#grid", press: [F2]}""",
    "upload": """\
- upload: 添付ファイル                       # the order's own document; short for {field: ...}
- upload: {button: ファイル選択, name: "{key}.pdf", shows: 添付済}
- upload: {field: 添付, css: "input[type=file]"}""",
    "print": """\
- print: slip                             # short for {name: slip}: kept as print-slip, PDF""",
    "wait_for": """\
- wait_for: 読み込みが完了しました""",
    "commit": """\
- commit: 登録                             # exactly one in a robot
- commit: {css: "#save", sends: /api/slips}               # the page's script posts it there
- commit: {button: 登録, sends: /entry, carries: action=post}   # every button posts to one address""",
    "compare": """\
- compare:
    得意先コード: "{slip.customer_code}"
    合計: {value: "{slip.total}", kind: number}
    lines: {商品コード: "{line.product_code}", 金額: "{line.amount}"}""",
    "read": """\
- read: {slip_number: 伝票番号}             # what stands beside the label; short for {label: 伝票番号}
- read: {slip_number: {text: "伝票番号 * を登録しました"}}   # * in a sentence of the page
- read: {state: {css: "#state", words: {確定: posted}}}    # our word for what stands there""",
    "rows": """\
- rows:                                   # lookup: all hits are counted
    table: 伝票一覧
    key: 摘要
    slip_number: 伝票番号
    state: 状態
    final: [確定]                          # nothing is left to finish
    count: "検索結果: * 件"
    empty: 該当する伝票はありません
- rows: {id: 注文番号, columns: [注文日, 件名], next: 次へ}   # list of a portal
- rows:                                   # the list does not show our key: each hit is opened
    key: memo
    slip_number: 伝票番号
    each:
      - open: "/slips/{row.伝票番号}"
      - read: {memo: 摘要}""",
    "download": """\
- download: CSV出力                        # short for {button: CSV出力}
- download: {button: 印刷, row: "{slip_number}", name: "{slip_number}.pdf"}
- download: {css: "a.export"}""",
    "popup": """\
- popup:
    press: {button: 検索, section: 得意先}
    steps:
      - press: {button: 選択, row: "{slip.customer_code}"}""",
    "each_line": """\
- each_line:                              # a system that takes one line at a time
    - fill: {商品コード: "{line.product_code}", 数量: "{line.quantity}"}
    - press: 明細追加""",
}

ROBOT = """\
# robots/my_ledger/robot.yaml
robot: my-ledger
title: 販売管理 売上伝票
enters: sales
options:                                  # what each site says of its installation, in its target's file
  company: {description: the company to log in to, default: "001", one_of: ["001", "002"]}
typing: bulk                              # `keys` where `denpyo robots try` says so
refusals: "[role=alert]"
refuses_with_500: false
busy: .loading
polls: [/notifications]                   # asked without end by the page's own script: not waited for
logged_out: "#session-over"
http_login: false
masks: [暗証番号, {css: "#staff"}]
dialogs: {accept: ["合計 * 円で登録しますか？"]}
login:
  - open: "/login?company={option.company}"
  - fill: {ユーザーID: "{account.user}", パスワード: "{account.password}"}
  - press: ログイン
lookup:
  - open: "/slips?memo={key}"
  - rows: {table: 伝票一覧, key: 摘要, slip_number: 伝票番号, state: 状態, final: [確定]}
entry:
  - open: /slips/new
  - rows_needed: {button: 行追加}
  - fill:
      得意先コード: "{slip.customer_code}"
      摘要: "{key}"
      lines: {商品コード: "{line.product_code}", 数量: "{line.quantity}", 単価: "{line.unit_price}"}
  - commit: {button: 登録}
  - read: {slip_number: 伝票番号}
finish:
  - open: "/slips/{slip_number}"
  - press: 確定
confirm:
  - open: "/slips/{slip_number}"
  - compare: {摘要: "{key}", 合計: "{slip.total}"}
"""

PORTAL = """\
# robots/my_portal/robot.yaml
robot: my-portal
fetches: orders
login:
  - open: /login
  - fill: {ID: "{account.user}", パスワード: "{account.password}", 認証コード: "{account.totp}"}
  - press: ログイン
list:
  - open: /orders
  - rows: {id: 注文番号, count: 全*件, next: 次へ}
item:
  - download: {button: CSV, row: "{row.注文番号}"}
settle:
  - press: {button: 受領, row: "{row.注文番号}"}
"""


def with_examples(schema: dict[str, Any]) -> None:
    """Put its examples to every step of a JSON Schema, and ask for exactly one step."""
    for verb, text in STEPS.items():
        schema["properties"][verb]["examples"] = [one[verb] for one in yaml.safe_load(text)]
    schema["minProperties"] = schema["maxProperties"] = 1
