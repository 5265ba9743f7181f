"""Rules of the house, written as data (contract, section 3)."""
