"""What can go wrong in a browser, said by what happens next. No message holds a typed value but in a page's path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from agent.core.errors import BusinessError, ConfigError, MachineError, OutcomeUnknownError, TransientError


class BrowserMissingError(MachineError):
    """No Chromium was found on this machine."""

    code = "browser-missing"
    hint = (
        "Install one (`playwright install chromium-headless-shell`, or the system's package `chromium`), "
        "or name its path in site.yaml under browser: executable."
    )


class LoginRefusedError(ConfigError):
    """The target did not let the account in."""

    code = "login-refused"
    hint = "Check user and password of this account (`denpyo secrets set`); a few wrong tries may lock it."


class FieldMissingError(BusinessError):
    """No field on the screen has this label; nothing was typed."""

    code = "field-missing"
    hint = "The page has changed, or the label differs: compare the picture with the robot's YAML."


class FieldRenamedError(FieldMissingError):
    """The label is gone and another stands in its place; nothing was typed."""

    code = "field-renamed"
    hint = "If it is the same field, write its new label into the robot's YAML."


class FieldMovedError(FieldMissingError):
    """The field stands in another block of the screen now; nothing was typed."""

    code = "field-moved"
    hint = "If it is the same field, write its new block into `section:` in the robot's YAML."


class FieldWordsError(FieldMissingError):
    """The label stands there, and words stand where its field was; nothing was typed."""

    code = "field-words"
    hint = "The target no longer takes this value here: compare it with `compare:` or leave it out of `fill:`."


class FieldRequiredError(BusinessError):
    """The screen wants a field filled that the robot leaves empty; nothing was committed."""

    code = "field-required"
    hint = "Add the field to `fill:` in the robot's YAML."


class FieldAmbiguousError(BusinessError):
    """Several fields fit the label; nothing was typed."""

    code = "field-ambiguous"
    hint = "Add section:, part:, row: or css: to this field in the robot's YAML."


class FieldRefusedError(BusinessError):
    """The field must not or would not take its text."""

    code = "field-refused"
    hint = "Look at the picture: the field may be locked, covered, too short, or want another writing."


class FieldGoneError(FieldRefusedError):
    """What was found is no longer on the page: it was drawn anew before the press, and nothing was pressed."""


class ValueDiffersError(BusinessError):
    """The field holds another value than the one ordered; nothing was committed."""

    code = "value-differs"
    hint = "Compare picture and order: the page changed the value, or its look-up brought another one."


class DocumentMissingError(BusinessError):
    """The order has no document that could be attached to its slip."""

    code = "document-missing"
    hint = "Attach it by hand, or take `upload` out of the robot's YAML."


class FileTooLargeError(BusinessError):
    """The target hands out a file that is too large to be a document."""

    code = "file-too-large"
    hint = "Fetch it by hand, and see whether the robot presses the right button."


class LookUpEmptyError(TransientError):
    """A field that the page fills itself stayed empty."""

    code = "look-up-empty"
    hint = "The target's look-up was slow, or does not know the code typed before it."


class ButtonMissingError(BusinessError):
    """Nothing on the screen can be pressed under this name."""

    code = "button-missing"
    hint = "The page has changed, or it shows an error: look at the picture."


class ButtonRenamedError(ButtonMissingError):
    """The button is gone and one of like words stands there."""

    code = "button-renamed"
    hint = "If it does the same, write its new words into the robot's YAML."


class ButtonAmbiguousError(BusinessError):
    """Several things can be pressed under this name."""

    code = "button-ambiguous"
    hint = "Add row:, section: or css: to this press in the robot's YAML."


class TextMissingError(TransientError):
    """The screen that was waited for did not come."""

    code = "screen-missing"
    hint = "The target was slow, or shows another page: look at the picture."


class DialogUnexpectedError(BusinessError):
    """The page asked or said something the robot does not know; it was dismissed and nothing was committed."""

    code = "dialog-unexpected"
    hint = "Read its text; if it is harmless, add it to dialogs: accept: in the robot's YAML."


class CommitEarlyError(BusinessError):
    """Something tried to commit before the robot's commit step; it was refused."""

    code = "commit-early"
    hint = (
        "A hook or the page itself sent it: correct the hook; where all posts of a page go to one address, name it in "
        "`sends:` and the commit in `carries:`. Nothing was sent."
    )


class CommitNotSentError(BusinessError):
    """The commit button was pressed and no commit request left the browser."""

    code = "commit-not-sent"
    hint = "The page held it back (a check of its own), or it posts elsewhere: see `sends:` in the robot's YAML."


class CommitUnansweredError(OutcomeUnknownError):
    """The commit left and no clear answer came."""

    code = "commit-unanswered"


class LaneStuckError(OutcomeUnknownError):
    """The account's lane did not come back in time; whether the commit left is not known."""

    code = "lane-stuck"


class DraftOpenError(TransientError):
    """The stored slip is still a draft after the robot's finish steps."""

    code = "draft-open"


class ListUnreadableError(TransientError):
    """The list was not on the page as described; never taken for an empty one."""

    code = "list-unreadable"
    hint = "The page has changed, or shows an error: compare the picture with `rows:` in the robot's YAML."


class ListMovedError(TransientError):
    """The list kept changing while it was read, or its count does not fit its rows."""

    code = "list-moved"


class SessionExpiredError(TransientError):
    """The target asks to log in again."""

    code = "session-expired"


class TargetDownError(TransientError):
    """The target cannot be reached, or answers with a fault of its own."""

    code = "target-down"


class TargetSlowError(TransientError):
    """The target did not answer in time; nothing was committed."""

    code = "target-slow"


class PageAskingError(TransientError):
    """A request of the page's own script stays unanswered; nothing was committed."""

    code = "page-asking"
    hint = "It is tried again; where the page asks this without end, name its path in `polls:` in the robot's YAML."


class BrowserGoneError(TransientError):
    """Browser or page ended in the middle; nothing was committed."""

    code = "browser-gone"


class PageHungError(TransientError):
    """The page hung past its deadline and its browser was ended; nothing was committed."""

    code = "page-hung"


class PageFailedError(TransientError):
    """The browser reports a failure that has no name of ours."""

    code = "page-failed"


NET = re.compile(r"net::ERR_[A-Z_]+")
GONE = ("has been closed", "crashed", "Connection closed", "Target closed", "Browser closed", "detached")


def translate(error: PlaywrightError) -> TransientError:
    """Say a browser library's error in our words. Its own text is dropped: it may hold what was typed."""
    net = NET.search(error.message)
    if net:
        return TargetDownError(f"the target cannot be reached ({net.group()})", what=net.group())
    if isinstance(error, PlaywrightTimeoutError):
        return TargetSlowError("the target did not answer in time")
    if any(sign in error.message for sign in GONE):
        return BrowserGoneError("the browser ended in the middle")
    return PageFailedError(f"the page failed ({error.message.split(':', 1)[0][:60]})")


@contextmanager
def translated() -> Iterator[None]:
    """Turn a browser library's errors into ours, leaving no trace of their texts."""
    try:
        yield
    except PlaywrightError as error:
        raise translate(error) from None


def refuse_login(what: str) -> LoginRefusedError:
    """Say that the target did not let the account in; `what` is the target's own word, if it gave one."""
    return LoginRefusedError(f"the target did not let the account in{f': {what}' if what else ''}", what=what)
