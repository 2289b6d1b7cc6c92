//! What two frames of the same output differ in.

use std::rc::Rc;

use smithay::backend::renderer::{ImportAll, ImportMem, Renderer, Texture};

use super::Ledger;
use crate::render::element::Element;
use crate::scene::{Framed, Layer};

/// Adds to the ledger where two sets of elements of the same layer differ.
pub(super) fn note_difference<R>(ledger: &mut Ledger, old: &[Element<R>], new: &[Element<R>])
where
    R: Renderer + ImportAll + ImportMem,
    R::TextureId: Clone + Texture + 'static,
{
    let order = |elements: &[Element<R>]| elements.iter().map(|e| e.id.clone()).collect::<Vec<_>>();
    for id in moved(&order(old), &order(new)) {
        old.iter()
            .filter(|e| e.id == id)
            .for_each(|e| ledger.add(e.clip));
    }
    for element in old {
        if !new
            .iter()
            .any(|other| other.id == element.id && other.same_place(element))
        {
            ledger.add(element.clip);
        }
    }
    for element in new {
        let before = old
            .iter()
            .find(|other| other.id == element.id && other.same_place(element));
        match before.map(|before| (before.commit(), element.commit())) {
            None => ledger.add(element.clip),
            Some((Some(from), Some(to))) if from != to => {
                element
                    .damage_since(from)
                    .into_iter()
                    .for_each(|rect| ledger.add(rect));
            }
            Some(_) => {}
        }
    }
}

/// Of the things in both lists, those that must be drawn again because their
/// order among each other changed.
pub(super) fn moved<T: PartialEq + Clone>(old: &[T], new: &[T]) -> Vec<T> {
    let common: Vec<&T> = new.iter().filter(|id| old.contains(id)).collect();
    let before: Vec<&T> = old.iter().filter(|id| new.contains(id)).collect();
    common
        .iter()
        .zip(&before)
        .filter(|(now, then)| now != then)
        .flat_map(|(now, then)| [(*now).clone(), (*then).clone()])
        .collect()
}

/// Whether two layers would give the same elements, commits aside.
pub(super) fn same_layer(a: &Layer, b: &Layer) -> bool {
    match (a, b) {
        (Layer::Trusted(a), Layer::Trusted(b)) => {
            a.at == b.at && a.owner == b.owner && Rc::ptr_eq(&a.sheet, &b.sheet)
        }
        (Layer::Framed(a), Layer::Framed(b)) => {
            let pictures = |f: &Framed| f.pieces().map(|piece| (piece.sheet.id.clone(), piece.at));
            let cover = |f: &Framed| f.cover().map(|placed| placed.sheet.id.clone());
            let icon = |f: &Framed| f.icon().map(|icon| (icon.sheet.id.clone(), icon.at));
            Rc::ptr_eq(a, b)
                || (a.content() == b.content()
                    && a.origin() == b.origin()
                    && a.surface() == b.surface()
                    && cover(a) == cover(b)
                    && (a.zoom(), a.shown()) == (b.zoom(), b.shown())
                    && a.has_veil() == b.has_veil()
                    && pictures(a) == pictures(b)
                    && icon(a) == icon(b))
        }
        (Layer::Veil(a), Layer::Veil(b)) => a == b,
        (Layer::Cursor(a), Layer::Cursor(b)) => {
            a.at == b.at && a.surface == b.surface && a.inside == b.inside
        }
        _ => false,
    }
}
