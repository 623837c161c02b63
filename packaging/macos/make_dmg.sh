#!/bin/sh
# The disk image for macOS 14 and later from the .app that build.py makes. NOT YET RUN: written beside the bundle for
# Linux. Not signed and not notarised: the first start is by the context menu's Open.
#   packaging/macos/make_dmg.sh build 0.1.0
set -eu
out=$1
version=$2
image=$out/image
rm -rf "$image"
mkdir -p "$image"
cp -R "$out/dist/Reviewer.app" "$image/"
cp -R "$out/dist/reviewer/licences" "$image/Licences"
ln -s /Applications "$image/Applications"
hdiutil create -volname Reviewer -srcfolder "$image" -format UDZO -ov "$out/reviewer-$version-macos-$(uname -m).dmg"
rm -rf "$image"
