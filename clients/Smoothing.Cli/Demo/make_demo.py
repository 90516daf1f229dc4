#!/usr/bin/env python3
"""Trains the demonstration classifier on Fashion-MNIST under Gaussian noise and
writes it as TorchScript, with the first 300 test images."""
import argparse
import gzip
import pathlib
import struct
import timeit

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

SIGMA = 0.25


class Net(nn.Module):
    """Strided convolutions, the fully connected layers written as convolutions
    (7x7 and 1x1), all in channels-last order: the fast path of libtorch on a CPU."""
    def __init__(self):
        super().__init__()
        for i, sizes in enumerate([(1, 32, 3), (32, 64, 3), (64, 128, 7), (128, 10, 1)]):
            layer = nn.Conv2d(*sizes)   # for its initial values
            self.register_parameter(f"w{i}", layer.weight)
            self.register_parameter(f"b{i}", layer.bias)
        self.to(memory_format=torch.channels_last)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = ((x - 0.286) * 2.8).contiguous(memory_format=torch.channels_last)
        x = torch.relu(F.conv2d(x, self.w0, self.b0, stride=2, padding=1))
        x = torch.relu(F.conv2d(x, self.w1, self.b1, stride=2, padding=1))
        x = torch.relu(F.conv2d(x, self.w2, self.b2))
        return F.conv2d(x, self.w3, self.b3).flatten(1)


def read_idx(path):
    raw = gzip.decompress(path.read_bytes())
    sizes = struct.unpack_from(f">{raw[3]}I", raw, 4)
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * raw[3]).reshape(sizes).copy()


def write_idx(path, array):
    header = struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    path.write_bytes(gzip.compress(header + array.tobytes(), 9, mtime=0))


def noisy(levels):
    """Adds noise on the grid 1/255, without clipping, as the certifier does."""
    return (levels + torch.round(255 * SIGMA * torch.randn(levels.shape))) / 255


def accuracy(model, images, labels, view):
    with torch.inference_mode():
        right = [model(view(x)).argmax(1) == y for x, y in zip(images.split(500), labels.split(500))]
    return 100 * torch.cat(right).float().mean().item()


def train(model, images, labels, epochs, batch=128, rate=3e-3):
    steps = len(images) // batch
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, epochs * steps, pct_start=0.2)
    for epoch in range(epochs):
        total = 0.0
        for index in torch.randperm(len(images))[:steps * batch].split(batch):
            x, flip = images[index], torch.rand(batch) < 0.5
            x[flip] = x[flip].flip(3)
            loss = F.cross_entropy(model(noisy(x)), labels[index])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / steps:.4f}", flush=True)


def save(model, path):
    """Saves without the source maps, which would hold paths of the building machine."""
    torch.jit.save(torch.jit.script(model), str(path))
    reader = torch._C.PyTorchFileReader(str(path))
    records = {name: reader.get_record(name) for name in reader.get_all_records()}
    writer = torch._C.PyTorchFileWriter(str(path))
    for name, data in records.items():
        if name != "version" and not name.endswith(".debug_pkl"):
            writer.write_record(name, data, len(data))
    writer.write_end_of_file()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, default="/usr/share/datasets/fashion-mnist")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(__file__).parent)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)

    images, labels, test_images, test_labels = (
        read_idx(args.data / f"{part}-ubyte.gz")
        for part in ("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"))
    write_idx(args.out / "images-idx3-ubyte.gz", test_images[:300])
    write_idx(args.out / "labels-idx1-ubyte.gz", test_labels[:300])

    model = Net()
    train(model, torch.from_numpy(images).unsqueeze(1), torch.from_numpy(labels).long(), args.epochs)
    save(model.eval().requires_grad_(False), args.out / "fashion_mnist_cnn.pt")

    model = torch.jit.load(str(args.out / "fashion_mnist_cnn.pt"))
    x, y = torch.from_numpy(test_images).unsqueeze(1), torch.from_numpy(test_labels).long()
    print(f"accuracy: clean {accuracy(model, x, y, lambda v: v / 255):.2f} %, "
          f"noisy {accuracy(model, x, y, noisy):.2f} %")
    torch.set_num_threads(1)
    with torch.inference_mode():
        x = x[:64] / 255
        seconds = min(timeit.repeat(lambda: model(x), number=50, repeat=7)) / 50
    print(f"one thread: {len(x) / seconds:.0f} samples/s")


if __name__ == "__main__":
    main()
