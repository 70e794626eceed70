//! A component of a page in Rust: it shows a streamed answer as it comes, then all that came.

#[path = "../../rust-app/ask.rs"]
mod ask;

use wasm_bindgen::prelude::*;
use web_sys::Element;

/// Puts the component into an element.
#[wasm_bindgen]
pub async fn mount(root: Element, base_url: String) -> Result<JsValue, JsValue> {
    let output = child(&root, "output")?;
    let answers = ask::ask(&base_url, |text| output.set_text_content(Some(text))).await?;
    if let Some(refusal) = &answers.refused {
        child(&root, "p")?.set_text_content(Some(&refusal.remedy));
    }
    Ok(serde_wasm_bindgen::to_value(&answers)?)
}

fn child(root: &Element, name: &str) -> Result<Element, JsValue> {
    let document = root.owner_document().ok_or("an element of a document")?;
    let element = document.create_element(name)?;
    root.append_child(&element)?;
    Ok(element)
}
