#!/bin/sh
# The disk image for macOS 14 and later from the .app that build.py makes. NOT YET RUN: written beside the bundle for
# Linux. Signed for the machine it was built on only, and not notarised: macOS refuses the first start until it is
# allowed in the system settings, under privacy and security.
#   packaging/macos/make_dmg.sh build 0.1.0
set -eu
out=$1
version=$2
image=$out/image
rm -rf "$image"
mkdir -p "$image"
ditto "$out/dist/Reviewer.app" "$image/Reviewer.app"
cp -R "$out/dist/reviewer/licences" "$image/Licences"
ln -s /Applications "$image/Applications"
hdiutil create -volname Reviewer -srcfolder "$image" -format UDZO -ov "$out/reviewer-$version-macos-$(uname -m).dmg"
rm -rf "$image"
