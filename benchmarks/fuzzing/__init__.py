"""What is fuzzed (readers, tagger, written, exchanged: one module for each group of targets) and with what (engines)."""
