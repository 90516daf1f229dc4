// The main job of smoothing.v1: counts of draws, and a certificate from them. protos/README.md explains the calls.
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { ask, open } from "./calls.js";
import { CertifierService, SamplerService } from "./contract.js";
import { ContractError, isStatus, wait } from "./errors.js";

const lookupTries = 4, tries = 8;

/** Both services, at "host:port", "http://host:port" or, with TLS, "https://host:port". */
export class Client {
  constructor(sampler, certifier) {
    [this.samplerName, this.certifierName] = [`sampler at ${sampler}`, `certifier at ${certifier}`];
    [this.sampler, this.certifier] = [open(SamplerService, sampler), open(CertifierService, certifier)];
  }

  close() {
    this.sampler.close();
    this.certifier.close();
  }

  /** What the sampler knows about "models/NAME". */
  async model(name) {
    return (await ask(this.samplerName, this.sampler, "GetModel", { name }, lookupTries)).model;
  }

  /** The certificate of one input, given by its levels minus the grid's least level, a byte each. Draws are BigInt. */
  async certify(model, levels, noise, n0, n, alpha, runSeed) {
    const request = {
      model: model.name, model_sha256: model.sha256, noise, run_seed: runSeed.toString("base64"),
      input: { shape: model.shape, levels: levels.toString("base64") },
    };
    const numbers = Buffer.alloc(4 * levels.length);
    levels.forEach((level, i) => numbers.writeInt32LE((model.grid.min_level ?? 0) + level, 4 * i));
    const digest = createHash("sha256").update(numbers).digest("base64");
    const tile = BigInt(model.tile_size), start = (n0 + tile - 1n) / tile * tile;
    const selection = await this.count(request, digest, 0n, n0), { source } = selection;
    require(isDeepStrictEqual(source.grid, model.grid) && source.fingerprint?.tile_size === model.tile_size,
      "the grid or the tiles of the model changed: begin again");
    const evidence = { selection: [selection], estimation: [await this.count(request, digest, start, n)] };
    const asked = { evidence, error_probability: alpha };
    const { certificate } = await ask(this.certifierName, this.certifier, "CertifyCounts", asked, tries);
    require(isDeepStrictEqual(tallies(certificate.evidence), tallies(evidence)),
      "the certificate rests on other counts");
    return certificate;
  }

  /** Counts of [begin, begin + number) as one range; a stream that breaks is resumed at the first missing draw. */
  async count(request, digest, begin, number) {
    const end = begin + number, tally = new Map();
    let first = begin, unusable = 0n, source, failures = 0;
    while (first < end) {
      const before = first;
      const call = this.sampler.SampleCounts({ ...request, draws: { first: `${first}`, count: `${end - first}` } });
      try {
        await readAll(call, (answer) => {
          if (answer.source) source = checkedSource(request, digest, source, answer.source);
          if (!answer.counts) return;
          const report = checkedCounts(source, answer.counts, first, end);
          for (const [label, count] of report.counts) tally.set(label, (tally.get(label) ?? 0n) + count);
          unusable += report.unusable;
          first += report.draws;
        });
        require(first > before, `the stream ended without the draws from ${first} on`);
      } catch (error) {
        if (!isStatus(error)) throw error;
        failures = first > before ? 1 : failures + 1;
        const then = `; again from draw ${first} of [${begin}, ${end})`;
        if (first < end) await wait(this.samplerName, error, failures, tries, then);
      }
    }
    const counts = [...tally].sort(([a], [b]) => a - b).map(([label, count]) => ({ class: label, count: `${count}` }));
    const range = { first: `${begin}`, count: `${number}` };
    return { source, counts: [{ range, counts, unusable: `${unusable}` }] };
  }
}

/** Reads a stream as it comes. A loop with `for await` would lose what came shortly before an error. */
function readAll(call, read) {
  return new Promise((resolve, reject) => {
    const readOne = (answer) => {
      try {
        read(answer);
      } catch (error) {
        reject(error);
        call.cancel();
      }
    };
    call.on("data", readOne).on("error", reject).on("end", resolve);
  });
}

function checkedSource(request, digest, known, source) {
  require(source.model === request.model && source.model_sha256 === request.model_sha256
    && source.input_sha256 === digest && source.run_seed === request.run_seed
    && isLaw(source.noise, request.noise),
  "the counts are for another input, noise, seed or model than was asked for");
  require(known === undefined || isDeepStrictEqual(known, source),
    "the model or its runtime changed: begin again from the first draw");
  return source;
}

/** Generalized Gaussian noise of shape 1 or 2 has a simpler name, which the sampler tells. */
function isLaw(told, asked) {
  const { scale, shape } = asked.generalized_gaussian ?? {};
  return isDeepStrictEqual(told, asked) || (shape === 1 && told.laplace?.scale === scale)
    || (shape === 2 && Math.abs(told.gaussian?.standard_deviation * Math.SQRT2 - scale) <= 1e-9 * scale);
}

/** The counts as BigInt, if they begin at draw `first`, end by `end` and add up. */
function checkedCounts(source, answer, first, end) {
  const draws = BigInt(answer.range?.count ?? 0), unusable = BigInt(answer.unusable ?? 0);
  const list = answer.counts ?? [];
  const counts = new Map(list.map((one) => [one.class ?? 0, BigInt(one.count ?? 0)]));
  const labels = [...counts.keys()], numbers = [...counts.values()];
  require(source !== undefined, "counts came before their source");
  require(BigInt(answer.range?.first ?? 0) === first && draws >= 1n && draws <= end - first,
    `counts of ${draws} draws from ${answer.range?.first ?? 0} on, where [${first}, ${end}) is missing`);
  require(counts.size === list.length && labels.every((label) => label >= 0 && label < source.classes)
    && numbers.every((number) => number >= 1n) && unusable >= 0n
    && numbers.reduce((sum, number) => sum + number, unusable) === draws,
  `counts of ${draws} draws do not add up: ${[...counts].join(" ")}, ${unusable} unusable`);
  return { draws, counts, unusable };
}

/** What must not change on the way to the certificate; zeros are absent in a message that was received. */
function tallies(evidence) {
  return [evidence.selection, evidence.estimation].map((part) => part.map(({ source, counts }) => [source,
    counts.map((one) => [one.range.first ?? "0", one.range.count, one.unusable ?? "0",
      (one.counts ?? []).map((of) => [of.class ?? 0, of.count])])]));
}

function require(holds, what) {
  if (!holds) throw new ContractError(`an answer does not follow the contract: ${what}`);
}
