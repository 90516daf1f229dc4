"""Whether answers are about what was asked, and follow the contract."""

import math

from errors import ContractError


def checked_source(request, digest, known, source):
    asked = (request.model, request.model_sha256, digest, request.run_seed)
    require(asked == (source.model, source.model_sha256, source.input_sha256, source.run_seed)
             and _is_law(source.noise, request.noise),
             "the counts are for another input, noise, seed or model than was asked for")
    require(known in (None, source), "the model or its runtime changed: begin again from the first draw")
    return source


def _is_law(told, asked):
    """Generalized Gaussian noise of shape 1 or 2 has a simpler name, which the sampler tells."""
    general = asked.generalized_gaussian
    return told == asked or (general.shape == 1 and told.laplace.scale == general.scale) or (
        general.shape == 2 and math.isclose(told.gaussian.standard_deviation * math.sqrt(2), general.scale))


def checked_counts(source, counts, first, end):
    """The counts by class, and "unusable", if they begin at draw `first`, end by `end` and add up."""
    by_class = {getattr(one, "class"): one.count for one in counts.counts}
    draws, unusable = counts.range, counts.unusable
    require(source is not None, "counts came before their source")
    require(draws.first == first and 1 <= draws.count <= end - first,
             f"counts of {draws.count} draws from {draws.first} on, where [{first}, {end}) is missing")
    require(len(by_class) == len(counts.counts) and all(0 <= c < source.classes for c in by_class)
             and min(by_class.values(), default=1) >= 1 and unusable >= 0
             and sum(by_class.values()) + unusable == draws.count,
             f"counts of {draws.count} draws do not add up: {by_class}, {unusable} unusable")
    return {**by_class, "unusable": unusable}


def require(holds, what):
    if not holds:
        raise ContractError(f"an answer does not follow the contract: {what}")
