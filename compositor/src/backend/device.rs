//! The device that GLES draws with: whether programs may hand it buffers of the graphics card.

use std::path::PathBuf;

use smithay::backend::allocator::Format;
use smithay::backend::egl::EGLDevice;
use smithay::backend::renderer::ImportDma;
use smithay::backend::renderer::gles::GlesRenderer;

use super::egl;

/// Renderers that draw with the processor, as GLES names them.
const SOFTWARE: [&str; 5] = ["llvmpipe", "softpipe", "swrast", "lavapipe", "swiftshader"];

/// What EGL and GLES say of the device.
#[derive(Clone, Debug, Default)]
pub struct Device {
    /// EGL takes it for software, or does not know it.
    pub software: bool,
    /// What GLES says it draws with.
    pub drawn_with: String,
    /// The number of its render node's file.
    pub node: Option<u64>,
    /// What it can read.
    pub formats: Vec<Format>,
}

/// What clients are told of the device whose buffers are taken.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The number of its render node's file.
    pub node: u64,
    /// What it can read.
    pub formats: Vec<Format>,
}

impl Device {
    /// Asks a renderer what it draws with.
    #[must_use]
    pub fn of(renderer: &mut GlesRenderer) -> Device {
        let known = EGLDevice::device_for_display(renderer.egl_context().display());
        let hardware = known.ok().filter(|device| !device.is_software());
        Device {
            software: hardware.is_none(),
            drawn_with: egl::drawn_with(renderer).unwrap_or_default(),
            node: hardware
                .and_then(|device| device.render_device_path().ok())
                .and_then(number),
            formats: renderer.dmabuf_formats().into_iter().collect(),
        }
    }

    /// What to offer clients; nothing unless all says that this is hardware:
    /// a GLES in software may crash on buffers from elsewhere.
    #[must_use]
    pub fn offer(self) -> Option<Offer> {
        let name = self.drawn_with.to_lowercase();
        let software =
            self.software || name.is_empty() || SOFTWARE.iter().any(|known| name.contains(known));
        if software || self.formats.is_empty() {
            return None;
        }
        self.node.map(|node| Offer {
            node,
            formats: self.formats,
        })
    }
}

fn number(path: PathBuf) -> Option<u64> {
    rustix::fs::stat(path).ok().map(|stat| stat.st_rdev)
}

#[cfg(test)]
mod tests {
    use smithay::backend::allocator::{Fourcc, Modifier};

    use super::*;

    fn hardware() -> Device {
        Device {
            software: false,
            drawn_with: "AMD Radeon 780M (radeonsi, gfx1103_r1)".into(),
            node: Some(0xe280),
            formats: vec![Format {
                code: Fourcc::Xrgb8888,
                modifier: Modifier::Linear,
            }],
        }
    }

    #[test]
    fn hardware_is_offered() {
        assert_eq!(hardware().offer().map(|offer| offer.node), Some(0xe280));
    }

    #[test]
    fn software_is_not_whoever_says_so() {
        assert!(
            Device {
                software: true,
                ..hardware()
            }
            .offer()
            .is_none()
        );
        for name in [
            "llvmpipe (LLVM 15.0.6, 256 bits)",
            "softpipe",
            "Google SwiftShader",
            "",
        ] {
            assert!(
                Device {
                    drawn_with: name.into(),
                    ..hardware()
                }
                .offer()
                .is_none(),
                "{name}"
            );
        }
    }

    #[test]
    fn without_a_node_or_formats_there_is_nothing_to_offer() {
        assert!(
            Device {
                node: None,
                ..hardware()
            }
            .offer()
            .is_none()
        );
        assert!(
            Device {
                formats: Vec::new(),
                ..hardware()
            }
            .offer()
            .is_none()
        );
    }
}
