//! What the sound server of a cage is told: who may call, and that its only loudspeaker and its
//! only microphone are pipes.

use lisere_policy::Rights;

use crate::recipe::inside;

/// The form of all samples that cross.
const FORM: &str = "format=s16le rate=48000 channels=2";

/// Whether a cage with these rights has a server.
pub(super) fn granted(rights: Rights) -> bool {
    rights.sound || rights.microphone
}

/// What stands in the server's script. Whoever is in the cage may call; what it plays is
/// written as time goes by, whoever reads; and what nobody uses is suspended at once.
pub(super) fn script(rights: Rights) -> String {
    let mut lines = Vec::new();
    if rights.sound {
        lines.push(format!(
            "load-module module-pipe-sink sink_name=loudspeaker file=/proc/self/fd/1 {FORM} \
             use_system_clock_for_timing=yes sink_properties=device.description=Lisere"
        ));
        lines.push("set-default-sink loudspeaker".to_owned());
    }
    if rights.microphone {
        let microphone = inside::MICROPHONE;
        lines.push(format!(
            "load-module module-pipe-source source_name=microphone file={microphone} {FORM} \
             source_properties=device.description=Lisere"
        ));
        lines.push("set-default-source microphone".to_owned());
    }
    let server = inside::SOUND_SERVER;
    lines.push("load-module module-suspend-on-idle timeout=0".to_owned());
    lines.push(format!(
        "load-module module-native-protocol-unix auth-anonymous=1 auth-cookie-enabled=0 \
         socket={server}"
    ));
    lines.join("\n") + "\n"
}
