//! Liseré.
