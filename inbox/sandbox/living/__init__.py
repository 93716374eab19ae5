"""The living demo shop: a coffee roaster whose customers write, order, pay, complain and fall silent by themselves."""
