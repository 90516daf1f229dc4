// One 8-bit image of an idx file, a NumPy .npy file or a file of bare levels named *.raw; all may be gzipped.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

export class ImageError extends Error {}

/** The levels of image `index`, row-major: as many bytes as an input of `shape` has elements. */
export function readLevels(path, index, shape) {
  let data;
  try {
    data = readFileSync(path);
    if (data[0] === 0x1f && data[1] === 0x8b) data = gunzipSync(data);
  } catch (error) {
    throw new ImageError(`--image: ${path}: ${error.message}`);
  }
  const size = product(shape);
  let [extents, levels] = path.replace(/\.gz$/, "").endsWith(".raw")
    ? [[Math.floor(data.length / size), ...shape], data]
    : data.toString("latin1", 1, 6) === "NUMPY" ? npy(path, data) : idx(path, data);
  if (text(plain(extents)) === text(plain(shape))) extents = [1, ...extents];
  if (text(plain(extents.slice(1))) !== text(plain(shape)))
    throw new ImageError(`--image: ${path} holds ${text(extents)} levels; the model takes ${text(shape)}`);
  if (levels.length !== product(extents))
    throw new ImageError(`--image: ${path} holds ${levels.length} levels, not ${text(extents)}`);
  if (index >= extents[0])
    throw new ImageError(`--index: ${index} is not in [0, ${extents[0]}), the images of ${path}`);
  return levels.subarray(index * size, (index + 1) * size);
}

function idx(path, data) {
  const start = 4 + 4 * data[3];
  if (!(data.length >= start) || data.readUIntBE(0, 3) !== 8)
    throw new ImageError(`--image: ${path} is no idx file of bytes and no .npy file; bare levels are named *.raw`);
  return [Array.from({ length: data[3] }, (_, i) => data.readUInt32BE(4 + 4 * i)), data.subarray(start)];
}

function npy(path, data) {
  const start = data[6] === 1 ? 10 + data.readUInt16LE(8) : 12 + data.readUInt32LE(8);
  const header = data.toString("latin1", 10, start);
  const shape = /'shape': *\(([0-9, ]*)\)/.exec(header);
  if (!shape || !/'descr': *'\|u1'/.test(header) || !/'fortran_order': *False/.test(header))
    throw new ImageError(`--image: ${path} holds no C-ordered bytes; save array.astype('uint8', order='C')`);
  return [shape[1].split(",").filter((extent) => extent.trim()).map(Number), data.subarray(start)];
}

const product = (extents) => extents.reduce((all, extent) => all * extent, 1);
const plain = (extents) => extents.filter((extent) => extent !== 1);
const text = (extents) => extents.join("x") || "1";
