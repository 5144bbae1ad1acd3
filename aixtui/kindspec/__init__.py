"""The vocabulary that kinds are written in: columns, sections, fields, inputs, cells."""
