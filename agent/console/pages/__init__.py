"""One file per part of the console; each holds its routes and what they show."""
