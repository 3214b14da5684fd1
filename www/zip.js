// Reads zip archives (PKWARE APPNOTE 6.3: stored and deflated entries), through the browser's own inflater. What an
// entry claims is not believed: it is cut off where it grows beyond the limit.

/** @param {Uint8Array} bytes */
export function isZip(bytes) {
  return bytes.length > 3 && bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * The files of an archive, one after the other. All together may unpack to at most `limit` bytes.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} limit
 * @param {(path: string, what: "too-large" | "unreadable" | "locked") => void} refuse
 * @param {(name: string) => boolean} [wanted] the others are not unpacked
 * @returns {AsyncGenerator<{name: string, bytes: Uint8Array<ArrayBuffer>}>}
 */
export async function* entries(bytes, limit, refuse, wanted = () => true) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && end > bytes.length - 66_000 && view.getUint32(end, true) !== END) end--;
  if (end < 0 || view.getUint32(end, true) !== END) return refuse("", "unreadable");
  let at = view.getUint32(end + 16, true);
  let left = limit;
  for (let n = view.getUint16(end + 10, true); n > 0; n--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return refuse("", "unreadable");
    const [flags, method, size] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
    const [nameLength, extra, comment] = [28, 30, 32].map((o) => view.getUint16(at + o, true));
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const local = view.getUint32(at + 42, true);
    at += 46 + nameLength + extra + comment;
    if (name.endsWith("/") || name.startsWith("__MACOSX/") || !wanted(name)) continue;
    if (flags & 1) {
      refuse(name, "locked");
      continue;
    }
    const packed = local + 30 > bytes.length ? null : body(bytes, view, local, size);
    const out = packed && (method === 0 ? packed.slice() : method === 8 ? await inflated(packed, left) : null);
    if (out === "too-large" || (out && out.length > left)) return refuse(name, "too-large");
    if (!out) refuse(name, "unreadable");
    else {
      left -= out.length;
      yield { name, bytes: out };
    }
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {DataView} view @param {number} local @param {number} size */
function body(bytes, view, local, size) {
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  return bytes.subarray(start, start + size);
}

/** @param {Uint8Array<ArrayBuffer>} packed @param {number} limit @returns {Promise<Uint8Array<ArrayBuffer> | "too-large" | null>} */
async function inflated(packed, limit) {
  const parts = [];
  let length = 0;
  try {
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > limit) {
        await reader.cancel();
        return "too-large";
      }
      parts.push(value);
    }
  } catch {
    return null;
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
