//! The bar's pixels.

use super::layout::{DOT, Layout, Styles, detail, remote};
use super::{BarFocus, BarHot, BarSpec, Workspace, indicators, ring, transfer};
use crate::canvas::Canvas;
use crate::edging::contrast_line;
use crate::text::{Style, Texts};
use crate::{Metrics, Picture, Rect, Rgb, emblem, icons};

/// A canvas together with what every part of the bar is drawn with.
struct Brush<'a> {
    canvas: Canvas,
    texts: &'a mut Texts,
    spec: &'a BarSpec<'a>,
    styles: Styles,
}

/// The whole bar.
pub(super) fn picture(
    texts: &mut Texts,
    spec: &BarSpec<'_>,
    layout: &Layout,
    hot: &[(Rect, BarHot)],
) -> Picture {
    let metrics = Metrics::at(spec.scale);
    let canvas = Canvas::filled(spec.width, metrics.bar, spec.ui.bar_background);
    let mut brush = Brush {
        canvas,
        texts,
        spec,
        styles: Styles::at(spec.scale),
    };
    emblem::draw(&mut brush.canvas, layout.emblem, spec.scale, spec.ui);
    match &spec.focused {
        Some(focus) => brush.focus(focus, layout, &metrics),
        None if spec.locked || spec.attention => brush.attention(layout, &metrics),
        None => brush.nobody(layout, &metrics),
    }
    brush.words(layout);
    transfer::draw(&mut brush.canvas, brush.texts, spec, layout.transfer);
    for (place, workspace) in &layout.workspaces {
        brush.workspace(*place, workspace);
    }
    for cell in &layout.indicators {
        indicators::draw(&mut brush.canvas, brush.texts, spec, cell);
    }
    brush.status(layout);
    let chosen = hot.iter().find(|(_, part)| Some(*part) == spec.chosen);
    if let Some((place, _)) = chosen {
        ring::draw(&mut brush.canvas, *place, spec);
    }
    brush.canvas.finish()
}

impl Brush<'_> {
    /// The focused cage: its name and level on its colour, and its edging
    /// under the whole bar.
    fn focus(&mut self, focus: &BarFocus<'_>, layout: &Layout, metrics: &Metrics) {
        let cage = focus.cage;
        let edge = Rect::new(0, layout.inside.bottom(), layout.inside.w, metrics.border);
        self.canvas.fill(edge, cage.colour);
        self.canvas.fill(layout.chip, cage.colour);
        let trim = metrics.border - metrics.ring - 2 * metrics.contrast;
        let sewn = Rect::new(0, edge.bottom() - metrics.contrast - trim, edge.w, trim);
        self.canvas
            .sew(sewn, &cage.pattern.trim(self.spec.scale, trim), cage.text);
        self.line_under(layout, metrics, contrast_line(self.spec.ui, cage.colour));
        let patch = icons::patch(layout.patch, self.spec.scale);
        self.canvas
            .sew(patch, &cage.pattern.cloth(self.spec.scale), cage.text);
        self.text(cage.title, self.styles.name, layout.name, cage.text);
        let remote = remote(self.spec, &self.texts.language.words().bar);
        self.text(remote, self.styles.strong, layout.remote, cage.text);
        let detail = detail(self.spec);
        self.text(&detail, self.styles.plain, layout.detail, cage.quiet());
    }

    /// Trusted UI itself: the bar's own colours, exchanged, which are no cage's.
    fn attention(&mut self, layout: &Layout, metrics: &Metrics) {
        let ui = self.spec.ui;
        let edge = Rect::new(0, layout.inside.bottom(), layout.inside.w, metrics.border);
        self.canvas.fill(edge, ui.bar_text);
        self.canvas.fill(layout.chip, ui.bar_text);
        self.line_under(layout, metrics, ui.contrast_dark);
        let words = &self.texts.language.words().bar;
        let words = match self.spec.locked {
            true => words.locked,
            false => words.attention,
        };
        self.text(words, self.styles.name, layout.name, ui.bar_background);
    }

    fn nobody(&mut self, layout: &Layout, metrics: &Metrics) {
        self.text(
            self.texts.language.words().bar.nobody,
            self.styles.plain,
            layout.name,
            self.spec.ui.bar_dim_text,
        );
        self.line_under(layout, metrics, self.spec.ui.contrast_dark);
    }

    fn line_under(&mut self, layout: &Layout, metrics: &Metrics, colour: Rgb) {
        let y = metrics.bar - metrics.contrast;
        self.canvas
            .fill(Rect::new(0, y, layout.inside.w, metrics.contrast), colour);
    }

    /// The core's notice or, when there is none, the client's title.
    fn words(&mut self, layout: &Layout) {
        let (ui, px) = (self.spec.ui, |logical| self.spec.scale.px(logical));
        let title = self
            .spec
            .focused
            .as_ref()
            .map_or("", |focus| focus.window_title);
        let Some(notice) = self.spec.notice.filter(|_| layout.words.w > 0) else {
            self.text(title, self.styles.plain, layout.words, ui.bar_dim_text);
            return;
        };
        let (place, size) = (layout.words, px(8));
        let dot = Rect::new(place.x, place.y + (place.h - size) / 2, size, size);
        icons::disc(&mut self.canvas, dot, ui.accent);
        let rest = Rect::new(place.x + px(DOT), place.y, place.w - px(DOT), place.h);
        self.text(notice, self.styles.plain, rest, ui.bar_text);
    }

    fn workspace(&mut self, place: Rect, workspace: &Workspace) {
        let (ui, scale) = (self.spec.ui, self.spec.scale);
        let square = icons::centred(place, scale.px(22));
        if workspace.active {
            icons::fill_rounded(
                &mut self.canvas,
                square,
                scale.length(5.0),
                ui.bar_text,
                255,
            );
        }
        let (style, colour) = match (workspace.active, workspace.occupied) {
            (true, _) => (self.styles.strong, ui.bar_background),
            (false, true) => (self.styles.strong, ui.bar_text),
            (false, false) => (
                self.styles.plain,
                ui.bar_background.mix(ui.bar_dim_text, 150),
            ),
        };
        self.centred(&workspace.number.to_string(), style, place, colour);
        if workspace.urgent {
            let size = scale.px(6);
            let dot = Rect::new(square.right() - size, square.y, size, size);
            icons::disc(&mut self.canvas, dot, ui.accent);
        }
    }

    fn status(&mut self, layout: &Layout) {
        let ui = self.spec.ui;
        if layout.nested.w > 0 {
            let words = self.texts.language.words().bar.nested;
            self.chip(words, layout.nested, [ui.accent, ui.contrast_dark]);
        }
        if let Some(mode) = self.spec.mode.filter(|_| layout.mode.w > 0) {
            let words = (self.texts.language.words().bar.mode)(mode);
            self.chip(&words, layout.mode, [ui.bar_text, ui.bar_background]);
        }
        self.centred(
            self.spec.layout,
            self.styles.plain,
            layout.layout,
            ui.bar_dim_text,
        );
        self.centred(
            self.spec.clock,
            self.styles.strong,
            layout.clock,
            ui.bar_text,
        );
    }

    /// Words on a ground of their own.
    fn chip(&mut self, words: &str, place: Rect, [ground, ink]: [Rgb; 2]) {
        let scale = self.spec.scale;
        let h = scale.px(20);
        let chip = Rect::new(place.x, (place.h - h) / 2, place.w, h);
        icons::fill_rounded(&mut self.canvas, chip, scale.length(4.0), ground, 255);
        self.centred(words, self.styles.strong, chip, ink);
    }

    fn text(&mut self, text: &str, style: Style, place: Rect, colour: Rgb) {
        self.texts
            .write(&mut self.canvas, text, style, place, colour);
    }

    fn centred(&mut self, text: &str, style: Style, place: Rect, colour: Rgb) {
        let width = self.texts.line(text, style, place.w).width;
        let inset = ((place.w - width) / 2).max(0);
        self.text(
            text,
            style,
            Rect::new(place.x + inset, place.y, place.w - inset, place.h),
            colour,
        );
    }
}
