"""Rules about letter templates: ``mailrules templates check`` judges by them, no letter is."""
