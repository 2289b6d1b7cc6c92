//! Taking a seat: the session, its cards and devices, and a renderer.

use std::path::{Path, PathBuf};
use std::time::Duration;

use smithay::backend::drm::DrmDeviceNotifier;
use smithay::backend::egl::EGLDevice;
use smithay::backend::libinput::{LibinputInputBackend, LibinputSessionInterface};
use smithay::backend::renderer::Color32F;
use smithay::backend::renderer::gles::GlesRenderer;
use smithay::backend::session::libseat::{LibSeatSession, LibSeatSessionNotifier};
use smithay::backend::session::{Event, Session};
use smithay::backend::udev::{UdevBackend, all_gpus, primary_gpu};
use smithay::reexports::calloop::{Dispatcher, EventLoop};
use smithay::reexports::input::Libinput;

use super::card::{Card, CardId};
use super::paper::Paper;
use super::{Brush, Kms, KmsError};
use crate::backend::devices::Devices;
use crate::backend::{RendererChoice, egl};
use crate::render::{RenderError, failed};

/// How long a seat may take to become ours.
const PATIENCE: Duration = Duration::from_secs(2);

/// What happens on a seat, as sources of a loop.
pub(crate) struct Sources {
    /// Consoles are switched.
    pub(crate) session: LibSeatSessionNotifier,
    /// Cards come, go and change.
    pub(crate) cards: UdevBackend,
    /// Input devices.
    pub(crate) input: LibinputInputBackend,
    /// Frames are shown.
    pub(crate) flips: Vec<(CardId, DrmDeviceNotifier)>,
}

impl Kms {
    /// Takes the seat of this console. `Auto` draws with GLES where the card does the
    /// work, and with Pixman elsewhere.
    ///
    /// # Errors
    /// When there is no seat, no card, or another program has them.
    pub fn open(choice: RendererChoice, backdrop: Color32F) -> Result<Kms, KmsError> {
        let (mut session, notifier) = take_seat()?;
        let seat = session.seat();
        let udev = UdevBackend::new(&seat).map_err(KmsError::Udev)?;
        let (mut cards, flips) = open_cards(&mut session, &seat)?;
        let mut input = Libinput::new_with_udev(LibinputSessionInterface::from(session.clone()));
        input
            .udev_assign_seat(&seat)
            .map_err(|()| KmsError::Input { seat: seat.clone() })?;
        let brush = brush(choice, cards.first_mut(), backdrop)?;
        let sources = Sources {
            session: notifier,
            cards: udev,
            input: LibinputInputBackend::new(input.clone()),
            flips,
        };
        Ok(Kms {
            session,
            input,
            devices: Devices::default(),
            cards,
            brush,
            modes: Vec::new(),
            sources: Some(sources),
            active: true,
            lit: true,
        })
    }

    /// Opens a card that came later.
    ///
    /// # Errors
    /// When it cannot be opened or shows no pictures.
    pub(crate) fn add_card(
        &mut self,
        path: &Path,
    ) -> Result<(CardId, DrmDeviceNotifier), KmsError> {
        let (card, flips) = Card::open(&mut self.session, path)?;
        let id = card.id;
        self.cards.push(card);
        Ok((id, flips))
    }
}

/// A session on a seat that is ours.
fn take_seat() -> Result<(LibSeatSession, LibSeatSessionNotifier), KmsError> {
    let no_seat = |error: &dyn std::fmt::Display| KmsError::NoSeat(error.to_string());
    let (session, notifier) = LibSeatSession::new().map_err(|error| no_seat(&error))?;
    if session.is_active() {
        return Ok((session, notifier));
    }
    // The seat may say so a moment later.
    let mut events = EventLoop::<bool>::try_new().map_err(|error| no_seat(&error))?;
    let heard = Dispatcher::new(notifier, |event, (), ours: &mut bool| {
        *ours = matches!(event, Event::ActivateSession);
    });
    let token = events
        .handle()
        .register_dispatcher(heard.clone())
        .map_err(|error| no_seat(&error))?;
    let mut ours = false;
    let waited = events.dispatch(PATIENCE, &mut ours);
    events.handle().remove(token);
    drop(events);
    waited.map_err(|error| no_seat(&error))?;
    if !ours {
        return Err(KmsError::NotActive);
    }
    Ok((session, heard.into_source_inner()))
}

type Flips = Vec<(CardId, DrmDeviceNotifier)>;

/// Opens the seat's cards, the one that draws first.
fn open_cards(session: &mut LibSeatSession, seat: &str) -> Result<(Vec<Card>, Flips), KmsError> {
    let first = primary_gpu(seat).map_err(KmsError::Udev)?;
    let mut paths: Vec<PathBuf> = first.into_iter().collect();
    for path in all_gpus(seat).map_err(KmsError::Udev)? {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    let (mut cards, mut flips) = (Vec::new(), Vec::new());
    let mut trouble = None;
    for path in paths {
        match Card::open(session, &path) {
            Ok((card, events)) => {
                flips.push((card.id, events));
                cards.push(card);
            }
            Err(error) => {
                tracing::warn!("{error}");
                trouble.get_or_insert(error);
            }
        }
    }
    match (cards.is_empty(), trouble) {
        (true, Some(trouble)) => Err(trouble),
        (true, None) => Err(KmsError::NoCard { seat: seat.into() }),
        (false, _) => Ok((cards, flips)),
    }
}

/// The renderer that was asked for; Pixman where GLES does not start.
fn brush(
    choice: RendererChoice,
    card: Option<&mut Card>,
    backdrop: Color32F,
) -> Result<Brush, KmsError> {
    let wanted = |card: &&mut Card| match choice {
        RendererChoice::Pixman => false,
        RendererChoice::Gles => true,
        RendererChoice::Auto => card.draws(),
    };
    let Some(card) = card.filter(wanted) else {
        return Ok(Kms::paper_of_pixman(backdrop)?);
    };
    match gles(card) {
        Ok(renderer) if choice == RendererChoice::Auto && in_software(&renderer) => {
            tracing::info!("OpenGL ES would draw with the processor here: Pixman does it instead");
        }
        Ok(renderer) => {
            let paper = Paper::new(renderer, Some(card.id), backdrop);
            return Ok(Brush::Gles(Box::new(paper)));
        }
        Err(error) => {
            tracing::warn!("OpenGL ES does not start ({error}): Pixman draws instead");
        }
    }
    Ok(Kms::paper_of_pixman(backdrop)?)
}

fn in_software(renderer: &GlesRenderer) -> bool {
    let device = EGLDevice::device_for_display(renderer.egl_context().display());
    device.is_ok_and(|device| device.is_software())
}

/// GLES on a card.
fn gles(card: &mut Card) -> Result<GlesRenderer, RenderError> {
    egl::check()?;
    let memory = card
        .memory()
        .map_err(failed("sharing memory with the graphics card"))?;
    egl::card_renderer(memory)
}
