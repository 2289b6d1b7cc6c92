//! Vector marks: the strip's buttons, the emblem.
