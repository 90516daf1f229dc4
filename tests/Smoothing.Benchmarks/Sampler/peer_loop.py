"""The sampling loop of randomized smoothing's first implementation (Cohen, Rosenfeld and Kolter, 2019, function
SampleUnderNoise): batches of copies of the input with normal noise, the largest logit of each, counts of the classes.

    python3 peer_loop.py FOLDER [DEVICE]

Reads lines "MODEL VARIANT THREADS DRAWS CHANNELS ROWS COLUMNS" from standard input, where the variant is "plain" or
"optimized" (torch.jit.optimize_for_inference), and answers each with the processor time and the clock time that the
loop took, in seconds, the number of counts, and the batch. The batch is the fastest of three, or of four on a GPU, found
at the first line of a model, variant and number of threads.
"""
import math
import sys
import time

import torch

SIGMA, CLASSES, MOST_SECONDS = 0.25, 10, 1.5
DEVICE = sys.argv[2] if len(sys.argv) > 2 else "cpu"
# Convolutions in binary32, as the service has them.
torch.backends.cudnn.allow_tf32 = False


def sample_under_noise(classifier, x, draws, batch):
    counts = torch.zeros(CLASSES, dtype=torch.int64, device=DEVICE)
    with torch.no_grad():
        for _ in range(math.ceil(draws / batch)):
            this_batch = min(batch, draws)
            draws -= this_batch
            copies = x.repeat((this_batch, 1, 1, 1))
            noise = torch.randn_like(copies) * SIGMA
            predictions = classifier(copies + noise).argmax(1)
            counts += torch.bincount(predictions, minlength=CLASSES)
    return counts


def load(folder, name, variant):
    model = torch.jit.load(f"{folder}/{name}.pt", map_location=DEVICE).eval()
    return torch.jit.optimize_for_inference(torch.jit.freeze(model)) if variant == "optimized" else model


def rate(classifier, x, batch):
    best = 0.0
    for _ in range(4):
        start = time.perf_counter()
        sample_under_noise(classifier, x, batch, batch).cpu()
        best = max(best, batch / (time.perf_counter() - start))
    return best


def fastest(classifier, x):
    rates = {64: rate(classifier, x, 64)}
    for batch in (256, 1000) if DEVICE == "cpu" else (256, 1000, 4000):
        if batch / rates[64] <= MOST_SECONDS:
            rates[batch] = rate(classifier, x, batch)
    return max(rates, key=rates.get)


def main():
    models, batches = {}, {}
    print(torch.__version__, flush=True)
    for line in sys.stdin:
        name, variant, *numbers = line.split()
        threads, draws, *shape = map(int, numbers)
        torch.set_num_threads(threads)
        if (name, variant) not in models:
            models[name, variant] = load(sys.argv[1], name, variant)
        classifier, x = models[name, variant], torch.full((1, *shape), 0.5, device=DEVICE)
        if (name, variant, threads) not in batches:
            batches[name, variant, threads] = fastest(classifier, x)
        batch = batches[name, variant, threads]
        wall, processor = time.perf_counter(), time.process_time()
        counts = sample_under_noise(classifier, x, draws, batch).cpu()
        print(time.process_time() - processor, time.perf_counter() - wall, int(counts.sum()), batch, flush=True)


if __name__ == "__main__":
    main()
