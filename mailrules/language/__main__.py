"""Compile the dictionaries; quiet and instant when they are there.

python -m mailrules.language
"""

from mailrules.language.wordlist import word_list

word_list()
