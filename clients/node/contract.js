// The messages and calls of the contract, from its .proto files.
// Numbers of 64 bits are strings of digits, bytes are base64, and zeros and empty lists are absent: a message that was
// received is its own ProtoJSON.
import { fileURLToPath } from "node:url";
import { loadPackageDefinition } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const form = { keepCase: true, longs: String, enums: String };

const definition = loadSync(["smoothing/v1/sampler.proto", "smoothing/v1/certifier.proto"], {
  ...form, bytes: String, includeDirs: [at("../../protos")],
});
const errors = loadSync(at("../rich_error.proto"), form);

export const { SamplerService, CertifierService } = loadPackageDefinition(definition).smoothing.v1;

/** The details of one kind, such as "BadRequest", in the trailer grpc-status-details-bin. */
export function details(trailer, name) {
  const all = errors["smoothing.clients.Status"].deserialize(trailer).details ?? [];
  return all
    .filter((detail) => detail.type_url.endsWith(`/google.rpc.${name}`))
    .map((detail) => errors[`smoothing.clients.${name}`].deserialize(detail.value));
}
