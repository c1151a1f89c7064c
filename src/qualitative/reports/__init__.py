"""Reports: from inputs to a typed model, from the model to HTML, PDF and DOCX."""
