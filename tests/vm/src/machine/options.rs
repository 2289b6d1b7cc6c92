//! How QEMU is started: a machine with nothing but virtio devices, emulated in software.

use std::path::Path;

use crate::image::Image;

/// Connectors of the graphics device.
pub(super) const HEADS: usize = 2;
/// Pixels of the first screen at the start; the second is not connected then.
pub(super) const SIZE: (u32, u32) = (1024, 768);

const MEMORY: &str = "2048";
/// No clock that needs calibrating, no mitigations: nobody attacks this machine.
const KERNEL: &str = "console=ttyS0 quiet loglevel=4 tsc=reliable no_timer_check \
                      mitigations=off panic=-1 vt.global_cursor_default=0 rdinit=/init";

/// QEMU's arguments. The guest's sockets and its exchange folder are in `folder`.
pub(super) fn arguments(image: &Image, folder: &Path) -> Vec<String> {
    let at = |name: &str| folder.join(name).display().to_string();
    let (width, height) = SIZE;
    let mut list = vec![
        "-nodefaults".to_owned(),
        "-no-user-config".to_owned(),
        "-no-reboot".to_owned(),
    ];
    let mut with = |option: &str, value: String| list.extend([option.to_owned(), value]);
    with("-display", "none".into());
    with("-machine", "pc".into());
    with("-accel", "tcg,thread=multi,tb-size=256".into());
    with("-cpu", "max".into());
    with("-smp", "2".into());
    with("-m", MEMORY.into());
    with("-kernel", image.kernel.display().to_string());
    with("-initrd", image.initramfs.display().to_string());
    with("-append", KERNEL.into());
    let root = image.root.display();
    with(
        "-drive",
        format!("file={root},if=virtio,format=raw,readonly=on"),
    );
    with("-serial", format!("file:{}", at("console.log")));
    with("-qmp", format!("unix:{},server=on,wait=off", at("qmp")));
    with("-device", "virtio-serial-pci,id=serial0".into());
    let agent = at("agent");
    with(
        "-chardev",
        format!("socket,id=agent,path={agent},server=on,wait=off"),
    );
    with(
        "-device",
        "virtserialport,bus=serial0.0,chardev=agent,name=agent".into(),
    );
    with("-device", "virtio-keyboard-pci,id=keyboard0".into());
    with("-device", "virtio-tablet-pci,id=tablet0".into());
    let exchange = at("exchange");
    with(
        "-virtfs",
        format!("local,path={exchange},mount_tag=exchange,security_model=none,multidevs=remap"),
    );
    with(
        "-device",
        format!("virtio-vga,id=gpu0,max_outputs={HEADS},xres={width},yres={height}"),
    );
    // Nobody looks at these: they tell the graphics device the size of each screen.
    for head in 0..HEADS {
        let socket = at(&format!("vnc{head}"));
        with(
            "-vnc",
            format!("unix:{socket},id=vnc{head},display=gpu0,head={head}"),
        );
    }
    list
}
