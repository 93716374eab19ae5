"""The rules of the architecture, held by machine; each checker takes a root, so that each is also shown a broken tree."""
