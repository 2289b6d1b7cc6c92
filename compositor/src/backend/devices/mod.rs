//! Real input devices: from what they report to what the core takes.

pub mod tablet;
