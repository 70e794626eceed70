//! The client as a class of JavaScript, and what else its face asks of the module.

use wasm_bindgen::prelude::*;

use super::call::Call;
use super::wire;
use crate::engine::{self, Setting};
use crate::protocol::request::endpoint;
use crate::protocol::text::json_writer::Json;
use crate::protocol::text::secret::mask_url;

/// A client of the API.
#[wasm_bindgen]
pub struct Client(engine::Client);

#[wasm_bindgen]
impl Client {
    /// See [`engine::Client::new`].
    #[wasm_bindgen(constructor)]
    pub fn new(environment: &str, options: &str, is_browser: bool) -> Result<Client, JsValue> {
        let (mut variables, mut rest) = (Some(environment), Some(options));
        let (mut variables, mut fields) =
            (|| wire::field(&mut variables), || wire::field(&mut rest));
        let options = wire::record(options, &mut fields);
        Ok(Self(engine::Client::new(&mut variables, options, is_browser)?))
    }

    /// See [`engine::Client::with_options`].
    #[wasm_bindgen(js_name = withOptions)]
    pub fn with_options(&self, options: &str) -> Result<Client, JsValue> {
        let mut rest = Some(options);
        let mut fields = || wire::field(&mut rest);
        Ok(Self(self.0.with_options(wire::record(options, &mut fields))?))
    }

    /// See [`engine::Client::get`]; what is unknown is `undefined`, what is not set `null`.
    ///
    /// Five more can be asked for: `keyLabel`, `listed` (a line each), `snapshot`, `idFields` and
    /// `shownBaseURL`, the base URL without its secrets.
    #[wasm_bindgen(unchecked_return_type = "any")]
    pub fn get(&self, name: &str) -> JsValue {
        let client = &self.0;
        match name {
            "keyLabel" => client.key_label().into(),
            "listed" => listed(client).into(),
            "snapshot" => client.snapshot().into(),
            "shownBaseURL" => mask_url(&client.base_url()).into(),
            "idFields" => client.id_fields().map_or(JsValue::NULL, JsValue::from_str),
            _ => match client.get(name) {
                None => JsValue::UNDEFINED,
                Some(Setting::None) => JsValue::NULL,
                Some(Setting::Text(text)) => text.into(),
                Some(Setting::Number(number)) => number.into(),
            },
        }
    }

    /// See [`engine::Client::set`].
    pub fn set(&self, options: &str) -> Result<(), JsValue> {
        let mut rest = Some(options);
        let mut fields = || wire::field(&mut rest);
        Ok(self.0.set(wire::record(options, &mut fields))?)
    }

    /// See [`engine::Client::call`]; `index` is that of a line of the catalogue, 0: none.
    pub fn call(&self, index: usize, arguments: &str, options: &str) -> Result<Call, JsValue> {
        let endpoint = endpoint::at(index);
        let (mut rest, mut ids, mut options_rest) = (Some(arguments), None, Some(options));
        let mut items = || wire::argument(&mut rest, &mut ids);
        let mut fields = || wire::field(&mut options_rest);
        let arguments = wire::record(arguments, &mut items);
        let options = wire::record(options, &mut fields);
        Ok(Call::new(self.0.call(endpoint.as_ref(), arguments, options)?))
    }

    /// See [`engine::Client::report`] and [`engine::Client::each_report`], as JSON.
    #[wasm_bindgen(js_name = rateLimits)]
    pub fn rate_limits(&self, scope: &str) -> Result<String, JsValue> {
        let mut json = Json::new();
        if scope == wire::ALL_SCOPES {
            json.begin_array("");
            self.0.each_report(&mut |report| report.write(&mut json));
            json.end_array();
            return Ok(json.finish());
        }
        let mut rest = Some(scope);
        let mut fields = || wire::field(&mut rest);
        let scope = wire::record(scope, &mut fields);
        self.0.report(scope, &mut |report| report.write(&mut json))?;
        Ok(json.finish())
    }

    /// See [`engine::Client::id_warning`], and for the option `apiKey` [`engine::Client::key_warning`]:
    /// the value is an organization then, `""` the client's own.
    pub fn warning(&self, option: &str, value: &str) -> Option<String> {
        match option {
            "apiKey" => self.0.key_warning(Some(value).filter(|text| !text.is_empty())),
            _ => self.0.id_warning(option, value),
        }
    }

    /// See [`engine::Client::load`].
    pub fn load(&self, snapshot: &str) -> bool {
        self.0.load(snapshot)
    }
}

/// The names or ids of the listed organizations, each on a line.
fn listed(client: &engine::Client) -> String {
    let mut lines = String::new();
    client.each_listed(&mut |id| {
        lines.push_str(id);
        lines.push_str("\n");
    });
    lines
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
