//! What chords do to the arrangement of windows.

use crate::desk::Direction;

/// What a chord does to where windows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeskAction {
    /// Gives the keys to the window that lies there.
    FocusTo(Direction),
    /// Moves the focused window that way: a tile among the others, a floating window into a
    /// half or quarter of the work area.
    MoveTo(Direction),
    /// Puts the focused tile into the column beside it.
    JoinColumn,
    /// Gives it a column of its own.
    ExpelFromColumn,
    /// Shows one window of its column at a time, or all.
    StackColumn,
    /// Changes the size of the focused window by a step.
    Resize {
        /// Its width; else its height.
        wide: bool,
        /// To more; else to less.
        more: bool,
    },
    /// Puts the focused floating window into the middle.
    Centre,
    /// Lets the focused tile float, or makes it a tile again.
    ToggleFloating,
    /// Tiles the shown workspace, or lets its windows float.
    ToggleLayout,
    /// Shows the focused window on every workspace of its output, or no longer.
    ToggleSticky,
    /// Keeps the focused window aside, or no longer.
    ToScratchpad,
    /// Calls what is kept aside, or sends it back.
    CallScratchpad,
}
