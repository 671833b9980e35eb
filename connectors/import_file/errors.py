"""What a product's import would refuse, said before anything is written; and what can go wrong with the folder."""

from __future__ import annotations

from agent.core.errors import BusinessError, ConfigError, OutcomeUnknownError, TransientError


class ImportTooLongError(BusinessError):
    """A text is longer than the product's column takes."""

    code = "import-too-long"
    hint = "Shorten the text in the order or in the master, or let a layout of your own cut this column."


class ImportCharacterError(BusinessError):
    """A character has no place in the encoding of the import file."""

    code = "import-character"
    hint = "Write another character in the order or in the master, or name a substitute under `replace` in a layout."


class ImportForbiddenError(BusinessError):
    """A character that the product does not take: a line break, or one that the layout forbids."""

    code = "import-forbidden"
    hint = "Take the character out of the order or of the master."


class ImportMissingError(BusinessError):
    """A column the product insists on would stay empty."""

    code = "import-missing"
    hint = "Fill the value in by hand, or correct the master."


class ImportAmountError(BusinessError):
    """An amount the product's column does not take: not whole, below zero, or with too many digits."""

    code = "import-amount"
    hint = "Correct the amount, or enter this slip by hand in the accounting system."


class ImportRateError(BusinessError):
    """The layout names no tax class for a tax rate of the slip."""

    code = "import-rate"
    hint = "Correct the product's tax rate, or add the rate under `taxes` in a layout of your own."


class ImportRowsError(BusinessError):
    """The slip alone is larger than one import file may be."""

    code = "import-rows"
    hint = "Divide the order, or enter this slip by hand in the accounting system."


class ImportFolderError(TransientError):
    """The folder of slips and import files cannot be read or written now."""

    code = "import-folder"
    hint = "Check that the folder is there, is not full, and that the agent's user may write into it."


class ImportFolderAwayError(TransientError):
    """The folder is not the one seen before: a share that is away looks like an empty folder."""

    code = "import-folder-away"
    hint = "Connect the share again. If the folder was replaced on purpose, delete the file named in brackets."


class ImportUnansweredError(OutcomeUnknownError):
    """The slip was being put into its place when the folder failed; it is looked up before anything else."""

    code = "import-unanswered"
    hint = "See whether the folder can be reached; the agent then looks whether the slip is there."


class SlipFileDamagedError(BusinessError):
    """A slip file is not as it was written, or lies under another name."""

    code = "slip-file-damaged"
    hint = "Somebody changed or copied the file. Take it back from the backup, or remove the copy."


class SlipFileMissingError(BusinessError):
    """Slips count as entered, but lie in no slip file and in no batch."""

    code = "slip-file-missing"
    hint = "Put the files back from the backup of the folder; else these slips never reach the accounting system."


class BatchDamagedError(ConfigError):
    """The manifest of a batch is not as it was written, so which slips are out is not sure."""

    code = "batch-damaged"
    hint = "Take the manifest back from the backup, then resume the target; `denpyo export` never changes a batch."


class ImportFormulaError(BusinessError):
    """A text that a spreadsheet would compute instead of show."""

    code = "import-formula"
    hint = "Let the text begin with another character, in the order or in the master."


class BatchUnknownError(ConfigError):
    """There is no batch with this number."""

    code = "batch-unknown"
    hint = "`denpyo export TARGET --list` shows the batches there are."


class ExportBusyError(TransientError):
    """Another export of this target is at work."""

    code = "export-busy"
    hint = "Wait until it is done, then export again."
