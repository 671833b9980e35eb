"""Makes the blind set: order documents as customers send them, each with its right answer beside it."""
