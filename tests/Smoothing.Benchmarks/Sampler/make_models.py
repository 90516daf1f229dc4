"""Writes the models that the sampler is measured with: traced in evaluation mode, in the order of axes that torch has
by itself (NCHW), as users export them; and in FOLDER/best the fastest TorchScript of the same networks: weights and
activations in channels-last order, frozen.

    python3 make_models.py FOLDER NAME...

The weights are initial ones, the same in both: how fast a network answers does not depend on them. Prints the name and
the multiplications of each: those of convolutions and linear layers, for one input.
"""
import pathlib
import sys

import torch
import torch.nn.functional as F
from torch import nn

import make_skeletons


class Plain(nn.Module):
    """Two convolutions with pooling, then linear layers."""
    def __init__(self, channels, hidden):
        super().__init__()
        self.first = nn.Conv2d(1, channels, 3, 1, 1)
        self.second = nn.Conv2d(channels, 2 * channels, 3, 1, 1)
        widths = [2 * channels * 49, *hidden, 10]
        self.linear = nn.ModuleList(nn.Linear(a, b) for a, b in zip(widths, widths[1:]))

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.first(x)), 2)
        x = F.max_pool2d(F.relu(self.second(x)), 2).flatten(1)
        for layer in self.linear[:-1]:
            x = F.relu(layer(x))
        return self.linear[-1](x)


class Normalise(nn.Module):
    """Per-channel normalisation."""
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean).view(1, -1, 1, 1))
        self.register_buffer("std", torch.tensor(std).view(1, -1, 1, 1))

    def forward(self, x):
        return (x - self.mean) / self.std


class ChannelsLast(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner.to(memory_format=torch.channels_last)

    def forward(self, x):
        return self.inner(x.contiguous(memory_format=torch.channels_last))


def residual(n):
    model = make_skeletons.CifarResNet(n, 10)
    model.normalise = Normalise(*make_skeletons.CIFAR)
    return model


MODELS = {
    "tiny": (lambda: Plain(8, []), (1, 28, 28)),
    "cnn": (lambda: Plain(32, [128]), (1, 28, 28)),
    "resnet20": (lambda: residual(3), (3, 32, 32)),
    "resnet110": (lambda: residual(18), (3, 32, 32)),
}


def multiplications(model, example):
    total = 0

    def count(module, _, output):
        nonlocal total
        total += output[0].numel() * module.weight[0].numel()

    layers = [x for x in model.modules() if isinstance(x, (nn.Conv2d, nn.Linear))]
    hooks = [x.register_forward_hook(count) for x in layers]
    model(example)
    for hook in hooks:
        hook.remove()
    return total


def main():
    folder = pathlib.Path(sys.argv[1])
    (folder / "best").mkdir(parents=True, exist_ok=True)
    for name in sys.argv[2:]:
        make, shape = MODELS[name]
        torch.manual_seed(0)
        model, example = make().eval(), torch.rand(64, *shape)
        with torch.no_grad():
            total = multiplications(model, example)
            torch.jit.trace(model, example).save(str(folder / f"{name}.pt"))
            best = torch.jit.trace(ChannelsLast(model).eval(), example)
            torch.jit.freeze(best).save(str(folder / "best" / f"{name}.pt"))
        print(name, total, flush=True)


if __name__ == "__main__":
    main()
