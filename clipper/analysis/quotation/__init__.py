"""Quotations of a draft, held against what the archive keeps: the words that are in quotation marks, and a verdict."""
