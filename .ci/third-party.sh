#!/bin/sh
# Brings in the programs of others that judge this product in test/interop. Every step may fail: what is absent is
# skipped there by name.
cd "$(dirname "$0")/.." || exit 0
cache="$PWD/.data/third-party"
mkdir -p "$cache"

say() { echo "third-party: $*"; }

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  missing=""
  for package in orthanc orthanc-dicomweb dcmtk dicom3tools nginx-light chromium fonts-noto-core; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
  done
  if [ -z "$missing" ]; then
    say "Debian packages are installed"
  else
    apt-get update -qq >/dev/null 2>&1 || say "the package lists could not be refreshed"
    # One by one: a package that cannot be had must not keep the others out. No service may start by itself.
    printf '#!/bin/sh\nexit 101\n' > "$cache/policy-rc.d"
    had_policy=no
    if [ -e /usr/sbin/policy-rc.d ]; then had_policy=yes; else install -m 755 "$cache/policy-rc.d" /usr/sbin/policy-rc.d; fi
    for package in $missing; do
      if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1; then say "installed $package"
      else say "could not install $package: what needs it is skipped"; fi
    done
    [ "$had_policy" = yes ] || rm -f /usr/sbin/policy-rc.d
  fi
else
  say "not root on Debian: using what is installed"
fi

if ! command -v mvn >/dev/null || ! command -v java >/dev/null; then
  say "mvn or java is absent: HAPI FHIR and Keycloak are skipped"
  exit 0
fi

hapi="$cache/hapi-fhir"
mkdir -p "$hapi"
if [ -s "$hapi/classpath" ] && tr ':' '\n' < "$hapi/classpath" | while read -r jar; do [ -f "$jar" ] || exit 1; done; then
  say "HAPI FHIR is there"
elif timeout 900 mvn -B -q -f test/interop/third-party/hapi-fhir/pom.xml dependency:build-classpath -Dmdep.outputFile="$hapi/classpath.new" >"$hapi/log" 2>&1 && mv "$hapi/classpath.new" "$hapi/classpath"; then
  say "fetched HAPI FHIR"
else
  say "HAPI FHIR could not be fetched: it is skipped"
fi

keycloak_version=26.4.7
if [ -x "$cache/keycloak-$keycloak_version/bin/kc.sh" ]; then
  say "Keycloak is there"
# Without a project Maven keeps its marks below the folder it is called in.
elif (cd "$cache" && timeout 900 mvn -B -q dependency:unpack -Dartifact="org.keycloak:keycloak-quarkus-dist:$keycloak_version:zip" -DoutputDirectory="$cache") >"$cache/keycloak.log" 2>&1 && chmod +x "$cache/keycloak-$keycloak_version/bin/"*.sh; then
  say "fetched Keycloak $keycloak_version"
else
  say "Keycloak could not be fetched: it is skipped"
fi
exit 0
