//! wl_output and xdg-output: a client that binds late learns where its windows are.

use smithay::delegate_output;
use smithay::output::Output;
use smithay::reexports::wayland_server::Resource;
use smithay::reexports::wayland_server::protocol::wl_output::WlOutput;
use smithay::wayland::output::OutputHandler;

use crate::state::Compositor;

impl OutputHandler for Compositor {
    fn output_bound(&mut self, _output: Output, bound: WlOutput) {
        let theirs: Vec<_> = self
            .windows
            .iter()
            .filter(|window| {
                window
                    .toplevel
                    .wl_surface()
                    .id()
                    .same_client_as(&bound.id())
            })
            .map(|window| window.id)
            .collect();
        for window in theirs {
            self.enter_outputs(window);
        }
    }
}

delegate_output!(Compositor);
