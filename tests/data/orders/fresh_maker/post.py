"""Mails as they lie in a mailbox."""

from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

JST = timezone(timedelta(hours=9))
OURS = "order@denpyo-shoji.example"


def mail(sender: str, subject: str, sent: tuple[int, ...], text: str | None, **more: Any) -> bytes:
    """A mail; more may hold html, files (name, kind, content), charset, cte and other headers."""
    letter = EmailMessage(policy=SMTP)
    letter["From"], letter["To"], letter["Subject"] = sender, more.get("to", OURS), subject
    when = datetime(*sent, tzinfo=JST)
    letter["Date"] = format_datetime(when)
    letter["Message-ID"] = f"<{when:%Y%m%d%H%M%S}.{len(subject)}@mail.example>"
    for name, value in more.get("headers", {}).items():
        letter[name] = value
    how = {"charset": more.get("charset", "utf-8"), "cte": more.get("cte", "base64")}
    if text is not None:
        letter.set_content(text, **how)
    if "html" in more:
        add = letter.add_alternative if text is not None else letter.set_content
        add(more["html"], subtype="html", **how)
    for name, kind, content in more.get("files", ()):
        main, _, sub = kind.partition("/")
        letter.add_attachment(content, maintype=main, subtype=sub, filename=name)
    for place, part in enumerate(letter.walk()):
        if part.is_multipart():
            part.set_boundary(f"----=_Part_{place}_{when:%Y%m%d%H%M}")
    return letter.as_bytes()
