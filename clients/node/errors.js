// What services say when they refuse, and the waiting for errors that pass.
import { setTimeout as sleep } from "node:timers/promises";
import { status } from "@grpc/grpc-js";
import { details } from "./contract.js";

const firstWait = 200, longestWait = 10_000; // milliseconds
const busyTries = 600, shortestWait = 50; // at a service that answers and says when to come back

/** A service answered what the contract does not allow. */
export class ContractError extends Error {}

/** A service refused a request, or does not answer; the message names every violation, one a line. */
export class ServiceError extends Error {
  constructor(service, error) {
    const lines = detailsOf(error, "BadRequest")
      .flatMap((detail) => detail.field_violations ?? [])
      .map((one) => `  ${one.field ?? ""}: ${one.description ?? ""}`);
    // The message repeats the violations, and is cut where they are many.
    const summary = `the ${service}: ${status[error.code]}:${lines.length > 0 ? "" : ` ${error.details}`}`;
    super([summary, ...lines].join("\n"), { cause: error });
    this.code = error.code;
  }
}

/** Whether an error came from a call, and not from this program. */
export const isStatus = (error) => Number.isInteger(error.code) && error.metadata !== undefined;

/** Waits before the next try, as long as the service asks or longer each time; throws where that cannot help. */
export async function wait(service, error, failures, tries, then) {
  const delays = detailsOf(error, "RetryInfo").map((detail) => detail.retry_delay ?? {});
  const passes = [status.UNAVAILABLE, status.CANCELLED].includes(error.code)
    || (error.code === status.RESOURCE_EXHAUSTED && delays.length > 0);
  if (!passes || failures > (delays.length > 0 ? busyTries : tries)) throw new ServiceError(service, error);
  const asked = delays.map((delay) => Number(delay.seconds ?? 0) * 1e3 + (delay.nanos ?? 0) / 1e6);
  const wanted = delays.length > 0 ? Math.max(shortestWait, ...asked) : firstWait * 2 ** (failures - 1);
  const time = Math.min(wanted, longestWait);
  const seconds = (time / 1000).toFixed(1);
  console.error(`the ${service}: ${status[error.code]}: ${error.details}${then} in ${seconds} s`);
  await sleep(time);
}

function detailsOf(error, name) {
  const trailer = error.metadata?.get("grpc-status-details-bin")[0];
  return trailer === undefined ? [] : details(trailer, name);
}
