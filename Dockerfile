# SPDX-License-Identifier: GPL-3.0-or-later
# The Debian package in a container of its own; docs/operations.md, "In a
# container". docker build -t ritmon .
FROM debian:12-slim AS build
WORKDIR /src
# Packages first: they change less often than sources.
COPY tools/debian-packages tools/debian-packages
RUN apt-get update && \
    sed -e 's/#.*//' -e '/^full:/,$d' tools/debian-packages | \
    DEBIAN_FRONTEND=noninteractive xargs apt-get install -y \
      --no-install-recommends dpkg-dev file
COPY . .
RUN cmake --preset release -DRITMON_HARDENING=ON && \
    cmake --build build/release --target ritmon ritmon-read-pdf && \
    cpack --config build/release/CPackConfig.cmake -B /packages && \
    mv /packages/ritmon_*.deb /ritmon.deb

FROM debian:12-slim
# Further packages: --build-arg PACKAGES=chromium renders pages that need
# scripts, where the container may make user namespaces.
ARG PACKAGES=
COPY --from=build /ritmon.deb /tmp/ritmon.deb
# A user with the same number everywhere, for volumes; curl asks for health; the
# two of systemd make user and directory without systemd.
# hadolint ignore=DL3008,SC2086
RUN groupadd --system --gid 964 ritmon && \
    useradd --system --uid 964 --gid 964 --home-dir /var/lib/ritmon \
      --shell /usr/sbin/nologin ritmon && \
    apt-get update && \
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      curl systemd-standalone-sysusers systemd-standalone-tmpfiles \
      /tmp/ritmon.deb $PACKAGES && \
    rm -rf /tmp/ritmon.deb /var/lib/apt/lists/*

USER ritmon
WORKDIR /var/lib/ritmon
VOLUME /var/lib/ritmon
# One that is told to end finishes what is in flight, for a minute at most:
# docker stop --time 90.
STOPSIGNAL SIGTERM
# Of daemon.listen, which is on loopback inside the container.
HEALTHCHECK --interval=60s --timeout=10s --start-period=30s \
  CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:9464/healthz"]
ENTRYPOINT ["/usr/bin/ritmon"]
CMD ["daemon"]
