// The one-file page has no room for a reader of PDF files: it says where there is one.

/** @returns {Promise<"pdf-elsewhere">} */
export async function pdf() {
  return "pdf-elsewhere";
}
