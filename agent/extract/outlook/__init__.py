"""Messages in Outlook's own formats (winmail.dat, .msg), as the mails they stand for."""
