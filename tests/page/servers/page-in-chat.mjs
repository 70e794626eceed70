// Has a list of models, and answers to a chat with a web page.

export default ({ path }) =>
  path === "/models" ? undefined : { html: "<!doctype html><title>Sign in</title>" };
