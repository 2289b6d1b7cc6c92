//! linux-dmabuf: buffers of the graphics card, for cages that may have them.

use smithay::backend::allocator::dmabuf::Dmabuf;
use smithay::delegate_dmabuf;
use smithay::wayland::dmabuf::{DmabufGlobal, DmabufHandler, DmabufState, ImportNotifier};

use crate::state::Compositor;

impl DmabufHandler for Compositor {
    fn dmabuf_state(&mut self) -> &mut DmabufState {
        &mut self.protocols.dmabuf
    }

    fn dmabuf_imported(
        &mut self,
        _global: &DmabufGlobal,
        dmabuf: Dmabuf,
        notifier: ImportNotifier,
    ) {
        match self.backend.import_dmabuf(&dmabuf) {
            Ok(()) => {
                // It fails only for a client that has left.
                let _buffer = notifier.successful::<Compositor>();
            }
            Err(error) => {
                tracing::debug!(%error, "a buffer of the graphics card was refused");
                notifier.failed();
            }
        }
    }
}

delegate_dmabuf!(Compositor);
