//! The shortest sequences that once failed.

