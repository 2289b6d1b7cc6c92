//! Quotas: how much of each thing one cage may hold, so that only it notices when it is full.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// One quota. Units are in the name; what has none is a count per cage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// Connected clients.
    Connections,
    /// Clients that have connected and said nothing yet.
    PendingHandshakes,
    /// Protocol objects, per connection.
    Objects,
    /// Surfaces.
    Surfaces,
    /// Toplevel windows.
    Toplevels,
    /// Popups.
    Popups,
    /// Popups on popups.
    PopupDepth,
    /// Subsurfaces on subsurfaces.
    SubsurfaceDepth,
    /// Subsurfaces in one tree.
    SubsurfaceChildren,
    /// Longest side of a buffer, in pixels.
    BufferSidePx,
    /// Widest window, in logical pixels.
    WindowWidthPx,
    /// Tallest window, in logical pixels.
    WindowHeightPx,
    /// Rectangles in one region.
    RegionRects,
    /// Damage rectangles in one commit; more become their bounding box.
    DamageRects,
    /// Frame callbacks and presentation feedbacks, per surface.
    FrameCallbacks,
    /// Shared memory pools.
    ShmPools,
    /// Shared memory mapped, in bytes.
    ShmBytes,
    /// Graphics memory, in bytes.
    GpuBytes,
    /// File descriptors held.
    Fds,
    /// File descriptors received and not yet used, per connection.
    FdsQueued,
    /// File descriptors sent and not yet read, per connection.
    FdsUnread,
    /// Bytes sent and not yet read, per connection.
    OutBytes,
    /// Requests carried out in one turn of the loop, per connection.
    TurnRequests,
    /// Requests that the core is given in a second; what costs it more counts for more.
    RequestRate,
    /// Commits that wait for a fence, per surface.
    BlockedCommits,
    /// Configures not yet acknowledged, per surface.
    Configures,
    /// A window's title, in bytes of UTF-8.
    TitleBytes,
    /// An application's identifier, in bytes.
    AppIdBytes,
    /// Media types in one offer.
    MimeTypes,
    /// One media type, in bytes.
    MimeBytes,
    /// One transfer without further consent, in bytes.
    TransferBytes,
    /// Silence that ends a transfer, in milliseconds.
    TransferIdleMs,
    /// Time that ends a transfer, in milliseconds.
    TransferTotalMs,
    /// One transfer with the user's consent, in bytes.
    TransferConsentBytes,
    /// How long something that is carried is kept, in milliseconds.
    TransferHoldMs,
    /// How long a prompt waits for an answer, in milliseconds.
    PromptMs,
    /// Prompts in a minute, for each source.
    PromptsPerMinute,
    /// The files of one transfer together, in bytes.
    FileBytes,
    /// Files in one transfer.
    Files,
    /// Longest side of a cursor, in logical pixels.
    CursorSidePx,
    /// Longest side of a drag icon, in logical pixels.
    DragIconSidePx,
    /// A popup's share of the work area, in hundredths.
    PopupAreaPercent,
    /// Security contexts: sockets of programs, at which others come in.
    Contexts,
}

/// A limit's name in policy files, its default, and the most that a policy may set; the least is 1.
struct Spec(Limit, &'static str, u64, u64);

/// Defaults are set so that honest desktops never meet them; the peers' figures
/// that they lean on are Qubes' (windows, titles, clipboard) and libwayland's
/// (backlog, descriptors). Sizes of trusted decisions have their default as ceiling.
const TABLE: [Spec; 43] = [
    Spec(Limit::Connections, "connections", 64, 1_024),
    Spec(Limit::PendingHandshakes, "pending-handshakes", 16, 128),
    Spec(Limit::Objects, "objects", 65_536, 1_048_576),
    Spec(Limit::Surfaces, "surfaces", 4_096, 65_536),
    Spec(Limit::Toplevels, "toplevels", 128, 1_024),
    Spec(Limit::Popups, "popups", 64, 1_024),
    Spec(Limit::PopupDepth, "popup-depth", 16, 32),
    Spec(Limit::SubsurfaceDepth, "subsurface-depth", 16, 32),
    Spec(Limit::SubsurfaceChildren, "subsurface-children", 256, 4_096),
    Spec(Limit::BufferSidePx, "buffer-side-px", 16_384, 16_384),
    Spec(Limit::WindowWidthPx, "window-width-px", 16_384, 16_384),
    Spec(Limit::WindowHeightPx, "window-height-px", 6_144, 16_384),
    Spec(Limit::RegionRects, "region-rects", 1_024, 16_384),
    Spec(Limit::DamageRects, "damage-rects", 256, 4_096),
    Spec(Limit::FrameCallbacks, "frame-callbacks", 256, 4_096),
    Spec(Limit::ShmPools, "shm-pools", 256, 4_096),
    Spec(Limit::ShmBytes, "shm-bytes", 2 << 30, 64 << 30),
    Spec(Limit::GpuBytes, "gpu-bytes", 1 << 30, 64 << 30),
    Spec(Limit::Fds, "fds", 512, 8_192),
    Spec(Limit::FdsQueued, "fds-queued", 64, 256),
    Spec(Limit::FdsUnread, "fds-unread", 28, 28),
    Spec(Limit::OutBytes, "out-bytes", 1 << 20, 16 << 20),
    Spec(Limit::TurnRequests, "turn-requests", 512, 8_192),
    Spec(
        Limit::RequestRate,
        "requests-per-second",
        200_000,
        10_000_000,
    ),
    Spec(Limit::BlockedCommits, "blocked-commits", 8, 64),
    Spec(Limit::Configures, "configures", 16, 256),
    Spec(Limit::TitleBytes, "title-bytes", 128, 128),
    Spec(Limit::AppIdBytes, "app-id-bytes", 64, 64),
    Spec(Limit::MimeTypes, "mime-types", 64, 256),
    Spec(Limit::MimeBytes, "mime-bytes", 256, 256),
    Spec(Limit::TransferBytes, "transfer-bytes", 256_000, 64 << 20),
    Spec(Limit::TransferIdleMs, "transfer-idle-ms", 2_000, 10_000),
    Spec(Limit::TransferTotalMs, "transfer-total-ms", 10_000, 60_000),
    Spec(
        Limit::TransferConsentBytes,
        "transfer-consent-bytes",
        16 << 20,
        64 << 20,
    ),
    Spec(Limit::TransferHoldMs, "transfer-hold-ms", 60_000, 600_000),
    Spec(Limit::PromptMs, "prompt-ms", 30_000, 120_000),
    Spec(Limit::PromptsPerMinute, "prompts-per-minute", 12, 60),
    Spec(Limit::FileBytes, "file-bytes", 1 << 30, 64 << 30),
    Spec(Limit::Files, "files", 64, 1_024),
    Spec(Limit::CursorSidePx, "cursor-side-px", 64, 64),
    Spec(Limit::DragIconSidePx, "drag-icon-side-px", 128, 256),
    Spec(Limit::PopupAreaPercent, "popup-area-percent", 90, 90),
    Spec(Limit::Contexts, "security-contexts", 16, 256),
];

impl Limit {
    /// Every limit.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|spec| spec.0)
    }

    /// The limit that policy files call `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TABLE.iter().find(|spec| spec.1 == name).map(|spec| spec.0)
    }

    /// The word for it in policy files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.spec().map_or("", |spec| spec.1)
    }

    /// What holds where no policy says otherwise.
    #[must_use]
    pub fn default_value(self) -> u64 {
        self.spec().map_or(0, |spec| spec.2)
    }

    /// The most that a policy may set.
    #[must_use]
    pub fn ceiling(self) -> u64 {
        self.spec().map_or(0, |spec| spec.3)
    }

    fn spec(self) -> Option<&'static Spec> {
        TABLE.get(self as usize)
    }
}

/// The quotas of one cage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits([u64; TABLE.len()]);

impl Limits {
    /// How many there are.
    pub const COUNT: usize = TABLE.len();

    /// Every quota, in the order of [`Limit::all`].
    #[must_use]
    pub fn values(&self) -> &[u64; Self::COUNT] {
        &self.0
    }

    /// The quotas of these values, in the order of [`Limit::all`]; `None` unless
    /// each is one that a policy may set.
    #[must_use]
    pub fn of_values(values: [u64; Self::COUNT]) -> Option<Self> {
        let sound = |(value, spec): (&u64, &Spec)| (1..=spec.3).contains(value);
        let all = values.iter().zip(&TABLE).all(sound);
        all.then_some(Self(values))
    }

    /// How much of it.
    #[must_use]
    pub fn get(&self, limit: Limit) -> u64 {
        self.0.get(limit as usize).copied().unwrap_or_default()
    }

    /// The same as a size in memory.
    #[must_use]
    pub fn size(&self, limit: Limit) -> usize {
        usize::try_from(self.get(limit)).unwrap_or(usize::MAX)
    }

    pub(crate) fn set(&mut self, limit: Limit, value: u64) {
        if let Some(slot) = self.0.get_mut(limit as usize) {
            *slot = value;
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self(TABLE.map(|spec| spec.2))
    }
}

impl Serialize for Limits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(TABLE.len()))?;
        for limit in Limit::all() {
            map.serialize_entry(limit.name(), &self.get(limit))?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_enum() {
        for (index, limit) in Limit::all().enumerate() {
            assert_eq!(limit as usize, index, "{limit:?}");
            assert_eq!(Limit::named(limit.name()), Some(limit));
        }
    }

    #[test]
    fn values_out_of_range_are_no_limits() {
        let sound = *Limits::default().values();
        assert_eq!(Limits::of_values(sound), Some(Limits::default()));
        for (index, limit) in Limit::all().enumerate() {
            for bad in [0, limit.ceiling() + 1] {
                let mut values = sound;
                values[index] = bad;
                assert_eq!(Limits::of_values(values), None, "{limit:?}");
            }
        }
    }

    #[test]
    fn defaults_are_within_their_ranges() {
        for limit in Limit::all() {
            assert!(
                (1..=limit.ceiling()).contains(&limit.default_value()),
                "{limit:?}"
            );
            assert_eq!(Limits::default().get(limit), limit.default_value());
        }
    }
}
