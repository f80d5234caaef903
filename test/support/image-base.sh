#!/usr/bin/env bash
# usage: image-base.sh IMAGE NODE
#
# Makes IMAGE, a stand-in for node:24-slim, from Debian's packages and the program NODE, for machines that reach no image registry.
# Needs root, buildah and debootstrap; takes about a minute, and nothing where the image exists with this NODE.
set -euo pipefail
image=$1 node=$2
export BUILDAH_ISOLATION=chroot

version=$("$node" --version)
if [ "$(buildah inspect --type image --format '{{index .OCIv1.Config.Labels "node"}}' "$image" 2>/dev/null)" = "$version" ]; then exit 0; fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
debootstrap --variant=minbase bookworm "$work/root" >&2
rm -rf "$work/root/var/cache/apt" "$work/root/var/lib/apt/lists" "$work/root/usr/share/doc"
install --mode=755 "$node" "$work/root/usr/local/bin/node"
chroot "$work/root" useradd --create-home --shell /bin/bash node

container=$(buildah from scratch)
buildah copy --quiet "$container" "$work/root" / >/dev/null
buildah config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin --label "node=$version" --cmd node "$container"
buildah commit --quiet --rm "$container" "$image" >/dev/null
