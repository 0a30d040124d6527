"""The exporters, one module for each format. They write what they are given, and read nothing from the archive.

`clipper.output.export_formats` lists them, so that `clipper cite` loads only the one that it needs.
"""
