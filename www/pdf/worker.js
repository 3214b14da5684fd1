// The reader of PDF files of the one-file page, in a worker of its own: there it cannot be loaded as a file when it is needed.

import { pdf } from "./hosted.js";

// pdf.js speaks to the page too where it finds itself in a worker; what is ours has a key of its own.
addEventListener("message", async ({ data }) => { if (data.pdf) postMessage({ pdf: await pdf(data.pdf) }); });
