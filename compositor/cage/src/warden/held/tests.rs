//! A cage as its orders and its init make it: a script plays both.
