"""What a command prints: drawn for a person in `terminal`, written for a program in `plain`.

Exporters belong here too; the exports of other services, which are imported, are in `clipper.intake.exports`.
"""
