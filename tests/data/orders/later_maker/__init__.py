"""The later set: documents of two more hands, drawn from the data their answers are written from."""
