"""Text without files: turns and paragraphs, sentences, tokens, matching."""
