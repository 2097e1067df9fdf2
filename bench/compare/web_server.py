# SPDX-License-Identifier: GPL-3.0-or-later
"""nginx over a made site, for as long as something is measured.

    with serve(work, port):
        ...

`work` holds `www/HOST/…`, as bench/peers/build_site.py and make_region lay
sites out; the server answers for each HOST at its loopback address.
"""

import contextlib
import pathlib
import socket
import subprocess
import time
from collections.abc import Iterator

NGINX = pathlib.Path("/usr/sbin/nginx")
TEMPLATE = pathlib.Path(__file__).parent.parent / "peers" / "nginx.conf.in"
# Long enough for a machine that compiles something at the same time.
START_SECONDS = 30


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def wait_until_it_listens(server: subprocess.Popen[bytes], work: pathlib.Path,
                          port: int) -> None:
    """nginx writes its pid once it has the port; then it must answer."""
    end = time.monotonic() + START_SECONDS
    pid_file = work / "nginx.pid"
    while server.poll() is None and time.monotonic() < end:
        if pid_file.exists() and answers(port):
            return
        time.sleep(0.05)
    log = work / "nginx.log"
    reason = log.read_text(errors="replace")[-2000:] if log.exists() else ""
    raise RuntimeError(f"nginx does not serve {work} on port {port}: {reason}")


@contextlib.contextmanager
def serve(work: pathlib.Path, port: int) -> Iterator[None]:
    """Serves work/www on `port` of all loopback addresses, one worker."""
    work.chmod(0o755)  # the server's worker is another user
    config = work / "nginx.conf"
    config.write_text(TEMPLATE.read_text().replace("@WORK@", str(work))
                      .replace("@PORT@", str(port)))
    (work / "nginx.pid").unlink(missing_ok=True)
    server = subprocess.Popen(
        [str(NGINX), "-p", str(work), "-e", str(work / "nginx.log"),
         "-c", str(config)])
    try:
        wait_until_it_listens(server, work, port)
        yield
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
