# syntax=docker/dockerfile:1
FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/veo-bot
WORKDIR /src
COPY requirements.txt ./
RUN /opt/veo-bot/bin/pip install --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY cogs cogs
RUN /opt/veo-bot/bin/pip install --no-deps .

FROM python:3.13-slim
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
