//! The shortest sequences that once failed.

use crate::ops::{Act, Aim, Hand, Op, Picture};
use crate::play::play;

/// A finger beyond the edge was on a window's hidden part for the touch screen, but
/// on its visible part for the pointer that it then acted as.
#[test]
fn a_finger_is_where_the_user_can_see() {
    play(
        1.0,
        &[
            Op::Client(1, Act::Open(Picture::plain((2000, 8)))),
            Op::User(Hand::TouchDown(0, Aim::In(1, 0, 100, 0))),
            Op::User(Hand::RightClick(Aim::At(0, 0))),
        ],
    );
}
