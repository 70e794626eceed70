//! The client as a class of JavaScript, and what else its face asks of the module.

use wasm_bindgen::prelude::*;

use super::call::Call;
use crate::engine::{self, Value};
use crate::protocol::identity::scope;
use crate::protocol::request::endpoint;

/// A client of the API.
#[wasm_bindgen]
pub struct Client(engine::Client);

#[wasm_bindgen]
impl Client {
    /// See [`engine::Client::new`].
    #[wasm_bindgen(constructor)]
    pub fn new(environment: &str, options: &str, is_browser: bool) -> Result<Client, JsValue> {
        Ok(Self(engine::Client::new(environment, options, is_browser)?))
    }

    /// See [`engine::Client::with_options`].
    #[wasm_bindgen(js_name = withOptions)]
    pub fn with_options(&self, options: &str) -> Result<Client, JsValue> {
        Ok(Self(self.0.with_options(options)?))
    }

    /// See [`engine::Client::get`]; what is unknown is `undefined`, what is not set `null`.
    pub fn get(&self, name: &str) -> JsValue {
        match self.0.get(name) {
            Value::Unknown => JsValue::UNDEFINED,
            Value::None => JsValue::NULL,
            Value::Text(text) => JsValue::from_str(&text),
            Value::Number(number) => JsValue::from_f64(number),
        }
    }

    /// See [`engine::Client::set`].
    pub fn set(&self, options: &str) -> Result<(), JsValue> {
        Ok(self.0.set(options)?)
    }

    /// See [`engine::Client::call`].
    pub fn call(&self, index: usize, given: &str, options: &str) -> Result<Call, JsValue> {
        Ok(Call::of(self.0.call(index, given, options)?))
    }

    /// See [`engine::Client::rate_limits`].
    #[wasm_bindgen(js_name = rateLimits)]
    pub fn rate_limits(&self, place: &str) -> Result<String, JsValue> {
        Ok(self.0.rate_limits(place)?)
    }

    /// See [`engine::Client::load`].
    pub fn load(&self, snapshot: &str) -> bool {
        self.0.load(snapshot)
    }
}

/// The catalogue as it stands: what it means is read line by line, when it is wanted.
#[wasm_bindgen]
pub fn catalogue() -> String {
    endpoint::CATALOGUE.to_owned()
}

/// What the face must know of the method that has this number in the catalogue.
#[wasm_bindgen]
pub fn signature(index: usize) -> String {
    endpoint::at(index).map(|endpoint| endpoint.signature()).unwrap_or_default()
}

/// See [`scope::warning`].
#[wasm_bindgen]
pub fn warning(option: &str, value: &str) -> Option<String> {
    scope::warning(option, value)
}
