"""From a recording to a draft: what is log-in, entry with its commit, look-up and confirm; what is still missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from agent.browser.record_after import After
from agent.browser.record_before import searches_in
from agent.browser.record_deeds import Answered, Arrived, Deed, Filled, Pressed, Recording
from agent.browser.record_draft import Draft, FieldLine, Fields, Section, Step
from agent.browser.record_said import answers_in, left_out
from agent.browser.record_shown import SlipNumber, slip_number_in
from agent.browser.record_steps import Writer, windows_of
from agent.browser.record_values import Sheet
from agent.core.sentence import Sentence

COMMITS = re.compile(
    r"登録|確定|保存|送信|実行|計上|発行|完了|save|post|submit|register|create|book|enter", re.IGNORECASE
)
SEARCHES = re.compile(r"検索|照会|表示|一覧|戻る|再計算|更新|search|find|show|list|back|update|log.?out", re.IGNORECASE)

NO_LOGIN = (
    "  - open: /login",
    '  - fill: {ユーザーID: "{account.user}", パスワード: "{account.password}"}',
    "  - press: ログイン",
)
NOT_ASKED = Sentence("not recorded: no page asked for a password")
NOT_KEYED = Sentence("not recorded: nothing was keyed")
NOT_OPENED = Sentence("no press was heard that opened their window")


@dataclass(frozen=True, slots=True)
class Naming:
    """What the person calls it: the robot's name, and the recorded system's address."""

    robot: str
    url: str

    @property
    def site(self) -> str:
        """Scheme and host."""
        url = urlsplit(self.url)
        return f"{url.scheme}://{url.netloc}"


def choices(recording: Recording) -> list[Pressed]:
    """List the presses that may be the commit: none of a log-in, none in a look-up window, no plain link."""
    windows = windows_of(recording, None)
    return [
        press
        for press in recording.presses
        if not recording.asks_password(press.document)
        and (press.page not in windows or press.moves_by_post)
        and not (press.is_link and not press.posts)
        and not press.grows
        and not press.file
    ]


def propose(recording: Recording) -> Pressed | None:
    """Name the likely commit: the last press that sent something under a word for storing; else that sent anything."""
    sending = [press for press in choices(recording) if press.posts and not SEARCHES.search(press.button)]
    moving = [press for press in sending if press.moves_by_post]
    named = [press for press in moving if COMMITS.search(press.button)]
    by_script = [press for press in sending if COMMITS.search(press.button)]
    found = named or moving or by_script
    return found[-1] if found else None


def draft_of(recording: Recording, sheet: Sheet, naming: Naming, commit: Pressed | None) -> Draft:
    """Write the draft of everything heard so far."""
    deeds = recording.deeds
    at = next((n for n, deed in enumerate(deeds) if deed is commit), len(deeds) - 1)
    log_in_ends = _log_in_ends(recording, deeds[: at + 1])
    after = deeds[at + 1 :] if commit else []
    number = _slip_number(recording, sheet, commit, after)
    before = searches_in(deeds[log_in_ends : at + 1], after, recording, sheet)
    keyed = [deed for deed in deeds[log_in_ends : at + 1] if id(deed) not in before.deeds]
    placed: set[int] = set()
    writer = Writer(recording, sheet, naming.site, commit=commit, placed=placed)
    entry = Section("entry", "", writer.write(keyed), NOT_KEYED)
    entry.steps += _read(number, commit)
    writer = Writer(recording, sheet, naming.site, placed=placed)
    log_in = Section("login", "", writer.write(deeds[:log_in_ends]), NOT_ASKED, NO_LOGIN)
    lookup, confirm = After(recording, sheet, naming.site, number, after, before, placed).sections()
    log_in.steps += left_out(deeds[:log_in_ends], placed, sheet, NOT_OPENED)
    entry.steps += left_out(keyed, placed, sheet, NOT_OPENED)
    _share_words([*entry.steps, *confirm.steps])
    return Draft(
        robot=naming.robot,
        title=_title(recording, keyed),
        opening=_opening(naming, sheet, commit),
        sections=[log_in, lookup, entry, confirm],
        accepts=_accepted(recording, sheet, number.value),
    )


def _log_in_ends(recording: Recording, deeds: Sequence[Deed]) -> int:
    """Return where the deeds on pages that ask for a password end."""
    places = [n for n, deed in enumerate(deeds) if deed.document and recording.asks_password(deed.document)]
    return places[-1] + 1 if places else 0


def _slip_number(recording: Recording, sheet: Sheet, commit: Pressed | None, after: Sequence[Deed]) -> SlipNumber:
    if commit is None:
        return SlipNumber()
    frames = {post.frame for post in commit.posts if post.moves_page}
    at_once = sorted(answers_in(after), key=lambda deed: deed.frame not in frames)
    later = [deed for deed in after if isinstance(deed, Arrived) and not deed.above]
    answers = [deed.document for deed in [*at_once, *later[:1]] if deed.page == commit.page]
    documents = [*answers, commit.document]
    found = (slip_number_in(recording.glance(document), sheet) for document in documents)
    return next((number for number in found if number.value), SlipNumber())


def _read(number: SlipNumber, commit: Pressed | None) -> list[Step]:
    if commit is None:
        return [Step("", remark=Sentence("No press was marked as the commit: - commit: {button: 登録}"))]
    if number.label:
        return [Step("read", {"slip_number": number.label})]
    if number.text:
        return [Step("read", {"slip_number": {"text": number.text}})]
    said = Sentence("Where does the answer show the slip number? - read: {slip_number: 伝票番号}")
    return [Step("", remark=said)]


def _accepted(recording: Recording, sheet: Sheet, number: str) -> list[str]:
    """List the dialogs the person answered with OK, numbers and order's values in them as `*`."""
    texts = [deed.text for deed in recording.deeds if isinstance(deed, Answered) and deed.accepted]
    loose = [re.sub(r"\{[a-z_.]+\}|\d[\d,./-]{2,}\d", "*", sheet.in_text(text, number)) for text in texts]
    return list(dict.fromkeys(text for text in loose if text))


def _share_words(steps: Sequence[Step]) -> None:
    """Give `compare` the target's words that the list of a `fill` offers: the recorded order need not have them all."""
    columns = [step.body.lines for step in steps if isinstance(step.body, Fields)]
    known: dict[object, object] = {}
    for line in (line for lines in columns for line in lines.values()):
        if isinstance(line.body, dict) and "words" in line.body:
            known.setdefault(_template(line), line.body["words"])
    for lines in columns:
        for name, line in lines.items():
            if isinstance(line.body, dict) and "words" in line.body:
                lines[name] = FieldLine({**line.body, "words": known[_template(line)]}, line.remark)


def _template(line: FieldLine) -> object:
    return line.body if isinstance(line.body, str) else line.body.get("value", line.body.get("awaited"))


def _title(recording: Recording, entry: Sequence[Deed]) -> str:
    """Take the title of the page the entry was typed on."""
    typed = [deed.document for deed in entry if isinstance(deed, Filled)]
    documents = list(recording.arrivals.values())
    if typed:
        documents = [one for one in (recording.arrivals.get(typed[0]), recording.opening(typed[0])) if one]
    titles = [arrived.title for arrived in documents]
    return next((title for title in titles if title), "recorded")


def _opening(naming: Naming, sheet: Sheet, commit: Pressed | None) -> tuple[str, ...]:
    said = "Recorded on {site}: a draft. `denpyo robots check` names what is left to do."
    lines = [Sentence(said, site=naming.site)]
    if sheet.slip is None:
        said = "No order was given: values stand as they were typed. Put {slip.…} and {line.…} in their place."
        lines.append(Sentence(said))
    if commit is not None:
        said = "The commit was taken to be `{button}`; correct it where that is wrong."
        lines.append(Sentence(said, button=commit.name))
    return tuple(lines)
