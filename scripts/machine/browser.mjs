// Finds a browser of Chromium's family for the tests, or installs one.
import { findProgram } from "../browsers/places.mjs";
import { installPackages } from "./packages.mjs";

const chromium = {
  purpose: "Chromium",
  apt: ["chromium"],
  dnf: ["chromium"],
  brew: ["--cask", "google-chrome"],
  winget: ["Google.Chrome"],
};

/** @returns {Promise<string>} the path of the browser */
export async function findBrowser() {
  const found = findProgram("chromium");
  if (found) return found;
  await installPackages(chromium);
  return findProgram("chromium");
}
