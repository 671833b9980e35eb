"""The words of an empty list, and sentences that only look like them."""

from __future__ import annotations

import pytest

from agent.browser.nothing_found import denies_else, words_of_nothing

NOTHING = """
該当する伝票はありません。
該当データなし
該当データがございません
該当するデータが存在しません。
該当する伝票がない
条件に合うデータはありませんでした
入力された条件に一致する伝票はありません
指定条件に一致するものが見つかりませんでした。
に一致する伝票は見つかりませんでした
は見つかりませんでした
検索結果はありません
検索結果: 0 件
検索結果：０件
該当件数 0 件です
表示するデータがありません
表示できる明細はありません
売上伝票はありません
伝票データなし
No records found
No matching records
No sales invoices match your search.
No results
No data to display
There are no invoices to show
Nothing was found
Your search did not match any documents.
Record not found
Records: 0
"""
TROUBLE = """
ただいま混み合っているため検索できません。
検索条件が正しくありません。
この操作を行う権限がありません。
該当する伝票を参照する権限がありません
該当データの検索でエラーが発生しました。結果はありません
該当データがないため表示できません
サーバに接続されていないため、データがありません
ログインしていないため該当データなし
セッションが切れました。データは存在しません
メンテナンス中のため、該当データはありません
検索中です。該当データなし
Internal error, not found
Error: no records found
Permission denied, no records returned
No records found: session expired
Invalid search, no results
Server busy, no results
Please log in: no data to display
We could not search. No results
Cannot search: no matching records
No records found (request timed out)
通信が切れました。該当データなし
Loading… no records found
"""
ELSE = """
未読メッセージはありません。
お知らせはありません
未読のデータに該当するものはありません
必要なデータが見つかりません
該当するページが見つかりません
サイトの設定が見つかりません
合計金額が一致しません
該当項目に入力がありません
該当する伝票がない場合は新規登録してください
お探しの伝票はありませんか
該当しない項目は空欄にしてください
該当なしも表示する
承認待ちの伝票はありません
本日の予定はありません
問題はありません
変更はありません
添付なし
0件
0 件
3 月の伝票はありません
検索結果: 10 件
空のままでは登録できない項目
Page not found
File not found
No unread messages
No changes
No license
No open tasks found
Passwords do not match
If no records are found, call us
0 records found
No records found for 2026
no
empty
"""


def lines(text: str) -> list[str]:
    """The sentences of a list."""
    return text.strip().splitlines()


@pytest.mark.parametrize("said", lines(NOTHING))
def test_what_says_that_nothing_was_found_is_taken(said):
    """Beside whatever else the page denies."""
    assert words_of_nothing([*lines(TROUBLE), *lines(ELSE), said, said]) == said
    assert not denies_else(said)


@pytest.mark.parametrize("said", [*lines(TROUBLE), *lines(ELSE)])
def test_what_denies_something_else_is_not_taken(said):
    """A slip that is there would not be seen, and be keyed twice."""
    assert words_of_nothing([said]) == ""


@pytest.mark.parametrize("said", lines(TROUBLE))
def test_trouble_is_known_in_a_robot_that_somebody_wrote(said):
    """The words may stand there at any time, whatever is found."""
    assert denies_else(said)


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        (["未読メッセージはありません。", "該当する伝票はありません。"], "該当する伝票はありません。"),
        (["データがありません", "該当する伝票はありません。"], "該当する伝票はありません。"),
        (["明細はありません", "検索結果: 0 件"], "検索結果: 0 件"),
        (["該当なし。該当する伝票はありません", "該当する伝票はありません"], "該当する伝票はありません"),
        (["該当する伝票はありません", "該当する見積はありません"], ""),
        (["伝票はありません", "明細はありません"], ""),
        (["No orders found", "No matching invoices"], ""),
    ],
)
def test_of_several_the_surest_is_taken_and_none_of_equals(said, taken):
    """Two that say it alike may be of two lists."""
    assert words_of_nothing(said) == taken
    assert words_of_nothing(said[::-1]) == taken
