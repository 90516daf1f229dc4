#!/usr/bin/env node
// Asks a certifier for the radius of every method, at probabilities that are given. Nothing is drawn.
import { parseArgs } from "node:util";
import { status } from "@grpc/grpc-js";
import { ask, open } from "./calls.js";
import { CertifierService } from "./contract.js";
import { ServiceError } from "./errors.js";
import { noiseOf, numberOf, UsageError } from "./options.js";

const usage = `usage: radii.js --noise LAW --p1 P [options]

  --certifier ADDRESS  default http://localhost:5002
  --noise LAW          gaussian:SD, laplace:SCALE, generalized_gaussian:SCALE:SHAPE or uniform:HALF_WIDTH, in units of
                       the input
  --p1 P               lower bound of the probability of the top class, in [0, 1]
  --one-minus-p1 P     1 - p1, where p1 is so near 1 that its double has lost it
  --p2 P               upper bound of every other class; 1 - p1 when left out
  --dimension D        number of coordinates; when left out, radii that hold for every number
  --norms P,...        such as 1,2,inf; those and the methods' own when left out`;
const tries = 4;

async function main() {
  const { certifier, request } = readOptions();
  const client = open(CertifierService, certifier);
  try {
    const answer = await ask(`certifier at ${certifier}`, client, "ComputeRadii", request, tries);
    const result = { radii: (answer.balls ?? []).map(radiusOf) };
    if (answer.abstention) result.abstention = { reason: nameOf(answer.abstention.reason, "ABSTENTION_REASON_") };
    console.log(JSON.stringify(result));
  } finally {
    client.close();
  }
}

// Fields that are false are absent.
const radiusOf = (ball) => ({
  method: nameOf(ball.method, "RADIUS_METHOD_"), norm: textOf(ball.norm), radius: ball.radius,
  tight: ball.tight ?? false, best: ball.best_for_norm ?? false,
  ...(ball.converted_from && { converted_from: textOf(ball.converted_from) }),
});

const nameOf = (value, prefix) => `${value}`.replace(prefix, "").toLowerCase();
const textOf = (norm) => (norm.infinity ? "inf" : `${norm.exponent}`);

function readOptions() {
  const names = ["certifier", "noise", "p1", "one-minus-p1", "p2", "dimension", "norms"];
  let values;
  try {
    ({ values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: "string" }])) }));
  } catch (error) {
    throw new UsageError(`${error.message}\n${usage}`);
  }
  for (const name of ["noise", "p1"])
    if (values[name] === undefined) throw new UsageError(`--${name} is missing\n${usage}`);
  const number = (name) => (values[name] === undefined ? undefined : readNumber(name, values[name]));
  const norms = values.norms?.split(",").map((norm) => (
    norm === "inf" ? { infinity: true } : { exponent: readNumber("norms", norm) }));
  return {
    certifier: values.certifier ?? "http://localhost:5002",
    request: {
      noise: noiseOf(values.noise), p1: number("p1"), one_minus_p1: number("one-minus-p1"), p2: number("p2"),
      dimension: number("dimension"), norms,
    },
  };
}

function readNumber(name, text) {
  const number = numberOf(text);
  if (Number.isNaN(number)) throw new UsageError(`--${name}: ${text} is not a number`);
  return number;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError || error instanceof ServiceError)) throw error;
  console.error(`radii.js: ${error.message}`);
  process.exitCode = error instanceof UsageError || error.code === status.INVALID_ARGUMENT ? 2 : 1;
}
