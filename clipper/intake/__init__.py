"""What comes in becomes candidates, which are clips that are not kept yet: texts, web pages, exports."""
