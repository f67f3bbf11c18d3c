"""LAC 2.1.2 (Baidu, Apache-2.0) on a list of texts, timed: what benchmarks/speed.py compares itself with.

    python3 -m venv lac
    lac/bin/pip install 'setuptools<81' wheel
    lac/bin/pip install --no-build-isolation LAC==2.1.2 paddlepaddle==3.3.1
    python benchmarks/speed.py --lac lac/bin/python

Runs in the environment that has LAC, on one thread. Takes a JSON file with a list of texts; for every line `BEGIN END` on its
input it runs LAC over all sentences of these texts, a call for each text, and prints the seconds of processor time that it took
and its peak memory in MiB.

LAC asks for paddle.fluid, which PaddlePaddle no longer has: the few calls that it makes go to paddle.inference here.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import types
from pathlib import Path
from time import process_time
from typing import Any

SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]?")


class Tensor:
    """What LAC fills with the characters of some sentences laid end to end; `lod` holds the borders."""

    def __init__(self, data: Any) -> None:
        self.data, self.lod, self.shape = data, None, None


class Output:
    """The tags of those characters."""

    def __init__(self, tags: list[int], lod: Any) -> None:
        self.data, self.lod = self, lod
        self._tags = tags

    def int64_data(self) -> list[int]:
        return self._tags


class Predictor:
    """LAC's model."""

    def __init__(self, config: Any) -> None:
        from paddle import inference

        settings = inference.Config(config.folder)
        settings.disable_gpu()
        settings.disable_glog_info()
        settings.set_cpu_math_library_num_threads(1)
        settings.enable_new_ir(False)
        settings.enable_new_executor(False)
        self._model = inference.create_predictor(settings)

    def run(self, tensors: list[Any]) -> list[Output]:
        tensor = tensors[0]
        given = self._model.get_input_handle(self._model.get_input_names()[0])
        given.reshape([tensor.lod[0][-1], 1])
        given.copy_from_cpu(tensor.data.reshape(-1, 1).astype("int64"))
        given.set_lod(tensor.lod)
        self._model.run()
        result = self._model.get_output_handle(self._model.get_output_names()[0])
        return [Output(result.copy_to_cpu().reshape(-1).tolist(), result.lod() or tensor.lod)]


class Config:
    """Where LAC's model lies."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def disable_glog_info(self) -> None:
        """Nothing to do here."""


def stand_in() -> None:
    """Put a module in the place of paddle.fluid that has what LAC asks for."""
    import paddle

    fluid, core = types.ModuleType("paddle.fluid"), types.ModuleType("paddle.fluid.core")
    core.PaddleTensor, core.AnalysisConfig = Tensor, Config  # type: ignore[attr-defined]
    core.create_paddle_predictor = Predictor  # type: ignore[attr-defined]
    parts = {name: types.SimpleNamespace(Parameter=None) for name in ("layers", "io", "framework", "initializer")}
    for name, part in {**parts, "regularizer": parts["layers"], "core": core}.items():
        setattr(fluid, name, part)
    fluid.CPUPlace = fluid.Executor = lambda *_: None  # type: ignore[attr-defined]
    sys.modules["paddle.fluid"], sys.modules["paddle.fluid.core"] = fluid, core
    paddle.fluid = fluid


def main() -> None:
    stand_in()
    from LAC import LAC

    lac = LAC(mode="lac")
    texts = [SENTENCE.findall(text) for text in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))]
    lac.run(texts[0])
    for line in sys.stdin:
        chosen = slice(*map(int, line.split()))
        began = process_time()
        for sentences in texts[chosen]:
            lac.run(sentences)
        took = process_time() - began
        print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)


if __name__ == "__main__":
    main()
