//! The numbers of the requests and events that are used, by interface, as in the protocols' XML.

/// `wl_display`.
pub mod display {
    /// The object that every connection begins with.
    pub const ID: u32 = 1;
    /// Request.
    pub const SYNC: u16 = 0;
    /// Request.
    pub const GET_REGISTRY: u16 = 1;
    /// Event: object, code, text.
    pub const ERROR: u16 = 0;
    /// Event: an object number that is free again.
    pub const DELETE_ID: u16 = 1;
}

/// `wl_registry`.
pub mod registry {
    /// Request.
    pub const BIND: u16 = 0;
    /// Event: name, interface, version.
    pub const GLOBAL: u16 = 0;
}

/// `wl_compositor`.
pub mod compositor {
    /// Request.
    pub const CREATE_SURFACE: u16 = 0;
    /// Request.
    pub const CREATE_REGION: u16 = 1;
}

/// `wl_region`.
pub mod region {
    /// Request.
    pub const DESTROY: u16 = 0;
    /// Request.
    pub const ADD: u16 = 1;
}

/// `wl_shm`.
pub mod shm {
    /// Request; carries a file.
    pub const CREATE_POOL: u16 = 0;
    /// Pixels without an alpha channel.
    pub const XRGB8888: u32 = 1;
}

/// `wl_shm_pool`.
pub mod pool {
    /// Request.
    pub const CREATE_BUFFER: u16 = 0;
    /// Request.
    pub const DESTROY: u16 = 1;
}

/// `wl_buffer`.
pub mod buffer {
    /// Event.
    pub const RELEASE: u16 = 0;
}

/// `wl_surface`.
pub mod surface {
    /// Request.
    pub const DESTROY: u16 = 0;
    /// Request.
    pub const ATTACH: u16 = 1;
    /// Request.
    pub const FRAME: u16 = 3;
    /// Request.
    pub const COMMIT: u16 = 6;
    /// Request, since version 4.
    pub const DAMAGE_BUFFER: u16 = 9;
}

/// `xdg_wm_base`.
pub mod wm_base {
    /// Request.
    pub const GET_XDG_SURFACE: u16 = 2;
    /// Request.
    pub const PONG: u16 = 3;
    /// Event.
    pub const PING: u16 = 0;
}

/// `xdg_surface`.
pub mod xdg_surface {
    /// Request.
    pub const GET_TOPLEVEL: u16 = 1;
    /// Request.
    pub const ACK_CONFIGURE: u16 = 4;
    /// Event.
    pub const CONFIGURE: u16 = 0;
}

/// `xdg_toplevel`.
pub mod toplevel {
    /// Request.
    pub const SET_TITLE: u16 = 2;
    /// Request.
    pub const SET_APP_ID: u16 = 3;
}
