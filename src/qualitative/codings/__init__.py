"""The event log of codings: append durably, read what is there, replay it to the state at a moment."""
