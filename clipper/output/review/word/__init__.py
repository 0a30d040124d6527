"""WordprocessingML, the markup of Word: runs, paragraphs, tables and lists, and the package around them."""
