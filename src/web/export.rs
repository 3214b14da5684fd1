//! `Engine.export` and `Engine.related`.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use super::failure::Failure;
use super::values::{request, to_js};
use super::{Engine, source};
use crate::date::Date;
use crate::export::{self, Context, Format};
use crate::overview::{Selection, related};
use crate::wire::ViewRequest;
use crate::wire::views::Neighbour;

#[wasm_bindgen]
impl Engine {
    /// The selection as a file of another program's format: its name, media type and bytes.
    ///
    /// # Errors
    /// `RequestError`: the request is not an `ExportRequest`, or there is no such format.
    #[wasm_bindgen(unchecked_return_type = "ExportedFile")]
    pub fn export(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ExportRequest")] asked: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let asked: ViewRequest = request("export", asked)?;
        let format = Format::from_name(asked.format.as_deref().unwrap_or(""))
            .map_err(|e| Failure::Request(format!("export: {e}")))?;
        let search = asked.selection();
        let info = self.core.info();
        let context = Context {
            title: &info.title,
            version: &info.version,
            license: &info.license,
            query: &search.query,
            filters: &search.filters,
            lang: &asked.lang,
            today: asked.today.as_deref().and_then(Date::parse),
        };
        let file = export::export(format, &self.selection(&asked), self.core.lists(), &context);
        let out = Object::new();
        let entries: [(&str, JsValue); 3] = [
            ("name", file.name.into()),
            ("mediaType", file.media_type.into()),
            ("bytes", Uint8Array::from(file.text.as_bytes()).into()),
        ];
        for (key, value) in entries {
            Reflect::set(&out, &key.into(), &value)?;
        }
        Ok(out.into())
    }

    /// The documents most like one, with what they share; reports of the same event first. At most ten.
    ///
    /// # Errors
    /// `RequestError`: there is no such document.
    #[wasm_bindgen(unchecked_return_type = "Neighbour[]")]
    pub fn related(&self, id: &str) -> Result<JsValue, JsValue> {
        let Some(doc) = self.core.number(id) else {
            let what =
                format!("there is no document \"{id}\"; expected the id of a search hit; search again");
            return Err(Failure::Request(what).into());
        };
        let everything = Selection::within(self.core.entries().map(source).collect(), self.core.groups());
        let scope = self.scope(&everything);
        let found = related::related(&everything, doc, 10);
        Ok(to_js(&found.iter().filter_map(|r| Neighbour::new(scope, r)).collect::<Vec<_>>())?)
    }
}
