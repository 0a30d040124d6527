"""What comes in becomes candidates that are not kept yet: text, pages, exports."""
