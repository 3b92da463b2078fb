# The suite as an image. Profile and reports share one folder:
#   docker build -t badges-conformance .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/data" badges-conformance --target=target.toml
FROM python:3.11-slim AS build
WORKDIR /src
COPY . .
# The versions that the suite was tested with, for the build as well as for the run.
ENV PIP_CONSTRAINT=/src/constraints.txt \
    PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/suite \
    && /opt/suite/bin/pip install --no-cache-dir .
# Loads the settings and imports every test: an image that cannot run does not get built.
RUN /opt/suite/bin/badges-conformance --collect-only -qq

FROM python:3.11-slim
COPY --from=build /opt/suite /opt/suite
RUN useradd --create-home --uid 1000 tester \
    && install --directory --owner=tester /data
ENV PATH=/opt/suite/bin:$PATH \
    PYTHONUNBUFFERED=1
USER 1000
WORKDIR /data
VOLUME ["/data"]
ENTRYPOINT ["badges-conformance"]
