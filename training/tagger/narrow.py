"""Put a narrow layer in front of the LSTM over characters, so that it has less to multiply.

What enters the LSTM has many columns, but most of what moves its gates lies in few directions. So its input weights W give
way to a product Q P of rank `WIDTH`, with Q P x as near to W x as can be, in the mean of squares over real text: the greatest
singular values of W weighed by the second moments of x (Chen et al., DRONE, NeurIPS 2021). Nothing is trained again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

NARROW = "narrow.weight"
"""The weight P of the narrow layer, among a network's weights."""

WIDTH = 64

_INNER = ("read.forwards.weight_ih_l0", "read.backwards.weight_ih_l0")
_RIDGE = 1e-6


def moments(blocks: Iterable[np.ndarray]) -> np.ndarray:
    """The second moments of the columns of all rows of some tables.

    >>> moments([np.array([[1.0, 2.0]]), np.array([[3.0, 0.0]])]).tolist()
    [[5.0, 1.0], [1.0, 2.0]]
    """
    products = [(block.T.astype(np.float64) @ block, len(block)) for block in blocks]
    total: np.ndarray = sum(product for product, _ in products) / sum(count for _, count in products)
    return total


def narrowed(weights: Mapping[str, np.ndarray], entering: np.ndarray, width: int = WIDTH) -> dict[str, np.ndarray]:
    """The weights with a narrow layer in front of the LSTM over characters; `entering` are the second moments of what
    has entered the LSTM so far."""
    inner = np.concatenate([weights[name] for name in _INNER]).astype(np.float64)
    ridge = _RIDGE * np.trace(entering) / len(entering) * np.eye(len(entering))
    root = np.linalg.cholesky(entering + ridge)
    left, values, right = np.linalg.svd(inner @ root, full_matrices=False)
    scale = np.sqrt(values[:width])  # half on either side: columns of like size lose least in 8 bits
    narrow = scale[:, None] * np.linalg.solve(root.T, right[:width].T).T
    wide = np.split((left[:, :width] * scale).astype(np.float32), 2)
    return {**weights, NARROW: narrow.astype(np.float32), **dict(zip(_INNER, wide, strict=True))}
