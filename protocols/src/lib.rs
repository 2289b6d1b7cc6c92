//! The protocols that only Liseré speaks, made of the files beside this folder.

/// `lisere-label-v1.xml`: a client reads its own cage's name, level and colour.
pub mod label {
    #![allow(
        dead_code,
        missing_docs,
        non_camel_case_types,
        non_upper_case_globals,
        unused_imports,
        unused_variables,
        clippy::all,
        reason = "the scanner writes it"
    )]

    /// What programs use.
    #[cfg(feature = "client")]
    pub mod client {
        use wayland_client;

        pub mod __interfaces {
            wayland_scanner::generate_interfaces!("lisere-label-v1.xml");
        }
        use self::__interfaces::*;
        wayland_scanner::generate_client_code!("lisere-label-v1.xml");
    }

    /// What gates and the core use.
    #[cfg(feature = "server")]
    pub mod server {
        use wayland_server;

        pub mod __interfaces {
            wayland_scanner::generate_interfaces!("lisere-label-v1.xml");
        }
        use self::__interfaces::*;
        wayland_scanner::generate_server_code!("lisere-label-v1.xml");
    }
}
