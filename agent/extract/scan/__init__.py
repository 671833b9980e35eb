"""Scans and pictures of orders: straightened, parted by their rules, and read piece by piece."""
