"""One module a field group; each offers `find(policy)`, which yields candidates."""
