"""Why a document gives no orders."""

from __future__ import annotations

from agent.core.errors import BusinessError


class UnreadableError(BusinessError):
    """The bytes are not what they claim to be, are protected, or are beyond what an order can be."""

    code = "document-unreadable"
    hint = "Open the document; ask the customer to send it again, or enter the order by hand."


class MisfitError(BusinessError):
    """The form applies, but the document is not laid out as the form says."""

    code = "field-unreadable"
    hint = "Compare the document with its form: a title or label may have changed."


class OcrMissingError(UnreadableError):
    """A scan or picture came in, and the models that read letters are not installed."""

    code = "ocr-missing"
    hint = (
        "Install Tesseract with Japanese (on Debian: `apt-get install tesseract-ocr tesseract-ocr-jpn`), start the "
        "agent again, then `denpyo queue retry`."
    )


class NothingSeenError(UnreadableError):
    """A scan or picture is empty, or too bad to read one letter in it."""

    code = "scan-unreadable"
    hint = "Open the document; ask the customer for a better copy, or enter the order by hand."
