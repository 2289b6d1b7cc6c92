//! The outputs, as far as panels need them to tell one from another.

use liserectl::{OutputInfo, State};
use wayland_server::backend::{ClientId, GlobalId};
use wayland_server::protocol::wl_output::{self, Mode, Request, Subpixel, Transform, WlOutput};
use wayland_server::{Client, DataInit, Dispatch, DisplayHandle, GlobalDispatch, New, Resource};

use crate::lists::{Lists, offer};

const VERSION: u32 = 4;

/// Every output that there is.
#[derive(Debug, Default)]
pub(crate) struct Screens {
    all: Vec<Screen>,
}

#[derive(Debug)]
struct Screen {
    info: OutputInfo,
    global: GlobalId,
    bound: Vec<WlOutput>,
}

impl Screens {
    /// Brings them up to date.
    pub(crate) fn follow(&mut self, known: &State, display: &DisplayHandle) {
        let named = |name: &str| known.outputs.iter().any(|output| output.name == name);
        self.all.retain(|screen| {
            let there = named(&screen.info.name);
            if !there {
                // Whoever has just heard of it may bind it yet.
                display.disable_global::<Lists>(screen.global.clone());
            }
            there
        });
        for info in &known.outputs {
            let found = self.all.iter_mut().find(|it| it.info.name == info.name);
            match found {
                Some(screen) if screen.info != *info => {
                    screen.info = info.clone();
                    screen.bound.iter().for_each(|output| tell(output, info));
                }
                Some(_) => {}
                None => {
                    let name = info.name.clone();
                    let global = offer::<WlOutput, String>(display, VERSION, name);
                    self.all.push(Screen {
                        info: info.clone(),
                        global,
                        bound: Vec::new(),
                    });
                }
            }
        }
    }

    /// Everything by which programs know an output.
    pub(crate) fn bound(&self, name: &str) -> &[WlOutput] {
        let screen = self.all.iter().find(|screen| screen.info.name == name);
        screen.map_or(&[], |screen| &screen.bound)
    }
}

/// Tells one program all of an output.
fn tell(output: &WlOutput, info: &OutputInfo) {
    let size = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let transform = transform(&info.transform);
    // Where it comes from and how large it is in millimetres is nobody's concern here.
    output.geometry(
        info.x,
        info.y,
        0,
        0,
        Subpixel::Unknown,
        String::new(),
        String::new(),
        transform,
    );
    let mode = Mode::Current | Mode::Preferred;
    output.mode(mode, size(info.width), size(info.height), 0);
    if output.version() >= wl_output::EVT_NAME_SINCE {
        output.name(info.name.clone());
    }
    if output.version() >= wl_output::EVT_SCALE_SINCE {
        // Never more than 16.
        output.scale(info.scale.ceil() as i32);
        output.done();
    }
}

fn transform(name: &str) -> Transform {
    match name {
        "90" => Transform::_90,
        "180" => Transform::_180,
        "270" => Transform::_270,
        "flipped" => Transform::Flipped,
        "flipped-90" => Transform::Flipped90,
        "flipped-180" => Transform::Flipped180,
        "flipped-270" => Transform::Flipped270,
        _ => Transform::Normal,
    }
}

impl GlobalDispatch<WlOutput, String> for Lists {
    fn bind(
        lists: &mut Lists,
        _: &DisplayHandle,
        _: &Client,
        resource: New<WlOutput>,
        name: &String,
        init: &mut DataInit<'_, Lists>,
    ) {
        let output = init.init(resource, ());
        let all = &mut lists.screens.all;
        if let Some(screen) = all.iter_mut().find(|screen| screen.info.name == *name) {
            tell(&output, &screen.info);
            screen.bound.push(output.clone());
            lists.workspaces.output_bound(name, &output);
        }
    }
}

impl Dispatch<WlOutput, ()> for Lists {
    fn request(
        _: &mut Lists,
        _: &Client,
        _: &WlOutput,
        _: Request,
        (): &(),
        _: &DisplayHandle,
        _: &mut DataInit<'_, Lists>,
    ) {
        // There is none but to let it go.
    }

    fn destroyed(lists: &mut Lists, _: ClientId, gone: &WlOutput, (): &()) {
        for screen in &mut lists.screens.all {
            screen.bound.retain(|output| output != gone);
        }
    }
}
