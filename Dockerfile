FROM python:3.13.16-slim-trixie@sha256:70729b46c69b4f1e97c4822c1af3df53a1476cf5ddc6c087c0c10bc3a5678c2f AS base

FROM base AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY requirements-tools.txt requirements.txt ./
RUN pip install --no-deps --require-hashes -r requirements-tools.txt \
    && python -m venv --without-pip /opt/veo-bot \
    && pip --python /opt/veo-bot/bin/python install --no-deps --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY cogs cogs
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /wheel . \
    && pip --python /opt/veo-bot/bin/python install --no-deps --no-index /wheel/*.whl \
    && pip --python /opt/veo-bot/bin/python check

FROM base
RUN apt-get update \
    && apt-get install -y --no-install-recommends ffmpeg \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin veo \
    && install -d -o veo -g veo /data
COPY --from=build /opt/veo-bot /opt/veo-bot
# Debian's ffmpeg gets security updates with the image; the one in the Python package does not.
ENV PATH=/opt/veo-bot/bin:$PATH \
    IMAGEIO_FFMPEG_EXE=/usr/bin/ffmpeg \
    DATA_DIR=/data \
    LOG_FORMAT=json \
    PYTHONUNBUFFERED=1
USER veo
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["veo-bot", "health"]
ENTRYPOINT ["veo-bot"]
CMD ["run"]
