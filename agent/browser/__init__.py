"""The browser room: the step language, guarded filling, the gate, and the lane that owns a browser."""
