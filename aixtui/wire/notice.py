"""What the messages of the driver are known by."""

NOTICE_TITLE = "Input of the terminal"
