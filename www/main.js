// Wiring only. `start` is start/hosted.js or start/onefile.js, as the build says.

import { start } from "start";

import { run } from "./app.js";

const root = document.getElementById("app");
if (root) run(root, start());
