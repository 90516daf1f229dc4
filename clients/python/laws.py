"""Noise laws as options name them."""

import argparse

from contract import noise_pb2

_LAWS = {
    "gaussian": lambda sd: noise_pb2.NoiseLaw(gaussian=noise_pb2.GaussianNoise(standard_deviation=sd)),
    "laplace": lambda b: noise_pb2.NoiseLaw(laplace=noise_pb2.LaplaceNoise(scale=b)),
    "generalized_gaussian": lambda scale, shape: noise_pb2.NoiseLaw(
        generalized_gaussian=noise_pb2.GeneralizedGaussianNoise(scale=scale, shape=shape)),
    "uniform": lambda h: noise_pb2.NoiseLaw(uniform=noise_pb2.UniformNoise(half_width=h)),
}
LAW_FORMS = "gaussian:SD, laplace:SCALE, generalized_gaussian:SCALE:SHAPE or uniform:HALF_WIDTH"


def noise(text):
    """The law of a text such as "gaussian:0.25"."""
    name, *numbers = text.split(":")
    try:
        return _LAWS[name](*map(float, numbers))
    except (KeyError, TypeError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{text} is not {LAW_FORMS}") from error
