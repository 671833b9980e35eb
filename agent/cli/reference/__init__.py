"""Reference pages written from the code itself, and the checks that keep all documentation true."""
