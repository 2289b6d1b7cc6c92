//! What the prompt shows of the content: text, a picture, files or a link.

use super::draw::Brush;
use super::layout::{LINE, Layout, Styles};
use super::{FileRow, PromptSpec, Shown};
use crate::paragraph::Cut;
use crate::scaled::{Small, fitted};
use crate::text::Texts;
use crate::{Rect, icons};

/// The room round what is shown, logical pixels.
pub(super) const PAD: i32 = 9;
/// Lines of text that are shown at most.
const LINES: usize = 6;
/// Files that are listed at most; of more, one less and how many there are besides.
const FILES: usize = 4;
/// The highest that a picture gets, logical pixels.
const HIGHEST: i32 = 168;

/// The height that the preview would have if there were room for all of it.
pub(super) fn natural(texts: &mut Texts, spec: &PromptSpec<'_>, width: i32) -> i32 {
    let px = |logical| spec.scale.px(logical);
    let style = Styles::at(spec.scale).plain;
    let inner = width - 2 * px(PAD + 4);
    let content = match spec.cargo.shown {
        Shown::Nothing => px(LINE),
        Shown::Text(text) if text.trim().is_empty() => px(LINE),
        Shown::Text(text) => px(LINE) * texts.block(text, style, inner, LINES).lines.len() as i32,
        Shown::Image { small, real, .. } => {
            let most = (inner, px(HIGHEST));
            fitted(small, real, most, spec.scale).1
        }
        Shown::Files(files) => {
            let listed = listed(files, usize::MAX);
            let rest = i32::from(listed < files.len());
            let lines: i32 = files.iter().take(listed).map(lines_of).sum();
            px(LINE) * (lines + rest)
        }
        Shown::Link(link) => {
            let all = texts.block(link, style, inner, 3).lines.len() as i32;
            px(26) + px(LINE) * all
        }
    };
    content + 2 * px(PAD)
}

/// How many of the files are listed in so many lines; the rest is counted.
fn listed(files: &[FileRow<'_>], lines: usize) -> usize {
    let most = if files.len() > FILES {
        FILES - 1
    } else {
        FILES
    };
    let mut used = 0;
    let fits = files.iter().take(most).take_while(|file| {
        used += lines_of(file) as usize;
        used <= lines
    });
    fits.count()
}

/// A file whose name changes takes a line for each name.
fn lines_of(file: &FileRow<'_>) -> i32 {
    if file.old == file.new { 1 } else { 2 }
}

/// The host of a link, without who logs in there.
fn host(link: &str) -> &str {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or(rest);
    authority.rsplit('@').next().unwrap_or(authority)
}

impl Brush<'_> {
    pub(super) fn preview(&mut self, layout: &Layout) {
        let place = layout.shown;
        if place.empty() {
            return;
        }
        let (ui, scale) = (self.spec.ui, self.spec.scale);
        let px = |logical| scale.px(logical);
        let (radius, line) = (scale.length(6.0), px(1).max(1));
        let edge = ui.bar_background.mix(ui.bar_text, 46);
        let ground = ui.bar_background.mix(ui.contrast_dark, 150);
        icons::fill_rounded(&mut self.canvas, place, radius, edge, 255);
        let paper = place.shrunk(line);
        icons::fill_rounded(&mut self.canvas, paper, radius - line as f32, ground, 255);
        let (x, y) = (px(PAD + 4), px(PAD));
        let inner = Rect::new(place.x + x, place.y + y, place.w - 2 * x, place.h - 2 * y);
        let words = &self.texts.language.words().content;
        match self.spec.cargo.shown {
            Shown::Nothing => self.remark(words.nothing, inner),
            Shown::Text(text) if text.trim().is_empty() => self.remark(words.blank, inner),
            Shown::Text(text) => self.paragraph(text, inner),
            Shown::Image {
                pixels,
                small,
                real,
            } => self.image(pixels, small, real, inner),
            Shown::Files(files) => self.files(files, inner),
            Shown::Link(link) => self.link(link, inner),
        }
    }

    /// Words of the core in the place of content.
    fn remark(&mut self, words: &str, place: Rect) {
        let row = Rect::new(place.x, place.y, place.w, self.spec.scale.px(LINE));
        self.text(words, self.styles.plain, row, self.dim);
    }

    fn paragraph(&mut self, text: &str, place: Rect) {
        let step = self.spec.scale.px(LINE);
        let most = (place.h / step.max(1)).max(1) as usize;
        let style = self.styles.plain;
        let block = self.texts.block(text, style, place.w, most.min(LINES));
        let colour = self.spec.ui.bar_text;
        self.texts
            .write_block(&mut self.canvas, &block, style, (place, step), colour);
    }

    /// The picture at the left on a chequered ground, its real size beside it.
    fn image(&mut self, pixels: &[u8], small: (u32, u32), real: (u32, u32), place: Rect) {
        let scale = self.spec.scale;
        let px = |logical| scale.px(logical);
        let (w, h) = fitted(small, real, (place.w, place.h), scale);
        let at = Rect::new(place.x, place.y, w, h);
        self.canvas.chequer(at, px(6).max(1));
        self.canvas.lay(&Small::of(pixels, small), at);
        let language = self.texts.language;
        let words = language.words().content.pixels;
        let (width, height) = (u64::from(real.0), u64::from(real.1));
        let size = format!("{} × {}", language.grouped(width), language.grouped(height));
        let beside = Rect::new(
            at.right() + px(16),
            at.y,
            place.right() - at.right() - px(16),
            px(LINE),
        );
        if beside.w > px(100) {
            let style = self.styles.plain;
            self.text(&format!("{size} {words}"), style, beside, self.dim);
        }
    }

    fn files(&mut self, files: &[FileRow<'_>], place: Rect) {
        let px = |logical| self.spec.scale.px(logical);
        let lines = (place.h / px(LINE).max(1)).max(1) as usize;
        let all = listed(files, lines);
        let shown = if all < files.len() {
            listed(files, lines - 1)
        } else {
            all
        };
        let mut row = Rect::new(place.x, place.y, place.w, px(LINE));
        for file in files.iter().take(shown) {
            self.file(file, row);
            row.y += px(LINE) * lines_of(file);
        }
        let rest = files.len() - shown;
        if rest > 0 {
            let words = (self.texts.language.words().content.others)(rest);
            self.remark(&words, row);
        }
    }

    fn file(&mut self, file: &FileRow<'_>, row: Rect) {
        let (ui, scale) = (self.spec.ui, self.spec.scale);
        let px = |logical| scale.px(logical);
        let style = self.styles.plain;
        let size = self.texts.language.rough(file.size);
        let width = self.texts.line(&size, style, row.w).width;
        let right = Rect::new(row.right() - width, row.y, width, row.h);
        self.text(&size, style, right, self.dim);
        let name = Rect::new(row.x, row.y, right.x - row.x - px(16), row.h);
        if file.old == file.new {
            self.fresh(file.new, style, name, (Cut::Middle, ui.bar_text));
            return;
        }
        self.fresh(file.old, style, name, (Cut::Middle, self.dim));
        let (below, indent) = (row.y + row.h, px(20));
        self.text(
            "→",
            self.styles.strong,
            Rect::new(row.x, below, indent, row.h),
            ui.accent,
        );
        let name = Rect::new(row.x + indent, below, name.w - indent, row.h);
        self.fresh(
            file.new,
            self.styles.strong,
            name,
            (Cut::Middle, ui.bar_text),
        );
    }

    /// The host large, whole as far as its end goes; then all of the link.
    fn link(&mut self, link: &str, place: Rect) {
        let scale = self.spec.scale;
        let px = |logical| scale.px(logical);
        let host_row = Rect::new(place.x, place.y, place.w, px(24));
        let (style, colour) = (self.styles.name, self.spec.ui.bar_text);
        self.fresh(host(link), style, host_row, (Cut::Start, colour));
        let rest = Rect::new(place.x, place.y + px(26), place.w, place.h - px(26));
        let most = (rest.h / px(LINE).max(1)).clamp(0, 3) as usize;
        let style = self.styles.plain;
        let block = self.texts.block(link, style, rest.w, most);
        self.texts
            .write_block(&mut self.canvas, &block, style, (rest, px(LINE)), self.dim);
    }
}
