// The icon, drawn by the build: a page with three lines, as SVG and as PNG.

import { deflateSync } from "node:zlib";

const ACCENT = [11, 93, 122];
/** Lines of the page, in sixteenths: left, top, right, bottom. */
const LINES = [[4, 3.5, 12, 5], [4, 7.25, 10, 8.75], [4, 11, 12, 12.5]];

export function svg() {
  const bars = LINES.map(([l, t, r, b]) => `<path d="M${l} ${t}H${r}V${b}H${l}z" fill="#fff"/>`).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0B5D7A"/>${bars}</svg>\n`;
}

/**
 * The same as PNG (W3C PNG, RGBA without interlace). A maskable one fills its square: systems cut their own shape.
 * @param {number} size @param {{maskable?: boolean}} [how]
 */
export function png(size, { maskable = false } = {}) {
  const rows = Buffer.alloc(size * (1 + 4 * size));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = y * (1 + 4 * size) + 1 + 4 * x;
      // Four samples a pixel: edges that are not jagged.
      let [paper, ground] = [0, 0];
      for (const [dx, dy] of [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]]) {
        const [u, v] = [(16 * (x + dx)) / size, (16 * (y + dy)) / size];
        // A maskable drawing stays within the inner four fifths.
        const [p, q] = maskable ? [(u - 8) * 1.25 + 8, (v - 8) * 1.25 + 8] : [u, v];
        if (LINES.some(([l, t, r, b]) => p >= l && p < r && q >= t && q < b)) paper++;
        else if (maskable || inside(u, v)) ground++;
      }
      for (let c = 0; c < 3; c++) rows[at + c] = paper + ground ? Math.round((255 * paper + ACCENT[c] * ground) / (paper + ground)) : 0;
      rows[at + 3] = Math.round((255 * (paper + ground)) / 4);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

/** Whether a point lies in the square with round corners. @param {number} u @param {number} v */
function inside(u, v) {
  const [x, y] = [Math.max(3 - u, u - 13, 0), Math.max(3 - v, v - 13, 0)];
  return x * x + y * y <= 9;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(8);
  out.writeUInt32BE(data.length, 0);
  out.writeUInt32BE(crc(body), 4);
  return Buffer.concat([out.subarray(0, 4), body, out.subarray(4)]);
}

/** The checksum of PNG. @param {Buffer} bytes */
function crc(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) {
    c ^= byte;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  }
  return (c ^ 0xffffffff) >>> 0;
}
