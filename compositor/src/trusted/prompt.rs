//! The pictures of a transfer: the prompt and the badge of a drag.

use std::rc::Rc;

use lisere_policy::{Answer, CageId, Relation};
use lisere_shell::{
    BadgeSpec, CageStyle, Cargo, Course, FileRow, Kind, Metrics, PromptHot, PromptSpec, Rect,
    Shown, Sign,
};
use smithay::utils::{Physical, Point};

use super::style::Style;
use super::{Pictures, PromptSheet, Sheet};
use crate::crossing::{BadgeModel, Choice, Preview, PromptModel, Side, kind_of, way_of};
use crate::desk::OutputId;

/// The edging is whole with so many seconds left, or more, and comes undone from then on.
const PROMPT_SECONDS: u32 = 30;

impl Pictures {
    /// The prompt on an output. `None` for a cage that the policy doesn't know.
    pub fn prompt(&mut self, output: OutputId, model: PromptModel) -> Option<PromptSheet> {
        if let Some((on, known, sheet)) = &self.prompt
            && *on == output
            && *known == model
        {
            return Some(sheet.clone());
        }
        let sheet = self.draw_prompt(&model)?;
        self.prompt = Some((output, model, sheet.clone()));
        Some(sheet)
    }

    /// Drops the prompt of an output, pixels and all: what it shows is content.
    pub fn close_prompt(&mut self, output: OutputId) {
        if self.prompt.as_ref().is_some_and(|(on, ..)| *on == output) {
            self.prompt = None;
        }
    }

    /// What of the prompt lies at a point of an output, in its physical pixels.
    #[must_use]
    pub fn prompt_choice(&self, output: OutputId, at: Point<i32, Physical>) -> Option<Choice> {
        let (on, _, sheet) = self.prompt.as_ref()?;
        let at = at - sheet.at;
        let mut hot = sheet.hot.iter().filter(|_| *on == output);
        hot.find(|(rect, _)| rect.contains(at.x, at.y))
            .map(|(_, choice)| *choice)
    }

    fn draw_prompt(&mut self, model: &PromptModel) -> Option<PromptSheet> {
        let (from, to) = (
            end(&self.styles, model.from),
            end(&self.styles, Side::Cage(model.to)),
        );
        let rows = rows(&model.preview);
        let cleaned = model
            .cleaned
            .map(|how| self.painter.language().cleaned(how));
        let spec = PromptSpec {
            ui: &self.ui,
            scale: model.scale,
            room: model.room,
            seal: self.seal.as_ref(),
            from: side(model.from, from.as_ref())?,
            to: side(Side::Cage(model.to), to.as_ref())?,
            course: course(&self.styles, model.from, model.to),
            way: way_of(model.channel),
            cargo: Cargo {
                kind: kind(model),
                mime: &model.mime,
                size: model.size,
                beyond: model.beyond,
                cleaned: cleaned.unwrap_or_default(),
                shown: shown(&model.preview, &rows),
            },
            selected: hot_of(model.selected),
            hovered: model.hovered.map(hot_of),
            armed: model.armed,
            seconds: (model.seconds, PROMPT_SECONDS),
        };
        let (picture, hot) = self.painter.prompt(&spec);
        let choice = |(rect, hot): &(Rect, PromptHot)| Some((*rect, choice_of(*hot)?));
        let secret = hot.iter().find(|(_, hot)| *hot == PromptHot::Seal);
        let sheet = Sheet::private(picture, secret.map(|(rect, _)| *rect));
        let at = Point::from((
            (model.room.0 - sheet.size.w).max(0) / 2,
            Metrics::at(model.scale).bar,
        ));
        Some(PromptSheet {
            at,
            sheet,
            hot: hot.iter().filter_map(choice).collect(),
        })
    }

    /// The badge of a drag. `None` for a cage that the policy doesn't know.
    pub fn badge(&mut self, model: BadgeModel) -> Option<Rc<Sheet>> {
        if let Some((known, sheet)) = &self.badge
            && *known == model
        {
            return Some(sheet.clone());
        }
        let style = self.styles.get(model.to.index())?;
        let picture = self.painter.badge(&BadgeSpec {
            ui: &self.ui,
            scale: model.scale,
            sign: match model.answer {
                Answer::Allow => Sign::Allowed,
                Answer::Ask => Sign::Asked,
                Answer::Deny => Sign::Denied,
            },
            to: &style.cage(),
        });
        let sheet = Sheet::new(picture);
        self.badge = Some((model, sheet.clone()));
        Some(sheet)
    }
}

/// A cage's looks, and its level and categories in one text.
fn end(styles: &[Style], side: Side) -> Option<(CageStyle<'_>, String)> {
    let Side::Cage(cage) = side else { return None };
    let style = styles.get(cage.index())?;
    let parts = [style.level.as_str(), style.categories.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some((style.cage(), parts.join(" · ")))
}

/// How the labels of both ends lie to each other.
fn course(styles: &[Style], from: Side, to: CageId) -> Course {
    let Side::Cage(from) = from else {
        return Course::Level;
    };
    let label = |cage: CageId| styles.get(cage.index()).map(|style| style.label);
    match label(from).zip(label(to)) {
        Some((from, to)) => match from.relation(&to) {
            Relation::Up => Course::Up,
            Relation::Down => Course::Down,
            Relation::Disjoint => Course::Across,
            Relation::Same => Course::Level,
        },
        None => Course::Level,
    }
}

fn side<'a>(
    side: Side,
    end: Option<&'a (CageStyle<'a>, String)>,
) -> Option<lisere_shell::Side<'a>> {
    match side {
        Side::Cage(_) => {
            let (style, level) = end?;
            Some(lisere_shell::Side::Cage { style, level })
        }
        Side::Trusted => Some(lisere_shell::Side::Own),
    }
}

/// A list of files with one link in it is a link to whoever looks at it.
fn kind(model: &PromptModel) -> Kind {
    match (model.class, &model.preview) {
        (_, Preview::Link(_)) => Kind::Link,
        (class, _) => kind_of(class),
    }
}

fn rows(preview: &Preview) -> Vec<FileRow<'_>> {
    let Preview::Files(files) = preview else {
        return Vec::new();
    };
    let rows = files.iter().map(|file| FileRow {
        old: &file.old,
        new: &file.new,
        size: file.size,
    });
    rows.collect()
}

fn shown<'a>(preview: &'a Preview, rows: &'a [FileRow<'a>]) -> Shown<'a> {
    match preview {
        Preview::Nothing => Shown::Nothing,
        Preview::Text(text) => Shown::Text(text),
        Preview::Image(small, real) => Shown::Image {
            pixels: &small.bgra,
            small: (small.width, small.height),
            real: *real,
        },
        Preview::Files(_) => Shown::Files(rows),
        Preview::Link(link) => Shown::Link(link),
    }
}

fn hot_of(choice: Choice) -> PromptHot {
    match choice {
        Choice::Deny => PromptHot::Deny,
        Choice::Allow => PromptHot::Allow,
        Choice::DenyAll => PromptHot::DenyAll,
    }
}

fn choice_of(hot: PromptHot) -> Option<Choice> {
    match hot {
        PromptHot::Deny => Some(Choice::Deny),
        PromptHot::Allow => Some(Choice::Allow),
        PromptHot::DenyAll => Some(Choice::DenyAll),
        PromptHot::Seal => None,
    }
}

#[cfg(test)]
mod tests {
    use lisere_policy::{Channel, Policy, TypeClass};
    use lisere_shell::{Scale, Seal};
    use zeroize::Zeroizing;

    use super::*;

    fn pictures() -> Pictures {
        let mut pictures = Pictures::new(&Policy::preset("home").unwrap());
        pictures.set_seal(Some(Seal {
            phrase: "a b c d".into(),
            seed: [3; 16],
        }));
        pictures
    }

    fn model(text: &Rc<Zeroizing<String>>) -> PromptModel {
        let policy = Policy::preset("home").unwrap();
        let cage = |name: &str| policy.cage_named(name).unwrap().id();
        PromptModel {
            room: (1280, 800),
            scale: Scale::ONE,
            from: Side::Cage(cage("vault")),
            to: cage("bank"),
            channel: Channel::Clipboard,
            class: TypeClass::Text,
            mime: "text/plain".into(),
            size: 8,
            beyond: false,
            cleaned: None,
            preview: Preview::Text(text.clone()),
            selected: Choice::Deny,
            hovered: None,
            armed: true,
            seconds: 9,
        }
    }

    #[test]
    fn a_closed_prompt_leaves_no_copy_of_the_text() {
        let (mut pictures, output) = (pictures(), OutputId(1));
        let text = Rc::new(Zeroizing::new("a secret".to_owned()));
        let sheet = pictures.prompt(output, model(&text)).unwrap().sheet;
        assert_eq!(Rc::strong_count(&text), 2);
        assert_eq!(Rc::strong_count(&sheet), 2);
        pictures.close_prompt(OutputId(2));
        assert_eq!(Rc::strong_count(&text), 2, "another output's prompt");
        pictures.close_prompt(output);
        assert_eq!(Rc::strong_count(&text), 1);
        assert_eq!(Rc::strong_count(&sheet), 1);
    }

    #[test]
    fn a_prompt_is_drawn_again_only_when_something_changes() {
        let (mut pictures, output) = (pictures(), OutputId(1));
        let text = Rc::new(Zeroizing::new("a secret".to_owned()));
        let first = pictures.prompt(output, model(&text)).unwrap();
        let same = pictures.prompt(output, model(&text)).unwrap();
        assert!(Rc::ptr_eq(&first.sheet, &same.sheet));
        let later = PromptModel {
            seconds: 8,
            ..model(&text)
        };
        let other = pictures.prompt(output, later).unwrap();
        assert!(!Rc::ptr_eq(&first.sheet, &other.sheet));
    }

    #[test]
    fn choices_are_found_where_they_are_drawn() {
        let (mut pictures, output) = (pictures(), OutputId(1));
        let text = Rc::new(Zeroizing::new("a secret".to_owned()));
        let sheet = pictures.prompt(output, model(&text)).unwrap();
        for (rect, choice) in sheet.hot.iter() {
            let middle = Point::from((rect.x + rect.w / 2, rect.y + rect.h / 2));
            let found = pictures.prompt_choice(output, sheet.at + middle);
            assert_eq!(found, Some(*choice));
        }
        assert_eq!(sheet.hot.len(), 3);
        let secret = sheet.sheet.secret.unwrap();
        assert_eq!(pictures.prompt_choice(output, sheet.at + secret.loc), None);
        assert!(secret.size.w > 80 && secret.size.h > 80, "{secret:?}");
    }
}
