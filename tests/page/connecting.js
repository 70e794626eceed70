// Connects the page to a server, as a person does.

/**
 * @param {any} page
 * @param {{ baseURL?: string, apiKey?: string, model?: string }} wish
 * @param {{ isAccepted?: boolean, isAnyway?: boolean }} [options]
 */
export async function connect(page, wish, { isAccepted = true, isAnyway = false } = {}) {
  await page.getByRole("button", { name: /^Connection/ }).click();
  const dialog = page.getByRole("dialog", { name: "Connection" });
  if (wish.baseURL) await dialog.getByLabel("Base URL").fill(wish.baseURL);
  if (wish.apiKey) await dialog.getByLabel("API key").fill(wish.apiKey);
  if (wish.model) await dialog.getByLabel("Model").fill(wish.model);
  await dialog.getByRole("button", { name: "Connect", exact: true }).click();
  if (isAnyway) await dialog.getByRole("button", { name: "Connect anyway" }).click();
  // Until it is closed, nothing behind it takes a key.
  if (isAccepted) await dialog.waitFor({ state: "hidden" });
  return dialog;
}
