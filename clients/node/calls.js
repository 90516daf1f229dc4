// Channels, and calls that are made again while their service is busy or away.
import { credentials } from "@grpc/grpc-js";
import { wait } from "./errors.js";

// A channel that lost its peer connects again soon, and finds out about a peer that vanished without a word.
const channelOptions = {
  "grpc.initial_reconnect_backoff_ms": 200, "grpc.max_reconnect_backoff_ms": 2000,
  "grpc.keepalive_time_ms": 20_000, "grpc.keepalive_timeout_ms": 10_000,
  "grpc.max_receive_message_length": 16 * 2 ** 20,
};
const answerTime = 60_000; // milliseconds

/** The answer to one request; asked again while the service is busy or away. */
export async function ask(service, client, method, request, tries) {
  for (let failures = 1; ; failures++) {
    try {
      return await new Promise((resolve, reject) => client[method](request, { deadline: Date.now() + answerTime },
        (error, answer) => (error ? reject(error) : resolve(answer))));
    } catch (error) {
      await wait(service, error, failures, tries, "; again");
    }
  }
}

/** A client of the service at "host:port", "http://host:port" or, with TLS, "https://host:port". */
export function open(Service, address) {
  const [, scheme, target] = /^(https?):\/\/(.*?)\/?$/.exec(address) ?? [];
  const safety = scheme === "https" ? credentials.createSsl() : credentials.createInsecure();
  return new Service(target ?? address, safety, channelOptions);
}
