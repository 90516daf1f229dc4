#!/usr/bin/env node
// Certifies one image with a sampler and a certifier.
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { status } from "@grpc/grpc-js";
import { Client } from "./api.js";
import { ContractError, ServiceError } from "./errors.js";
import { ImageError, readLevels } from "./images.js";
import { noiseOf, numberOf, UsageError } from "./options.js";

const usage = `usage: certify.js --model models/NAME --image FILE --noise LAW [options]

  --sampler ADDRESS    default http://localhost:5001
  --certifier ADDRESS  default http://localhost:5002
  --model models/NAME  a model of the sampler
  --image FILE         idx file, .npy file of bytes, or bare levels named *.raw; also with .gz
  --index I            which image of the file, from 0 (default)
  --noise LAW          gaussian:SD, laplace:SCALE, generalized_gaussian:SCALE:SHAPE or uniform:HALF_WIDTH, in units of
                       the input
  --n0 N0, --n N       draws that choose the class, and other draws that bound its probability; default 100, 10000
  --alpha P            allowed error probability, default 0.001
  --seed S             seed of the run, a whole number below 2^128; random when left out. Trying seeds until something
                       certifies voids alpha
  --json               one JSON object, with the certificate in ProtoJSON`;

const exitCodes = { [status.INVALID_ARGUMENT]: 2, [status.NOT_FOUND]: 2, [status.FAILED_PRECONDITION]: 3 };

async function main() {
  const options = readOptions();
  const client = new Client(options.sampler, options.certifier);
  try {
    const model = await client.model(options.model);
    if ((model.grid.max_level ?? 0) - (model.grid.min_level ?? 0) !== 255)
      throw new ImageError(`--image: the grid of ${model.name} does not have the 256 levels of 8-bit images`);
    const levels = readLevels(options.image, options.index, model.shape);
    const { noise, n0, n, alpha, seed } = options;
    const result = resultOf(await client.certify(model, levels, noise, n0, n, alpha, bytesOf(seed)), model, options);
    console.log(options.json ? JSON.stringify(result) : textOf(result));
  } finally {
    client.close();
  }
}

function resultOf(certificate, model, options) {
  const result = { model: model.name, index: options.index, seed: `${options.seed}` };
  if (certificate.class !== undefined) {
    result.class = certificate.class;
    if (model.labels) result.label = model.labels[result.class];
  }
  if (certificate.abstention)
    result.abstention = `${certificate.abstention.reason}`.replace("ABSTENTION_REASON_", "").toLowerCase();
  result.radii = {};
  for (const { norm, radius } of certificate.claims?.balls ?? []) {
    const name = norm.infinity ? "linf" : `l${norm.exponent}`;
    result.radii[name] = Math.max(radius, result.radii[name] ?? 0);
  }
  result.evidence_sha256 = Buffer.from(certificate.evidence_sha256, "base64").toString("hex");
  result.statement = certificate.statement;
  result.certificate = certificate;
  return result;
}

function textOf(result) {
  const lines = [`seed ${result.seed}`, `class ${result.class ?? "-"}${result.label ? ` (${result.label})` : ""}`];
  if (result.abstention) lines.push(`abstains: ${result.abstention}`);
  for (const [norm, radius] of Object.entries(result.radii)) lines.push(`${norm} radius ${floored(radius)}`);
  return [...lines, `evidence ${result.evidence_sha256}`, result.statement].join("\n");
}

/** Four decimals that never say more than the radius. A hundred decimals say a number above 0.0001 exactly. */
function floored(radius) {
  const text = radius.toFixed(100);
  return text.slice(0, text.indexOf(".") + 5);
}

function readOptions() {
  const text = { type: "string" };
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        sampler: { ...text, default: "http://localhost:5001" },
        certifier: { ...text, default: "http://localhost:5002" },
        model: text, image: text, index: { ...text, default: "0" }, noise: text,
        n0: { ...text, default: "100" }, n: { ...text, default: "10000" }, alpha: { ...text, default: "0.001" },
        seed: text,
        json: { type: "boolean", default: false }, help: { type: "boolean", default: false },
      },
    }));
  } catch (error) {
    throw new UsageError(error.message);
  }
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  for (const name of ["model", "image", "noise"])
    if (values[name] === undefined) throw new UsageError(`--${name} is missing`);
  return {
    ...values,
    index: Number(whole(values, "index", 0n, 2n ** 31n - 1n)),
    noise: noiseOf(values.noise),
    n0: whole(values, "n0", 1n, 2n ** 32n),
    n: whole(values, "n", 1n, 2n ** 32n),
    alpha: alphaOf(values.alpha),
    seed: values.seed === undefined ? BigInt(`0x${randomBytes(16).toString("hex")}`)
      : whole(values, "seed", 0n, 2n ** 128n - 1n),
  };
}

function whole(values, name, least, most) {
  const number = /^[0-9]+$/.test(values[name]) ? BigInt(values[name]) : -1n;
  if (number < least || number > most)
    throw new UsageError(`--${name}: ${values[name]} is not a whole number in [${least}, ${most}]`);
  return number;
}

function alphaOf(text) {
  const alpha = numberOf(text);
  if (!(alpha >= 1e-12 && alpha <= 0.5)) throw new UsageError(`--alpha: ${text} is not a number in [1e-12, 0.5]`);
  return alpha;
}

/** Sixteen bytes, least significant first. */
const bytesOf = (seed) => Buffer.from(seed.toString(16).padStart(32, "0"), "hex").reverse();

try {
  await main();
} catch (error) {
  const expected = [UsageError, ImageError, ServiceError, ContractError].some((kind) => error instanceof kind);
  if (!expected) throw error;
  console.error(`certify.js: ${error.message}`);
  const isUsage = error instanceof UsageError || error instanceof ImageError;
  process.exitCode = isUsage ? 2 : exitCodes[error.code] ?? 1;
}
