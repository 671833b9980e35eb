"""From bytes to orders: parts, forms, one reader per format. Foreign bytes reach it in a bounded child only."""
