# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a bench program once, with sizes that show that it works, not how fast.

usage: smoke.py [--serve FOLDER] PROGRAM [ARGUMENT...]

In an empty folder, which is also the one for temporary files. Beside a server
of FOLDER on loopback {server} in an argument is its address and port, and
seeds.txt in the folder holds its URL. Fails if the program does, or if it was
told to write figures.json and no figure is in it.
"""

import functools
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def translate_path(self, path):
        """What is not there is as the first page."""
        found = super().translate_path(path)
        if os.path.exists(found):
            return found
        return os.path.join(self.directory, "index.html")

    def log_message(self, *_):
        pass


def serve(folder):
    handler = functools.partial(Handler, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return "127.0.0.1:%d" % server.server_port


def main(arguments):
    server = ""
    if arguments[0] == "--serve":
        server = serve(arguments[1])
        arguments = arguments[2:]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "seeds.txt").write_text(f"http://{server}/\n")
        command = [argument.replace("{server}", server)
                   for argument in arguments]
        code = subprocess.run(command, cwd=folder, check=False,
                              env={**os.environ, "TMPDIR": folder}).returncode
        if code != 0:
            return code
        figures = Path(folder, "figures.json")
        wanted = any("figures.json" in argument for argument in arguments)
        if wanted and not json.loads(figures.read_text(encoding="utf-8")):
            print("no figures", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
