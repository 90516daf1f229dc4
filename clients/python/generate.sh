#!/bin/sh
# Makes the stubs that certify.py imports: messages (with .pyi type stubs) and services.
#
#   generate.sh [FOLDER]     default: generated, beside this script
#
# Uses protoc with grpc_python_plugin (Debian: protobuf-compiler, protobuf-compiler-grpc) or, where those are missing,
# grpc_tools of the python3 on PATH (PyPI: grpcio-tools).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/generated}
mkdir -p "$out"

if command -v protoc >/dev/null && plugin=$(command -v grpc_python_plugin); then
  set -- protoc "--plugin=protoc-gen-grpc_python=$plugin"
elif python3 -c 'import grpc_tools' 2>/dev/null; then
  set -- python3 -m grpc_tools.protoc
else
  echo 'There is neither protoc with grpc_python_plugin (apt-get install protobuf-compiler protobuf-compiler-grpc)' \
    'nor grpc_tools (pip install grpcio-tools).' >&2
  exit 1
fi

contract=$here/../../protos
clients=$here/..
"$@" -I "$contract" -I "$clients" "--python_out=$out" "--pyi_out=$out" "$contract"/smoothing/v1/*.proto \
  "$clients/rich_error.proto"
"$@" -I "$contract" "--grpc_python_out=$out" "$contract/smoothing/v1/sampler.proto" \
  "$contract/smoothing/v1/certifier.proto"
