"""The windows: functions that take clips and return what Rich draws, or plain lines; none of them prints."""
