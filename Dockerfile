ARG BASE=node:24-slim
FROM ${BASE}

ARG VERSION=dev
LABEL org.opencontainers.image.title="larder" \
      org.opencontainers.image.description="The cache step for every CI: restore, rebuild and flush directories in S3-compatible storage or a local directory." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}"

# Without USER: Drone and Woodpecker check the workspace out as root, and a cache is restored with the owner that the other steps have.
# With any other user (docker run --user 1234) it runs as well: `~` is the same directory for all, and all may write there.
ENV HOME=/root \
    NODE_ENV=production \
    # Certificates that a runner mounts into /etc/ssl/certs are trusted besides those that Node brings.
    NODE_USE_SYSTEM_CA=1
RUN mkdir -p /etc/ssl/certs && chmod 0777 /root

# package.json says that the files are ES modules.
COPY package.json LICENSE /opt/larder/
COPY dist/ /opt/larder/

ENTRYPOINT ["node", "/opt/larder/main.js"]
