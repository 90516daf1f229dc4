#!/usr/bin/env python3
"""Writes TorchScript skeletons for `smoothing train`: networks with initial weights.

    PYTHONHASHSEED=0 python3 make_skeletons.py --out FOLDER [NAME ...]

cnn_28x28 and resnet20_32x32 are shipped with the command; resnet110_32x32 and
resnet50_224x224 are the networks of Cohen, Rosenfeld and Kolter (2019) for
CIFAR-10 and ImageNet. With one version of torch and that hash seed the files are
the same, byte for byte, on every run (the shipped ones were made with 1.13.1).

A skeleton takes float32 [N, channels, height, width] in [0, 1] and answers
logits [N, classes]. It is scripted, not traced: tracing would freeze the mode,
so that train() and eval() no longer switch batch normalisation. The
normalisation of the inputs is inside, so noise is added before it.
"""
import argparse
import pathlib

import torch
import torch.nn.functional as F
from torch import Tensor, nn

GREY = ([0.286], [0.353])                                              # Fashion-MNIST
CIFAR = ([0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616])           # CIFAR-10
IMAGENET = ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])


class Normalise(nn.Module):
    """Per-channel normalisation as a part of the model, in channels-last order: the fast path on a CPU."""
    def __init__(self, mean, std):
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean).view(1, -1, 1, 1))
        self.register_buffer("std", torch.tensor(std).view(1, -1, 1, 1))

    def forward(self, x: Tensor) -> Tensor:
        return ((x - self.mean) / self.std).contiguous(memory_format=torch.channels_last)


def convolution(inputs, outputs, size, stride=1, padding=0):
    """Convolution, batch normalisation (Ioffe and Szegedy, 2015); the bias is that of the normalisation."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, stride, padding, bias=False), nn.BatchNorm2d(outputs))


class Cnn(nn.Module):
    """Two strided convolutions and two layers that see the whole image, written as convolutions."""
    def __init__(self, classes):
        super().__init__()
        self.normalise = Normalise(*GREY)
        self.layers = nn.Sequential(
            convolution(1, 32, 3, 2, 1), nn.ReLU(),
            convolution(32, 64, 3, 2, 1), nn.ReLU(),
            convolution(64, 96, 7), nn.ReLU(),
            nn.Conv2d(96, classes, 1))

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(self.normalise(x)).flatten(1)


class Basic(nn.Module):
    """Two 3x3 convolutions beside a shortcut without weights (He et al., 2016, section 4.2, option A)."""
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first = convolution(inputs, outputs, 3, stride, 1)
        self.second = convolution(outputs, outputs, 3, 1, 1)
        self.stride, self.more = stride, outputs - inputs

    def forward(self, x: Tensor) -> Tensor:
        y = self.second(torch.relu(self.first(x)))
        if self.stride > 1:
            x = x[:, :, ::self.stride, ::self.stride]
        if self.more > 0:
            x = F.pad(x, [0, 0, 0, 0, self.more // 2, self.more - self.more // 2])
        return torch.relu(x + y)


class CifarResNet(nn.Module):
    """ResNet of 6n + 2 layers for 32x32 (He, Zhang, Ren and Sun, "Deep residual learning", CVPR 2016, section 4.2)."""
    def __init__(self, n, classes):
        super().__init__()
        self.normalise = Normalise(*CIFAR)
        self.first = convolution(3, 16, 3, 1, 1)
        blocks = [Basic(16, 16, 1) for _ in range(n)]
        for width in (32, 64):
            blocks += [Basic(width // 2, width, 2)] + [Basic(width, width, 1) for _ in range(n - 1)]
        self.blocks = nn.Sequential(*blocks)
        self.last = nn.Linear(64, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = self.blocks(torch.relu(self.first(self.normalise(x))))
        return self.last(x.mean([2, 3]))


class Bottleneck(nn.Module):
    """1x1, 3x3 and 1x1 convolutions beside a shortcut, projected where the shape changes (option B). The 3x3 one has
    the stride, as in Goyal et al. (2017)."""
    def __init__(self, inputs, width, stride):
        super().__init__()
        self.first = convolution(inputs, width, 1)
        self.second = convolution(width, width, 3, stride, 1)
        self.third = convolution(width, 4 * width, 1)
        same = stride == 1 and inputs == 4 * width
        self.shortcut = nn.Identity() if same else convolution(inputs, 4 * width, 1, stride)

    def forward(self, x: Tensor) -> Tensor:
        y = torch.relu(self.second(torch.relu(self.first(x))))
        return torch.relu(self.shortcut(x) + self.third(y))


class ResNet50(nn.Module):
    """ResNet-50 for 224x224 (He et al., 2016, table 1)."""
    def __init__(self, classes):
        super().__init__()
        self.normalise = Normalise(*IMAGENET)
        self.first = convolution(3, 64, 7, 2, 3)
        blocks, inputs = [], 64
        for width, count in ((64, 3), (128, 4), (256, 6), (512, 3)):
            for i in range(count):
                blocks.append(Bottleneck(inputs, width, 2 if i == 0 and width > 64 else 1))
                inputs = 4 * width
        self.blocks = nn.Sequential(*blocks)
        self.last = nn.Linear(inputs, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = F.max_pool2d(torch.relu(self.first(self.normalise(x))), 3, 2, 1)
        return self.last(self.blocks(x).mean([2, 3]))


SKELETONS = {
    "cnn_28x28": (Cnn, (1, 28, 28), 10),
    "resnet20_32x32": (lambda classes: CifarResNet(3, classes), (3, 32, 32), 10),
    "resnet110_32x32": (lambda classes: CifarResNet(18, classes), (3, 32, 32), 10),
    "resnet50_224x224": (ResNet50, (3, 224, 224), 1000),
}


def initialise(model):
    """Normal weights with the variance 2 / fan-out (He et al., "Delving deep into rectifiers", ICCV 2015)."""
    for module in model.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
            if module.bias is not None:
                nn.init.zeros_(module.bias)
    return model


def save(module, path):
    """Saves without the source maps, which would hold paths of the machine."""
    torch.jit.save(module, str(path))
    reader = torch._C.PyTorchFileReader(str(path))
    records = [(name, reader.get_record(name)) for name in reader.get_all_records()
               if not name.endswith(".debug_pkl") and name != "version"]
    del reader
    writer = torch._C.PyTorchFileWriter(str(path))
    for name, data in records:
        writer.write_record(name, data, len(data))
    writer.write_end_of_file()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SKELETONS) + "; all when left out")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder for NAME.pt")
    parser.add_argument("--classes", type=int, help="number of classes; 10, and 1000 for 224x224, when left out")
    parser.add_argument("--seed", type=int, default=0, help="seed of the initial weights")
    args = parser.parse_args()
    unknown = [name for name in args.names if name not in SKELETONS]
    if unknown:
        parser.error(f"{', '.join(unknown)}: not one of {', '.join(SKELETONS)}")
    if args.classes is not None and args.classes < 2:
        parser.error(f"--classes: {args.classes} is not at least 2")
    args.out.mkdir(parents=True, exist_ok=True)
    for name in args.names or SKELETONS:
        make, shape, classes = SKELETONS[name]
        torch.manual_seed(args.seed)
        classes = args.classes or classes
        model = initialise(make(classes)).to(memory_format=torch.channels_last).eval()
        with torch.no_grad():
            assert model(torch.zeros(2, *shape)).shape == (2, classes)
        path = args.out / f"{name}.pt"
        save(torch.jit.script(model), path)
        count = sum(p.numel() for p in model.parameters())
        print(f"{path}: {'x'.join(map(str, shape))}, {classes} classes, {count:,} parameters, "
              f"{path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
