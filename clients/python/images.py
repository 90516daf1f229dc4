"""One 8-bit image of an idx file, a NumPy .npy file or a file of bare levels named *.raw; all may be gzipped."""

import ast
import gzip
import math
import struct
import zlib


class ImageError(Exception):
    """The file does not hold what was asked for."""


def read_levels(path, index, shape):
    """The levels of image `index`, row-major: as many bytes as an input of `shape` has elements."""
    try:
        with open(path, "rb") as file:
            data = file.read()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise ImageError(f"--image: {error}") from error
    size = math.prod(shape)
    if path.removesuffix(".gz").endswith(".raw"):
        extents, levels = (len(data) // size, *shape), data
    elif data[:6] == b"\x93NUMPY":
        extents, levels = _npy(path, data)
    elif data[:3] == b"\x00\x00\x08" and len(data) >= 4 + 4 * data[3]:
        start = 4 + 4 * data[3]
        extents, levels = struct.unpack(f">{data[3]}I", data[4:start]), data[start:]
    else:
        raise ImageError(f"--image: {path} is no idx file of bytes and no .npy file; bare levels are named *.raw")
    if _plain(extents) == _plain(shape):
        extents = (1, *extents)
    if _plain(extents[1:]) != _plain(shape):
        raise ImageError(f"--image: {path} holds {_text(extents)} levels; the model takes {_text(shape)}")
    if len(levels) != math.prod(extents):
        raise ImageError(f"--image: {path} holds {len(levels)} levels, not {_text(extents)}")
    if not 0 <= index < extents[0]:
        raise ImageError(f"--index: {index} is not in [0, {extents[0]}), the images of {path}")
    return levels[index * size:(index + 1) * size]


def _npy(path, data):
    try:
        width, form = (2, "<H") if data[6] == 1 else (4, "<I")
        start = 8 + width + struct.unpack(form, data[8:8 + width])[0]
        header = ast.literal_eval(data[8 + width:start].decode("latin1").strip())
        kind, fortran, extents = header["descr"], header["fortran_order"], header["shape"]
    except (IndexError, KeyError, SyntaxError, TypeError, ValueError, struct.error) as error:
        raise ImageError(f"--image: {path} has no readable .npy header") from error
    if kind != "|u1" or fortran:
        raise ImageError(f"--image: {path} holds '{kind}', not C-ordered bytes; save array.astype('uint8', order='C')")
    return extents, data[start:]


def _plain(extents):
    return [extent for extent in extents if extent != 1]


def _text(extents):
    return "x".join(map(str, extents)) or "1"
