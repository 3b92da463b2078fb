"""How what is stored is shown: one module per shape; the same attribute has another key in each of them."""
