// Answers with a web page, as a host does that is none of the API; the API is one folder below.

const html = "<!doctype html><title>Welcome</title><h1>It works</h1>";

const json = { data: [{ id: "found" }] };

export default ({ path }) => (path === "/v1/models" ? { json } : { html });
