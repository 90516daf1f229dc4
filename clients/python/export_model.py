#!/usr/bin/env python3
"""Turns a torch nn.Module into a model that the sampler takes: NAME.pt (TorchScript)
and NAME.json (its manifest).

    python3 export_model.py mynet.py:build --shape 3,32,32 --out cifar.pt \\
        --weights mynet.pth --mean 0.4914,0.4822,0.4465 --std 0.2470,0.2435,0.2616

`mynet.py:build` is a file and a function (or class) in it that returns the
module; --weights is a state dictionary for it. Without --mean and --std the
module must take numbers in [0, 1] itself. The normalisation becomes a part of
the model, because noise is added to the input before it: radii are then in
units of the input, and not of the normalised numbers.

The file is written only when the model passes the checks that the sampler
makes: in eval mode the same batch gives the same bits twice, and the answer for
one input does not depend on the others of its batch.

From Python: export(module, "cifar.pt", shape=(3, 32, 32), mean=…, std=…).
"""
import argparse
import importlib.util
import json
import os
import pathlib
import re
import sys

import torch
from torch import Tensor, nn

LAYOUTS = ("chw", "hwc", "plain")


class Refused(Exception):
    """The model cannot be exported; the message says why."""


class Normalised(nn.Module):
    """A module behind a normalisation of its inputs."""
    def __init__(self, module, mean, std):
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("std", std)
        self.module = module

    def forward(self, x: Tensor) -> Tensor:
        return self.module((x - self.mean) / self.std)


def normalised(module, shape, layout, mean, std):
    """The module with the normalisation inside; mean and std have one number, or one for each channel."""
    if mean is None and std is None:
        return module
    if mean is None or std is None:
        raise Refused("mean and std: give both or none")
    channels = {"chw": shape[0], "hwc": shape[-1], "plain": 1}[layout]
    view = (-1, 1, 1) if layout == "chw" else (-1,)
    for name, numbers in (("mean", mean), ("std", std)):
        if len(numbers) not in (1, channels):
            raise Refused(f"{name}: {len(numbers)} numbers; there must be 1 or {channels}, one for each channel")
    if not all(number > 0 for number in std):
        raise Refused(f"std: {list(std)}; all numbers must be above 0")
    return Normalised(module, torch.tensor(mean).view(view), torch.tensor(std).view(view))


def scripted(module, example, trace):
    """TorchScript of the module: its code where that compiles, otherwise the operations of one call."""
    if trace:
        return torch.jit.trace(module, example, check_trace=False)
    try:
        return torch.jit.script(module)
    except (RuntimeError, torch.jit.frontend.NotSupportedError) as error:
        first = str(error).strip().splitlines()[0]
        raise Refused(f"torch.jit.script does not compile it ({first}); --trace records one call instead, "
                      "which is right where the code does not branch on its input") from error


def checked(model, shape, tile):
    """The number of classes of a model that answers the same batch and the same input in the same way."""
    numbers = tile * torch.tensor(shape).prod().item()
    batch = torch.linspace(0, 1, int(numbers)).reshape(tile, *shape)
    with torch.inference_mode():
        answers = model(batch)
        if not isinstance(answers, Tensor) or answers.dim() != 2 or answers.shape[0] != tile or answers.shape[1] < 2:
            raise Refused(f"outputs: {getattr(answers, 'shape', type(answers).__name__)}; they must be a tensor "
                          f"[{tile}, classes] with 2 classes or more")
        if answers.dtype != torch.float32:
            raise Refused(f"outputs: {answers.dtype}; they must be torch.float32")
        if not torch.isfinite(answers).all():
            raise Refused("outputs: some are not finite for inputs in [0, 1]")
        # The engine optimises a model during its first calls.
        answers, again = model(batch), model(batch)
        if not torch.equal(answers, again):
            raise Refused("not repeatable: the same batch gave different outputs twice; dropout or other chance is "
                          "active after eval()")
        others = batch * -0.75 + 0.5
        for kept in (torch.arange(tile) < tile // 2, torch.arange(tile) % 2 == 1):
            mixed = torch.where(kept.view(-1, *[1] * len(shape)), batch, others)
            if not torch.equal(model(mixed)[kept], answers[kept]):
                raise Refused("not independent: the outputs of an input change with the others of its batch; it "
                              "computes across the batch, as batch normalisation in training mode does")
        # Noise is not clipped: inputs leave [0, 1].
        if not torch.isfinite(model(4 * batch - 2)).all():
            raise Refused("outputs: some are not finite for inputs outside [0, 1], which noise makes")
    return answers.shape[1]


def manifest(name, shape, layout, classes, labels, tile, version):
    """The manifest; its grid is that of 8-bit images in [0, 1]."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,62}", name):
        raise Refused(f"name: {name!r}; it must be 1 to 63 of a-z, 0-9, '-', '_' and '.', beginning with a letter "
                      "or digit")
    if labels and len(labels) != classes:
        raise Refused(f"labels: {len(labels)}; there must be none or one for each of the {classes} classes")
    return {
        "name": name, "version": version, "shape": list(shape), "layout": layout,
        "grid": {"origin": "0", "step": "1/255", "min": 0, "max": 255},
        "classes": classes, "labels": list(labels), "tile": tile, "precision": "binary32",
    }


def save(module, path):
    """Saves without the source maps, which would hold paths of the machine."""
    torch.jit.save(module, str(path))
    reader = torch._C.PyTorchFileReader(str(path))
    records = [(name, reader.get_record(name)) for name in reader.get_all_records()
               if not name.endswith(".debug_pkl") and name not in ("version", ".data/serialization_id")]
    del reader
    writer = torch._C.PyTorchFileWriter(str(path))
    for name, data in records:
        writer.write_record(name, data, len(data))
    writer.write_end_of_file()


def export(module, out, shape, *, mean=None, std=None, layout="chw", labels=(), name=None, version="1", tile=64,
           trace=False):
    """Writes OUT and its manifest. The module ends in eval mode. Raises Refused, and then writes nothing."""
    out = pathlib.Path(out)
    if out.suffix != ".pt":
        raise Refused(f"out: {out}; its name must end in .pt")
    if layout not in LAYOUTS:
        raise Refused(f"layout: {layout}; it must be one of {', '.join(LAYOUTS)}")
    if layout != "plain" and len(shape) != 3:
        raise Refused(f"shape: {len(shape)} extents; the layout {layout} needs 3")
    if not 1 <= tile <= 4096:
        raise Refused(f"tile: {tile}; it must be in [1, 4096]")
    model = normalised(module, shape, layout, mean, std).float().cpu().eval()
    part = out.with_name(out.name + ".part")
    try:
        save(scripted(model, torch.zeros(2, *shape), trace).eval(), part)
        classes = checked(torch.jit.load(str(part)).eval(), shape, tile)
        text = manifest(name or out.stem.lower(), shape, layout, classes, labels, tile, version)
        out.with_suffix(".json").write_text(json.dumps(text, indent=2) + "\n", encoding="utf-8")
        os.replace(part, out)
    finally:
        part.unlink(missing_ok=True)
    return text


def built(where):
    """Calls FILE.py:NAME."""
    file, _, name = where.rpartition(":")
    if not file or not pathlib.Path(file).is_file():
        raise Refused(f"module: {where}; it must be FILE.py:NAME with a file that exists")
    sys.path.insert(0, str(pathlib.Path(file).resolve().parent))
    spec = importlib.util.spec_from_file_location(pathlib.Path(file).stem, file)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    if not callable(getattr(loaded, name, None)):
        raise Refused(f"module: {file} has no function or class {name}")
    module = getattr(loaded, name)()
    if not isinstance(module, nn.Module):
        raise Refused(f"module: {name}() returns {type(module).__name__}; it must return an nn.Module")
    return module


def main():
    def numbers(text):
        return [float(part) for part in text.split(",")]

    def extents(text):
        shape = tuple(int(part) for part in text.split(","))
        if min(shape) < 1:
            raise ValueError
        return shape

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("module", metavar="FILE.py:NAME", help="function or class that returns the module")
    parser.add_argument("--out", required=True, help="MODEL.pt; MODEL.json is written beside it")
    parser.add_argument("--shape", type=extents, required=True, help="shape of one input, such as 3,32,32")
    parser.add_argument("--weights", help="state dictionary, loaded before the export")
    parser.add_argument("--mean", type=numbers, help="subtracted from inputs in [0, 1]: one number, or one a channel")
    parser.add_argument("--std", type=numbers, help="divides them afterwards")
    parser.add_argument("--layout", choices=LAYOUTS, default="chw", help="order of the axes (default chw)")
    parser.add_argument("--labels", type=lambda text: text.split(","), default=[], help="names of the classes")
    parser.add_argument("--name", help="name of the model; that of the file when left out")
    parser.add_argument("--version", default="1", help="version of the model (default 1)")
    parser.add_argument("--tile", type=int, default=64, help="draws that are computed at once (default 64)")
    parser.add_argument("--trace", action="store_true", help="trace the module where it cannot be scripted")
    args = parser.parse_args()
    try:
        module = built(args.module)
        if args.weights:
            state = torch.load(args.weights, map_location="cpu")
            module.load_state_dict(state.get("state_dict", state))
        text = export(
            module, args.out, args.shape, mean=args.mean, std=args.std, layout=args.layout, labels=args.labels,
            name=args.name, version=args.version, tile=args.tile, trace=args.trace)
    except (Refused, OSError, RuntimeError) as error:
        sys.exit(f"export_model.py: {error}")
    print(f"{args.out}: {text['name']}, {'x'.join(map(str, args.shape))}, {text['classes']} classes")


if __name__ == "__main__":
    main()
