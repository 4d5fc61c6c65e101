# One image for web servers, workers and commands. It holds the program, its packages and the static files, nothing that
# changes: it runs with a read-only root, as a user who owns nothing. compose.yaml says what goes with it.

FROM python:3.13-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt /
RUN python -m venv /venv \
 && /venv/bin/pip install --no-deps --require-hashes --requirement /requirements.txt

FROM python:3.13-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PARALLAX_DATA=/parallax/built \
    PARALLAX_BIND=0.0.0.0 \
    PARALLAX_PORT=8000 \
    PARALLAX_MONITOR=0.0.0.0:9100 \
    PARALLAX_LOG=json
WORKDIR /parallax
COPY --from=packages /venv /venv
COPY manage.py ./
COPY coverage_site coverage_site
COPY articles articles
COPY templates templates
COPY static static
COPY seeds seeds
RUN python -m compileall -q coverage_site articles \
 && PARALLAX_SECRET_KEY=only-for-building python manage.py collectstatic --no-input
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 \
  CMD ["python", "-m", "coverage_site.monitoring.ask", "/healthz"]
CMD ["gunicorn", "--config", "python:coverage_site.web_server", "coverage_site.wsgi:application"]
